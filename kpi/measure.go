package kpi

import (
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// counted is a number of customers among n: it is certain.
func counted(name string, k, n int) journey.Measure {
	v := float64(k)
	return journey.Measure{
		Name: name, Value: v, Unit: journey.Count, N: n,
		Lo: v, Hi: v, Level: 1, Source: journey.FromLog,
	}
}

// ratio is a share of k in n, which is not 0, with its Wilson interval.
func ratio(name string, k, n int, level float64) journey.Measure {
	return estimated(name, float64(k)/float64(n), journey.Ratio, n, stat.Wilson(k, n, level))
}

// estimated is a value with its interval.
func estimated(name string, value float64, unit journey.Unit, n int, i stat.Interval) journey.Measure {
	return journey.Measure{
		Name: name, Value: stat.Tidy(value), Unit: unit, N: n,
		Lo: stat.Tidy(i.Lo), Hi: stat.Tidy(i.Hi), Level: stat.Tidy(i.Level), Source: journey.FromLog,
	}
}

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
