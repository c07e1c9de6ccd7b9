package survival

import "slices"

// Count counts observations by group and time. Curves, hazards and log-rank
// tests of the same data need it only once.
//
// It fails with [ErrNoData] where there is no observation, and with a
// [*field.Error] where columns are of different lengths, a time is negative or
// not finite, or a group has no name.
func Count(data *Data) (*Tally, error) {
	if err := data.check(); err != nil {
		return nil, err
	}
	return data.count(), nil
}

// count is Count for data that were checked.
func (d *Data) count() *Tally {
	names := d.names()
	var lanes []*lane
	if last, ok := d.lastWhole(len(names)); ok {
		lanes = d.countWhole(len(names), last+1)
	} else {
		lanes = d.countAny(len(names))
	}
	t := &Tally{lanes: make(map[string]*lane, len(names))}
	for g, l := range lanes {
		if len(l.times) > 0 {
			t.take(names[g], l)
		}
	}
	return t
}

// lastWhole returns the last time if all times are whole numbers and so small
// that a counter for each, in each group, is no waste.
func (d *Data) lastWhole(groups int) (last int, ok bool) {
	most := min(1<<30, 4*len(d.Times)+1024) / max(1, groups)
	for _, t := range d.Times {
		if t >= float64(most) {
			return 0, false
		}
		whole := int(t)
		if float64(whole) != t {
			return 0, false
		}
		last = max(last, whole)
	}
	return last, true
}

// countWhole counts times that are whole numbers below end.
func (d *Data) countWhole(groups, end int) []*lane {
	counts := make([][2]int, groups*end) // of the censored and of the events
	for i, t := range d.Times {
		at := int(d.group(i))*end + int(t)
		if d.Events[i] {
			counts[at][1]++
		} else {
			counts[at][0]++
		}
	}
	lanes := make([]*lane, groups)
	for g := range lanes {
		own := counts[g*end : (g+1)*end]
		distinct := 0
		for _, c := range own {
			if c != [2]int{} {
				distinct++
			}
		}
		lanes[g] = newLane(distinct)
		for t, c := range own {
			if c != [2]int{} {
				lanes[g].put(float64(t), c[1], c[0])
			}
		}
	}
	return lanes
}

// countAny counts any times: it sorts the keys of each group.
func (d *Data) countAny(groups int) []*lane {
	start := make([]int, groups+1)
	for i := range d.Times {
		start[d.group(i)+1]++
	}
	for g := range groups {
		start[g+1] += start[g]
	}
	keys := make([]uint64, len(d.Times))
	next := slices.Clone(start)
	for i, t := range d.Times {
		g := d.group(i)
		keys[next[g]] = key(t, d.Events[i])
		next[g]++
	}
	lanes := make([]*lane, groups)
	for g := range lanes {
		own := keys[start[g]:start[g+1]]
		sortKeys(own)
		lanes[g] = laneOf(own)
	}
	return lanes
}
