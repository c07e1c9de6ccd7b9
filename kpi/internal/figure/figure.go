// Package figure makes measures of what was counted, each with its interval, and
// judges the options that all analyses have.
package figure

import (
	"fmt"
	"math"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// Count is a number of customers among n: it is certain.
func Count(name string, k, n int) journey.Measure {
	v := float64(k)
	return journey.Measure{
		Name: name, Value: v, Unit: journey.Count, N: n,
		Lo: v, Hi: v, Level: 1, Source: journey.FromLog,
	}
}

// Ratio is a share of k in n, which is not 0, with its Wilson interval.
func Ratio(name string, k, n int, level float64) journey.Measure {
	return Estimate(name, float64(k)/float64(n), journey.Ratio, n, stat.Wilson(k, n, level))
}

// Estimate is a value with its interval.
func Estimate(name string, value float64, unit journey.Unit, n int, i stat.Interval) journey.Measure {
	return journey.Measure{
		Name: name, Value: stat.Tidy(value), Unit: unit, N: n,
		Lo: stat.Tidy(i.Lo), Hi: stat.Tidy(i.Hi), Level: stat.Tidy(i.Level), Source: journey.FromLog,
	}
}

// Times returns the median, the mean and the 90th percentile of durations in
// nanoseconds, in seconds. Two durations are the least that say anything of
// their scatter: of fewer there is nothing.
func Times(durations *stat.Sample, level float64) []journey.Measure {
	n := durations.N()
	if n < 2 {
		return nil
	}
	q := durations.Estimates(level, 0.5, 0.9)
	mean, sd := durations.Moments()
	half := stat.StudentQuantile(0.5+level/2, n-1) * sd / math.Sqrt(float64(n))
	around := stat.Estimate{Value: mean, Interval: stat.Interval{Lo: mean - half, Hi: mean + half, Level: level}}
	var m []journey.Measure
	for _, t := range []struct {
		name string
		stat.Estimate
	}{{journey.MeasureTimeMedian, q[0]}, {journey.MeasureTimeMean, around}, {journey.MeasureTimeP90, q[1]}} {
		if t.Level == 0 {
			continue // so few values bound nothing at all
		}
		m = append(m, Estimate(t.name, t.Value/1e9, journey.Seconds, n, stat.Interval{
			// Student's interval knows no bound; between two values lies the
			// quantile, on one its bound.
			Lo: min(max(0, t.Lo), t.Value) / 1e9, Hi: max(t.Hi, t.Value) / 1e9, Level: t.Level,
		}))
	}
	return m
}

// Level returns the confidence level that an option means: 0 means 0.95.
func Level(level float64) (float64, error) {
	switch {
	case level == 0:
		return 0.95, nil
	case level >= 0.5 && level <= 0.999999:
		return level, nil
	}
	return 0, OutOfRange("options.level", "want 0.5 to 0.999999, got %v", level)
}

// End returns the end of an observation that an option means, in Unix
// nanoseconds. The zero time means none: the last event.
func End(at time.Time) (nano int64, err error) {
	switch {
	case at.IsZero():
		return math.MaxInt64, nil
	case at.Before(time.Unix(0, math.MinInt64)) || at.After(time.Unix(0, math.MaxInt64)):
		return 0, OutOfRange("options.at", "want a time between the years 1678 and 2262, got year %d", at.Year())
	}
	return at.UnixNano(), nil
}

// OutOfRange is the mistake of an argument that is out of range.
func OutOfRange(path, format string, args ...any) error {
	return &field.Error{Path: path, Err: fmt.Errorf("%w: %s", field.ErrRange, fmt.Sprintf(format, args...))}
}
