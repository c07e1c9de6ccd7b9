package event

// An Accumulator is an analysis that takes traces one by one, and that can take
// in what another of its kind has gathered from the traces that follow.
type Accumulator[A any] interface {
	Add(Trace)
	Merge(A)
}

// Fold gives every trace of the log, in order, to accumulators that fresh
// makes, and returns them merged.
func Fold[A Accumulator[A]](l *Log, fresh func() A) A {
	a := fresh()
	for t := range l.Traces() {
		a.Add(t)
	}
	return a
}
