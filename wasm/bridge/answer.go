package bridge

import (
	"bytes"
	"encoding/json"
	"slices"
)

// An answer is what a method has to say.
type answer struct {
	line    []byte // JSON with a newline at the end; nil means {}
	payload []byte
}

func (a answer) reply() []byte {
	if a.line == nil {
		a.line = []byte("{}\n")
	}
	return slices.Concat(a.line, a.payload)
}

// encode writes v as JSON on one line. What this package encodes always can be.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // which would write "<" as six bytes, for pages that paste JSON into HTML
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return b.Bytes()
}
