package bridge

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestAPanicIsAnErrorReply(t *testing.T) {
	var none map[string]int
	table := []method{
		{"a text", func(_, _ []byte) (answer, error) { panic("ann@example.org") }},
		{"an error", func(_, _ []byte) (answer, error) { none["x"] = 1; return answer{}, nil }},
		{"nil", func(_, _ []byte) (answer, error) { panic(nil) }},
		{"an answer that is no JSON", func(_, _ []byte) (answer, error) {
			return answer{line: encode(func() {})}, nil
		}},
	}
	for _, m := range table {
		t.Run(m.name, func(t *testing.T) {
			want := `{"error":{"code":"internal","message":"a mistake in the module; please report it with the request"}}` + "\n"
			assert.Equal(t, want, string(serve(table, m.name, nil)))
		})
	}
}
