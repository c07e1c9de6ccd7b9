package render

import (
	"strings"
	"unicode/utf8"
)

// sentences joins texts as sentences: each ends in a stop, unless it has one of
// its own. Empty texts are left out.
func sentences(texts ...string) string {
	var ended []string
	for _, said := range texts {
		if said == "" {
			continue
		}
		if last, _ := utf8.DecodeLastRuneInString(said); !strings.ContainsRune(".!?…", last) {
			said += "."
		}
		ended = append(ended, said)
	}
	return strings.Join(ended, " ")
}
