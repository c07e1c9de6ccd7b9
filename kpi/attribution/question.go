package attribution

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/persona/field"
)

// A question is what a tally was asked, with every default filled in. Tallies
// of the same question merge.
type question struct {
	Conversion []string          `json:"conversion,omitempty"` // sorted
	Touches    []string          `json:"touches,omitempty"`
	Models     []Model           `json:"models"` // in the order of models
	Direct     []journey.Channel `json:"direct,omitempty"`
	settings
}

type settings struct {
	All               bool          `json:"all,omitempty"` // every event is a touch
	ConversionTouches bool          `json:"conversion_touches,omitempty"`
	Counted           bool          `json:"counted,omitempty"` // of paths without times
	Lookback          time.Duration `json:"lookback,omitempty"`
	Collapse          bool          `json:"collapse,omitempty"`
	WithoutNulls      bool          `json:"without_nulls,omitempty"`
	Values            bool          `json:"values,omitempty"`
	Order             int           `json:"order"`
	FirstShare        float64       `json:"first_share"`
	LastShare         float64       `json:"last_share"`
	HalfLife          time.Duration `json:"half_life"`
	HalfLifeTouches   float64       `json:"half_life_touches"`
}

const (
	maxOrder      = 4
	usualHalfLife = 7 * 24 * time.Hour
)

// ofLog is the question to a log.
func ofLog(conversion []string, opt *Options) (question, error) {
	if len(conversion) == 0 {
		return question{}, &field.Error{Path: "conversion", Err: fmt.Errorf("%w: want the names of the events that are conversions", field.ErrMissing)}
	}
	q := newQuestion(opt)
	q.Conversion = sorted(conversion)
	return q, q.mistakes()
}

// ofPaths is the question to counted paths: what touches of a log are is none
// to them.
func ofPaths(opt *Options) (question, error) {
	q := newQuestion(opt)
	err := q.mistakes()
	if opt != nil && opt.HalfLife != 0 && opt.HalfLifeTouches == 0 {
		err = errors.Join(err, &field.Error{Path: "options.half_life", Err: fmt.Errorf("%w: counted paths have no times", field.ErrInvalid)})
	}
	q.Touches, q.Lookback, q.HalfLife = nil, 0, usualHalfLife
	q.All, q.ConversionTouches, q.Counted = false, false, true
	q.HalfLifeTouches = cmp.Or(q.HalfLifeTouches, 1)
	return q, err
}

func newQuestion(opt *Options) question {
	var o Options
	if opt != nil {
		o = *opt
	}
	q := question{
		Touches: sorted(o.Touches), Models: o.Models, Direct: sorted(o.Direct),
		settings: settings{
			All: o.Touches == nil, ConversionTouches: o.ConversionTouches, Lookback: o.Lookback, Collapse: o.Collapse,
			WithoutNulls: o.WithoutNulls, Values: o.Values, Order: cmp.Or(o.Order, 1),
			FirstShare: o.FirstShare, LastShare: o.LastShare,
			HalfLife: cmp.Or(o.HalfLife, usualHalfLife), HalfLifeTouches: o.HalfLifeTouches,
		},
	}
	if o.Models == nil {
		q.Models = usual()
	}
	q.Models = inOrder(q.Models)
	if o.Direct == nil {
		q.Direct = []journey.Channel{"(direct)", "(none)", "direct"}
	}
	if o.FirstShare == 0 && o.LastShare == 0 {
		q.FirstShare, q.LastShare = 0.4, 0.4
	}
	return q
}

// inOrder returns models in the order in which they are reported, each once.
func inOrder(list []Model) []Model {
	out := sorted(list)
	slices.SortFunc(out, func(a, b Model) int {
		return cmp.Compare(slices.Index(models[:], a), slices.Index(models[:], b))
	})
	return out
}

// mistakes reports what is wrong with a question, by the names of the options.
func (q *question) mistakes() error {
	var errs []error
	errs = append(errs, mistakesOfTexts("conversion", q.Conversion)...)
	errs = append(errs, mistakesOfTexts("options.touches", q.Touches)...)
	errs = append(errs, mistakesOfTexts("options.direct", q.Direct)...)
	if len(q.Models) == 0 {
		errs = append(errs, &field.Error{Path: "options.models", Err: field.ErrMissing})
	}
	for _, m := range q.Models {
		if !slices.Contains(models[:], m) {
			errs = append(errs, &field.Error{Path: "options.models", Err: fmt.Errorf("%w: want any of %q", field.ErrUnknown, models)})
		}
	}
	if q.Order < 1 || q.Order > maxOrder {
		errs = append(errs, figure.OutOfRange("options.order", "want 1 to %d, got %d", maxOrder, q.Order))
	}
	return errors.Join(append(errs, q.mistakesOfWeights()...)...)
}

func mistakesOfTexts[T ~string](path string, texts []T) []error {
	for _, s := range texts {
		if !utf8.ValidString(string(s)) {
			return []error{&field.Error{Path: path, Err: field.ErrEncoding}}
		}
	}
	return nil
}

func (q *question) mistakesOfWeights() (errs []error) {
	if q.Lookback < 0 {
		errs = append(errs, figure.OutOfRange("options.lookback", "want no negative time, got %v", q.Lookback))
	}
	if !(q.FirstShare >= 0 && q.FirstShare <= 1) {
		errs = append(errs, figure.OutOfRange("options.first_share", "want 0 to 1, got %v", q.FirstShare))
	}
	if !(q.LastShare >= 0 && q.FirstShare+q.LastShare <= 1) {
		errs = append(errs, figure.OutOfRange("options.last_share", "want 0 to 1, with first_share, got %v", q.LastShare))
	}
	if q.HalfLife < 0 {
		errs = append(errs, figure.OutOfRange("options.half_life", "want no negative time, got %v", q.HalfLife))
	}
	if !(q.HalfLifeTouches >= 0) || math.IsInf(q.HalfLifeTouches, 0) {
		errs = append(errs, figure.OutOfRange("options.half_life_touches", "want a finite number, not negative, got %v", q.HalfLifeTouches))
	}
	return errs
}

func (q *question) asks(m Model) bool { return slices.Contains(q.Models, m) }

// plain reports whether whole numbers are all that is needed, and no time.
func (q *question) plain() bool {
	for _, m := range q.Models {
		switch m {
		case First, Last, Linear, Markov:
		default:
			return false
		}
	}
	return !q.Values && !q.Collapse && !q.WithoutNulls && q.Lookback == 0 && (q.Order == 1 || !q.asks(Markov))
}

// What an event may be.
const (
	isTouch = 1 << iota
	isConversion
)

// kind returns what events of a name are.
func (q *question) kind(name string) (kind int32) {
	if _, is := slices.BinarySearch(q.Conversion, name); is {
		kind = isConversion
		if q.ConversionTouches {
			kind |= isTouch
		}
		return kind
	}
	if _, is := slices.BinarySearch(q.Touches, name); is || q.All {
		kind = isTouch
	}
	return kind
}

func (q *question) equal(other *question) bool {
	return slices.Equal(q.Conversion, other.Conversion) && slices.Equal(q.Touches, other.Touches) &&
		slices.Equal(q.Models, other.Models) && slices.Equal(q.Direct, other.Direct) && q.settings == other.settings
}

// sorted returns the texts sorted, each once.
func sorted[T ~string](texts []T) []T {
	out := slices.Clone(texts)
	slices.Sort(out)
	return slices.Compact(out)
}
