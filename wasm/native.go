//go:build !wasip1

package main

import (
	"fmt"
	"os"
)

// main keeps the package whole on other machines, where it has nothing to do.
func main() {
	fmt.Fprintln(os.Stderr, "this is a WebAssembly module; go doc ./wasm says how it is built")
	os.Exit(2)
}
