package survival

import (
	"slices"

	"github.com/parcours-go/parcours/kpi/internal/stat"
	"github.com/parcours-go/parcours/persona/field"
)

// Options says how the intervals of survival curves are made. The zero value,
// like a nil pointer, makes those of R's survfit.
type Options struct {
	// Level is the confidence level of the intervals, from 0.5 to 0.999999. 0
	// means 0.95.
	Level float64

	// Transform is the scale on which the interval is symmetric. "" means Log.
	Transform Transform
}

// A Transform is a scale on which an estimate is taken for normal. The interval
// of each is cut to what the estimate can be.
//
// Source: O. Borgan and K. Liestøl, A note on confidence intervals and bands
// for the survival function based on transformations, Scandinavian Journal of
// Statistics 17 (1990) 35–41; J. D. Kalbfleisch and R. L. Prentice, The
// statistical analysis of failure time data, 2nd edition (2002), section 1.4.
type Transform string

const (
	// Log: symmetric in the logarithm, as R does by default.
	Log Transform = "log"

	// LogLog: symmetric in log(−log S), which never leaves [0, 1] and is the
	// most faithful with few observations; lifelines and SAS do so by default.
	LogLog Transform = "log_log"

	// Plain: symmetric around the estimate itself.
	Plain Transform = "plain"
)

// settled returns the options with every default filled in, or the first
// mistake.
func (o *Options) settled() (s Options, err error) {
	if o != nil {
		s = *o
	}
	if err = settleLevel(&s.Level); err == nil {
		err = choose("options.transform", &s.Transform, Log, LogLog, Plain)
	}
	return s, err
}

func settleLevel(level *float64) error {
	if *level == 0 {
		*level = 0.95
	}
	if !(*level >= 0.5 && *level <= 0.999999) {
		return mistake("options.level", field.ErrRange, "want 0.5 to 0.999999, got %v", *level)
	}
	return nil
}

// normal returns how many standard errors an interval of the level reaches: 0
// for a level that no options have.
func normal(level float64) float64 {
	if settleLevel(&level) != nil {
		return 0
	}
	return stat.NormalQuantile(0.5 + level/2)
}

// choose fills in the first word of a vocabulary for "", and refuses what is
// none of it.
func choose[T ~string](path string, v *T, words ...T) error {
	if *v == "" {
		*v = words[0]
	}
	if !slices.Contains(words, *v) {
		return mistake(path, field.ErrUnknown, "want one of %q", words)
	}
	return nil
}
