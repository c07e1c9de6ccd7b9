package flow

// openActivities are the starts of a customer that have no end yet: for each
// key those in the order in which they came.
type openActivities struct {
	whose       uint32
	seen        []uint32 // by key: the customer whom first and last are of
	first, last []int32  // by key: places in starts, from 1; 0 is none
	starts      []struct {
		at   int64
		next int32
	}
	n int
}

func (o *openActivities) make(keys int) {
	o.seen, o.first, o.last = make([]uint32, keys), make([]int32, keys), make([]int32, keys)
}

// forget is for the next customer.
func (o *openActivities) forget() {
	o.whose++
	if o.whose == 0 {
		clear(o.seen)
		o.whose = 1
	}
	o.starts, o.n = o.starts[:0], 0
}

func (o *openActivities) push(key int, at int64) {
	o.starts = append(o.starts, struct {
		at   int64
		next int32
	}{at, 0})
	place := int32(len(o.starts))
	if o.seen[key] != o.whose || o.first[key] == 0 {
		o.seen[key], o.first[key] = o.whose, place
	} else {
		o.starts[o.last[key]-1].next = place
	}
	o.last[key] = place
	o.n++
}

func (o *openActivities) pop(key int) (at int64, ok bool) {
	if o.seen[key] != o.whose || o.first[key] == 0 {
		return 0, false
	}
	s := o.starts[o.first[key]-1]
	o.first[key] = s.next
	o.n--
	return s.at, true
}
