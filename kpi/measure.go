package kpi

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
)

// written returns the measures that somebody wrote, without those that an
// analysis left: none may outlive the data that it was computed from.
func written(list []journey.Measure) []journey.Measure {
	return slices.DeleteFunc(list, func(m journey.Measure) bool { return m.Source != "" })
}

// set puts measures behind those of a list, in place of any with their names.
func set(list []journey.Measure, measures ...journey.Measure) []journey.Measure {
	for _, m := range measures {
		list = slices.DeleteFunc(list, func(old journey.Measure) bool { return old.Name == m.Name })
		list = append(list, m)
	}
	return list
}
