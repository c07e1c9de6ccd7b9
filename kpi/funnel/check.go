package funnel

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/persona/field"
)

// maxSteps is how many steps a funnel may have, and how many exclusions: a bit
// each.
const maxSteps = 30

// mostGrace bounds what a late event may be taken for: within the grace, events
// are compared one by one.
const mostGrace = 24 * time.Hour

// settled returns the steps and the options with every default filled in.
func settled(steps []Step, opt *Options) ([]Step, Options, error) {
	var o Options
	if opt != nil {
		o = *opt
	}
	level, err := figure.Level(o.Level)
	if err != nil {
		return nil, o, err
	}
	o.Level = level
	o.From, o.To = o.From.UTC(), o.To.UTC() // one instant is one question
	o.fill()
	out := slices.Clone(steps)
	for i := range out {
		if s := &out[i]; s.Name == "" && len(s.Events) > 0 {
			s.Name = s.Events[0]
		}
	}
	o.Exclude = slices.Clone(o.Exclude)
	for i := range o.Exclude {
		e := &o.Exclude[i]
		e.From, e.To = cmp.Or(e.From, 1), cmp.Or(e.To, len(steps))
	}
	if err := errors.Join(slices.Concat(mistakesOfSteps(out), o.mistakes(out))...); err != nil {
		return nil, o, err
	}
	return out, o, nil
}

func (o *Options) fill() {
	o.Order = cmp.Or(o.Order, Ordered)
	o.Ties = cmp.Or(o.Ties, Favourable)
	o.Anchor = cmp.Or(o.Anchor, Best)
	o.Effect = cmp.Or(o.Effect, KeepReached)
	o.Scope = cmp.Or(o.Scope, History)
	o.Count = cmp.Or(o.Count, Customers)
	o.Attribution = cmp.Or(o.Attribution, FirstTouch)
	o.Step = cmp.Or(o.Step, 1)
	o.Segments = cmp.Or(o.Segments, 20)
	if o.Zone == nil {
		o.Zone = time.UTC
	}
}

func mistakesOfSteps(steps []Step) (errs []error) {
	if len(steps) == 0 || len(steps) > maxSteps {
		return []error{figure.OutOfRange("steps", "want 1 to %d, got %d", maxSteps, len(steps))}
	}
	if steps[0].Optional {
		errs = append(errs, wrong("steps[0].optional", field.ErrInvalid, "the first step cannot be"))
	}
	for i, s := range steps {
		at := fmt.Sprintf("steps[%d]", i)
		errs = append(errs, mistakesOfEvents(at, s.Events, s.Where)...)
		errs = append(errs, ofTime(at+".within", s.Within)...)
		if !utf8.ValidString(s.Name) {
			errs = append(errs, &field.Error{Path: at + ".name", Err: field.ErrEncoding})
		}
	}
	return errs
}

func mistakesOfEvents(at string, events []string, where []Condition) (errs []error) {
	if len(events) == 0 {
		errs = append(errs, &field.Error{Path: at + ".events", Err: field.ErrMissing})
	}
	errs = append(errs, ofTexts(at+".events", events...)...)
	for i, c := range where {
		key := fmt.Sprintf("%s.where[%d]", at, i)
		if c.Key == "" {
			errs = append(errs, &field.Error{Path: key + ".key", Err: field.ErrMissing})
		}
		if len(c.In) == 0 {
			errs = append(errs, &field.Error{Path: key + ".in", Err: field.ErrMissing})
		}
		errs = append(errs, ofTexts(key, append(slices.Clone(c.In), c.Key)...)...)
	}
	return errs
}

func (o *Options) mistakes(steps []Step) (errs []error) {
	errs = slices.Concat(
		ofTime("options.window", o.Window), ofTime("options.within", o.Within),
		oneOf("options.order", o.Order, Ordered, Strict, Unordered, FirstThenAny),
		oneOf("options.ties", o.Ties, Favourable, InputOrder, Later),
		oneOf("options.anchor", o.Anchor, Best, FirstEntry, LastEntry, EachEntry),
		oneOf("options.effect", o.Effect, KeepReached, Drop, EndTry),
		oneOf("options.scope", o.Scope, History, Session, Day, Week, Month),
		oneOf("options.count", o.Count, Customers, Scopes, Tries),
		oneOf("options.attribution", o.Attribution, FirstTouch, LastTouch, AtStep, EveryTouch),
		ofTexts("options.by", o.By), ofTexts("options.same", o.Same), ofTexts("options.session", o.Session.Attr),
	)
	if o.Grace < 0 || o.Grace > mostGrace {
		errs = append(errs, figure.OutOfRange("options.grace", "want 0 to %v, got %v", mostGrace, o.Grace))
	}
	if most := max(len(steps), 1); o.Step < 1 || o.Step > most {
		errs = append(errs, figure.OutOfRange("options.step", "want 1 to %d, got %d", most, o.Step))
	}
	if o.Segments < 0 {
		errs = append(errs, figure.OutOfRange("options.segments", "want no negative number, got %d", o.Segments))
	}
	if _, _, ok := o.bounds(); !ok {
		errs = append(errs, figure.OutOfRange("options.from", "want times between the years 1678 and 2262"))
	}
	if len(o.Exclude) > maxSteps {
		errs = append(errs, figure.OutOfRange("options.exclude", "want at most %d, got %d", maxSteps, len(o.Exclude)))
	}
	for i, e := range o.Exclude {
		at := fmt.Sprintf("options.exclude[%d]", i)
		errs = append(errs, mistakesOfEvents(at, e.Events, e.Where)...)
		if e.From < 1 || e.From >= e.To || e.To > len(steps) {
			errs = append(errs, figure.OutOfRange(at, "want from < to within 1 to %d, got %d and %d", len(steps), e.From, e.To))
		}
	}
	return append(errs, o.contradictions(steps)...)
}

// contradictions are options that do not go together.
func (o *Options) contradictions(steps []Step) (errs []error) {
	anyOrder := o.Order == Unordered || o.Order == FirstThenAny
	inOrder := o.Within != 0
	for _, s := range steps {
		inOrder = inOrder || s.Directly || s.Optional || s.Within != 0
	}
	for _, c := range []struct {
		path string
		is   bool
		why  string
	}{
		{"options.grace", o.Grace > 0 && o.Ties != Favourable, "needs favourable ties"},
		{"options.effect", o.Effect == EndTry && o.Anchor == Best, "a try that ends needs an anchor other than the best"},
		{"options.same", o.Same != "" && o.Scope != History, "goes with the whole history only"},
		{"options.count", o.Count == Tries && o.Anchor != EachEntry, fmt.Sprintf("tries are counted with anchor %s only", EachEntry)},
		{"options.order", anyOrder && inOrder, "optional, directly and within need steps in order"},
		{"options.order", anyOrder && (o.StopOnForeign || o.StopOnRepeat || o.Effect == EndTry), "steps in any order know no stop"},
	} {
		if c.is {
			errs = append(errs, wrong(c.path, field.ErrInvalid, c.why))
		}
	}
	return errs
}

// bounds returns From and To in Unix nanoseconds, and whether both fit.
func (o *Options) bounds() (from, to int64, ok bool) {
	from, to, ok = -1<<63, 1<<63-1, true
	for _, b := range []struct {
		at *int64
		t  time.Time
	}{{&from, o.From}, {&to, o.To}} {
		if !b.t.IsZero() {
			*b.at = b.t.UnixNano()
			ok = ok && time.Unix(0, *b.at).Equal(b.t)
		}
	}
	return from, to, ok
}

func wrong(path string, sort error, why string) error {
	return &field.Error{Path: path, Err: fmt.Errorf("%w: %s", sort, why)}
}

func ofTime(path string, d time.Duration) []error {
	if d < 0 && d != AtOnce {
		return []error{figure.OutOfRange(path, "want no negative time, got %v", d)}
	}
	return nil
}

func ofTexts(path string, texts ...string) []error {
	for _, s := range texts {
		if !utf8.ValidString(s) {
			return []error{&field.Error{Path: path, Err: field.ErrEncoding}}
		}
	}
	return nil
}

func oneOf[T ~string](path string, v T, known ...T) []error {
	if slices.Contains(known, v) {
		return nil
	}
	return []error{wrong(path, field.ErrUnknown, fmt.Sprintf("want one of %q", known))}
}
