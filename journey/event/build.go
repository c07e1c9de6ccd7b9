package event

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"time"
)

// Collect makes a log of events in any order. An event without a customer or a
// name, with a time outside the years 1678 to 2262 or with a value that is not
// finite is an error that says which one it is, counted from 1. Of attributes,
// an empty one counts as absent.
func Collect(seq iter.Seq[Event]) (*Log, error) {
	var all []Event
	for e := range seq {
		if err := check(e); err != nil {
			return nil, fmt.Errorf("event %d: %w", len(all)+1, err)
		}
		all = append(all, e)
	}
	return build(all), nil
}

func check(e Event) error {
	switch {
	case e.Customer == "":
		return errors.New("no customer")
	case e.Name == "":
		return errors.New("no name")
	case !e.NoValue && (math.IsNaN(e.Value) || math.IsInf(e.Value, 0)):
		return ErrValue
	case !time.Unix(0, e.Time.UnixNano()).Equal(e.Time):
		return ErrTime
	}
	return nil
}

func build(all []Event) *Log {
	order := make([]uint32, len(all))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(all[a].Customer, all[b].Customer), all[a].Time.Compare(all[b].Time))
	})
	l := &Log{seq: order}
	var who []string
	keys := map[string]bool{}
	for i, row := range order {
		e := all[row]
		if i == 0 || e.Customer != who[len(who)-1] {
			who = append(who, e.Customer)
			l.from = append(l.from, uint32(i))
		}
		l.nano = append(l.nano, e.Time.UnixNano())
		l.value.add(e.Value, !e.NoValue)
		for k, v := range e.Attrs {
			if v != "" {
				keys[k] = true
			}
		}
	}
	l.from = append(l.from, uint32(len(all)))
	l.who = wordsOf(who)
	l.name = columnOf(order, nil, func(i uint32) string { return all[i].Name })
	l.channel = columnOf(order, nil, func(i uint32) string { return string(all[i].Channel) })
	l.keys = slices.Sorted(maps.Keys(keys))
	for _, k := range l.keys {
		l.attrs = append(l.attrs, columnOf(order, []string{""}, func(i uint32) string { return all[i].Attrs[k] }))
	}
	return l
}

func columnOf(order []uint32, always []string, text func(uint32) string) column {
	seen := map[string]uint32{}
	for _, s := range always {
		seen[s] = 0
	}
	for _, row := range order {
		seen[text(row)] = 0
	}
	sorted := slices.Sorted(maps.Keys(seen))
	for i, s := range sorted {
		seen[s] = uint32(i)
	}
	id := make([]uint32, len(order))
	for i, row := range order {
		id[i] = seen[text(row)]
	}
	return column{packed(id, max(len(sorted)-1, 0)), wordsOf(sorted)}
}
