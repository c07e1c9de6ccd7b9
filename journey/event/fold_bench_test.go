package event

import "testing"

// BenchmarkTrace goes over all traces of a log of 12 events a customer, and
// looks at each event, in the ways that analyses do.
func BenchmarkTrace(b *testing.B) {
	l := read(b, string(shopFile(400_000)), nil)
	codes := make([]int32, len(l.Names()))
	var scratch []int32
	sum := 0
	for _, way := range []struct {
		name string
		do   func(t Trace)
	}{
		{"nothing", func(t Trace) { sum += t.Len() }},
		{"codes", func(t Trace) {
			scratch = t.AppendCodes(scratch[:0], codes)
			for _, c := range scratch {
				sum += int(c)
			}
		}},
		{"name ids", func(t Trace) {
			for i := range t.Len() {
				sum += t.NameID(i)
			}
		}},
		{"channel ids", func(t Trace) {
			for i := range t.Len() {
				sum += t.ChannelID(i)
			}
		}},
		{"times at once", func(t Trace) {
			for _, nano := range t.Nanos() {
				sum += int(nano)
			}
		}},
		{"times", func(t Trace) {
			for i := range t.Len() {
				sum += int(t.Nano(i))
			}
		}},
		{"values", func(t Trace) {
			for i := range t.Len() {
				if v, ok := t.Value(i); ok {
					sum += int(v)
				}
			}
		}},
	} {
		b.Run(way.name, func(b *testing.B) {
			for b.Loop() {
				for t := range l.Traces() {
					way.do(t)
				}
			}
			perEvent(b, l.Len())
		})
	}
}
