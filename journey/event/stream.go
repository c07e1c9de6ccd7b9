package event

import (
	"fmt"
	"hash/fnv"
	"math"
	"sync"
)

// A Stream is a log that grows: events are appended as they arrive, in any
// order and however late. At any moment [Stream.Log] is the log that [Collect]
// makes of the same events, and [Follow] keeps an analysis of it up to date.
//
// Any number of goroutines may use a Stream at once. The zero Stream is empty
// and ready for use; [NewStream] goes on with a log that was saved.
type Stream struct {
	mu     sync.Mutex
	shards [streamShards]streamShard
	next   uint32 // place of the next event in the input
}

// streamShards is into how many parts a stream is cut, by customer: what an
// event costs is to take in again the part that its customer is in.
const streamShards = 256

// A streamShard holds the events of some customers.
type streamShard struct {
	log     *Log
	arrived *collector // events that log lacks
	places  []uint32   // of those, in the input
	version int        // how often log changed
}

// NewStream returns a stream that holds the events of log, which stays as it
// is. nil is an empty log.
func NewStream(log *Log) *Stream {
	s := &Stream{}
	if log == nil {
		return s
	}
	s.next = log.nextSeq()
	of := make([]string, streamShards)
	index := make(map[string]int, streamShards)
	for k := range of {
		of[k] = fmt.Sprintf("%03d", k)
		index[of[k]] = k
	}
	for name, part := range log.Split(func(customer string) string { return of[shardOf(customer)] }) {
		s.shards[index[name]] = streamShard{log: part, version: 1}
	}
	return s
}

// shardOf returns the part that a customer is in.
func shardOf(customer string) int {
	h := fnv.New32a()
	h.Write([]byte(customer))
	return int(h.Sum32() % streamShards)
}

// Append takes in events. An event that [Collect] would refuse is an error that
// says which one it is, counted from 1 in this call: those before it are in the
// stream, it and those after it are not.
func (s *Stream) Append(events ...Event) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, e := range events {
		if err := s.add(e); err != nil {
			return fmt.Errorf("event %d: %w", i+1, err)
		}
	}
	return nil
}

func (s *Stream) add(e Event) error {
	if s.next == math.MaxUint32 {
		return ErrTooLarge
	}
	p := &s.shards[shardOf(e.Customer)]
	if p.arrived == nil {
		p.arrived = newCollector()
	}
	if err := p.arrived.add(e); err != nil {
		return err
	}
	p.places = append(p.places, s.next)
	s.next++
	return nil
}

// Len returns the number of events.
func (s *Stream) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for k := range s.shards {
		p := &s.shards[k]
		n += len(p.places)
		if p.log != nil {
			n += p.log.Len()
		}
	}
	return n
}

// Log returns the log of all events so far. It does not change as the stream
// goes on.
func (s *Stream) Log() *Log {
	logs, _ := s.parts()
	return mergeAfter(logs, make([]uint32, len(logs)))
}

// parts returns the logs of the parts, with how often each changed. A part
// without events is an empty log.
func (s *Stream) parts() (logs []*Log, versions []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for k := range s.shards {
		p := &s.shards[k]
		p.settle()
		logs, versions = append(logs, p.log), append(versions, p.version)
	}
	return logs, versions
}

// settle takes what arrived into the log of the part.
func (p *streamShard) settle() {
	if p.log == nil {
		p.log = &Log{}
	}
	if p.arrived == nil {
		return
	}
	fresh := p.arrived.b.log()
	for i, row := range fresh.seq {
		fresh.seq[i] = p.places[row]
	}
	p.log = mergeAfter([]*Log{p.log, fresh}, []uint32{0, 0})
	p.arrived, p.places = nil, nil
	p.version++
}
