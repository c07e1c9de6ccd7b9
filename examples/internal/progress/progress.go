// Package progress prints how far a computation is.
package progress

import (
	"fmt"
	"io"
)

// To returns a function to be told the share that is done, from 0 to 1. It prints
// what is done and each tenth of it, over itself, and ends the line with the
// last.
func To(w io.Writer, what string) func(share float64) {
	printed := -1
	return func(share float64) {
		tenth := int(share*10 + 1e-9)
		if tenth <= printed {
			return
		}
		printed = tenth
		fmt.Fprintf(w, "\r%s %3d%%", what, 10*tenth)
		if tenth >= 10 {
			fmt.Fprintln(w)
		}
	}
}
