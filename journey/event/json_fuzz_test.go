package event

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"testing"
)

// FuzzReadJSONL wants that no file makes the reader panic, that one reads the
// same however it is cut, and that its lines are read as encoding/json reads
// them.
func FuzzReadJSONL(f *testing.F) {
	for _, s := range []string{
		"", "\n", "{}", "\uFEFF{}", "[]", "[{},{}]", "\x1f\x8b", "{\"user\":\"\xff\"}",
		`{"user":"a","at":1,"e":"v","p":"{\"v\":1,\"a\":[\"x\"]}","l":[{"key":"v","value":{"int_value":"7"}}],"deep":{"er":{"x":"\ud83d\ude00\ud83d"}}}` + "\r\n",
		`{"user":null,"p":{"anon":"b","at":"2024-03-01 10:00:00"},"e":"v","k":"track","n":"-1","p":{"s":-1}}` + "\n\n" + `{"k":"other"}`,
		`{"l":"[{\"key\":\"x\",\"value\":true}]","e":"\"\\\/\b\f\n\r\t","at":1e3,"user":1E-2,"x":[[[{}]]],"x":0}`,
		string(gzipped(`{"user":"a","at":1,"e":"v"}`)),
	} {
		f.Add([]byte(s), uint8(7), uint8(60))
	}
	for _, name := range []string{"ga4", "mixpanel", "amplitude", "posthog", "segment"} {
		sample, err := os.ReadFile("testdata/exports/" + name + ".jsonl")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(sample, uint8(100), uint8(200))
	}
	f.Fuzz(func(t *testing.T, data []byte, block, maxLine uint8) {
		o := named()
		o.Aliases = []string{"old"}
		o.MaxLine, o.MaxEvents, o.MaxBytes = 1+int(maxLine), 1000, 1<<20
		requireSameJSONHoweverCut(t, data, o, 1+int(block))
		if z, err := gzip.NewReader(bytes.NewReader(data)); err == nil {
			if data, err = io.ReadAll(io.LimitReader(z, 1<<20)); err != nil {
				return
			}
		}
		data = bytes.TrimPrefix(data, []byte("\uFEFF"))
		if first := bytes.TrimLeft(data, " \t\r\n"); len(first) > 0 && first[0] == '[' || bytes.HasPrefix(data, []byte("\x1f\x8b")) ||
			bytes.HasPrefix(data, []byte("\uFEFF")) {
			return // a list, or what is taken off at the beginning twice
		}
		o = named()
		requireJSONAsSlow(t, data, o)
		for _, preset := range []*JSONOptions{GA4(), Mixpanel(), Amplitude(), PostHog(), Segment()} {
			preset.Skip = func(*SyntaxError) error { return nil }
			if _, err := ReadJSONL(bytes.NewReader(data), preset); err != nil && !errors.Is(err, ErrTooLarge) {
				t.Fatal(err)
			}
		}
	})
}
