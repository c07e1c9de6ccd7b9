package event

import "sync"

// A Following keeps an analysis of a stream up to date: see [Follow].
type Following[A Accumulator[A]] struct {
	mu       sync.Mutex
	stream   *Stream
	fresh    func(*Log) (A, error)
	parts    [streamShards]A
	versions [streamShards]int
}

// Follow returns an analysis that follows a stream. fresh makes an empty
// accumulator for the traces of a log, such as funnel.New does: it is called
// with the log of a part of the customers, or with an empty one.
//
// What Merge joins must not be tied to the numbers that one log gives to
// names, as those of the accumulators of package kpi are not.
func Follow[A Accumulator[A]](s *Stream, fresh func(*Log) (A, error)) *Following[A] {
	return &Following[A]{stream: s, fresh: fresh}
}

// Now returns the accumulator of all events that the stream holds: the same as
// of one pass over [Stream.Log]. Only the customers who are in one part, of 256,
// with one that has new events are counted again. The accumulator belongs to
// the caller.
func (f *Following[A]) Now() (A, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	all, err := f.fresh(&Log{})
	if err != nil {
		return all, err
	}
	logs, versions := f.stream.parts()
	for k, log := range logs {
		if versions[k] == 0 {
			continue
		}
		if versions[k] != f.versions[k] {
			if err := f.count(k, log); err != nil {
				return all, err
			}
			f.versions[k] = versions[k]
		}
		all.Merge(f.parts[k])
	}
	return all, nil
}

// count counts part k again.
func (f *Following[A]) count(k int, log *Log) error {
	part, err := f.fresh(log)
	if err != nil {
		return err
	}
	for t := range log.Traces() {
		part.Add(t)
	}
	f.parts[k] = part
	return nil
}
