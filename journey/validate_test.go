package journey

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/persona/field"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestValidate(t *testing.T) {
	type change = func(m *Map, s *Stage, p *Touchpoint)
	tests := []struct {
		name   string
		change change
		want   string // a line each
	}{
		{"an empty map is ready to be filled", func(m *Map, _ *Stage, _ *Touchpoint) { *m = Map{} }, ""},
		{"a persona of empty lists is nobody", func(m *Map, _ *Stage, _ *Touchpoint) {
			m.Persona = persona.Persona{Goals: []string{}}
		}, ""},
		{"a persona with anything in it needs a name", func(m *Map, _ *Stage, _ *Touchpoint) { m.Persona.Name = "" },
			"persona.name: missing"},
		{"the tags of the persona count", func(m *Map, _ *Stage, _ *Touchpoint) { m.Persona.Share = 40 },
			"persona.share: out of range: want a value from 0 to 1, got 40"},
		{"a kind is one of four", func(m *Map, _ *Stage, _ *Touchpoint) { m.Kind = "shop" },
			"kind: unknown: want one of customer, buyer, user, experience"},
		{"an emotion is from 1 to 5", func(_ *Map, s *Stage, p *Touchpoint) { s.Emotion, p.Emotion = 0.5, -1 },
			"stages[0].emotion: out of range: want a value from 1 to 5, got 0.5\n" +
				"stages[0].touchpoints[0].emotion: out of range: want a value from 1 to 5, got -1"},
		{"a severity is from minor to critical", func(_ *Map, s *Stage, _ *Touchpoint) { s.Frictions[0].Severity = 4 },
			"stages[0].frictions[0].severity: out of range: want a value from 0 to 3, got 4"},
		{"stages of one name are told where the first is", func(m *Map, s *Stage, _ *Touchpoint) {
			m.Stages = append(m.Stages, Stage{Name: "Buy"}, Stage{Name: s.Name}, Stage{Name: s.Name})
		}, "stages[2].name: used twice: first in stages[0].name\nstages[3].name: used twice: first in stages[0].name"},
		{"stages without a name are missing it, not sharing it", func(m *Map, _ *Stage, _ *Touchpoint) {
			m.Stages = append(m.Stages, Stage{}, Stage{})
		}, "stages[1].name: missing\nstages[2].name: missing"},
		{"touchpoints of one name in a stage", func(_ *Map, s *Stage, p *Touchpoint) {
			s.Touchpoints = append(s.Touchpoints, Touchpoint{Name: p.Name})
		}, "stages[0].touchpoints[1].name: used twice: first in stages[0].touchpoints[0].name"},
		{"touchpoints of one name in two stages", func(m *Map, _ *Stage, p *Touchpoint) {
			m.Stages = append(m.Stages, Stage{Name: "Buy", Touchpoints: []Touchpoint{{Name: p.Name}}})
		}, ""},
		{"an event of one channel at two touchpoints", func(m *Map, _ *Stage, _ *Touchpoint) {
			m.Stages = append(m.Stages, Stage{Name: "Buy", Touchpoints: []Touchpoint{
				{Name: "Cart", Channel: Web, Events: []string{"cart", "view_item"}}}})
		}, "stages[1].touchpoints[0].events[1]: used twice: first in stages[0].touchpoints[0].events[0]"},
		{"an event at two touchpoints of two channels", func(_ *Map, s *Stage, _ *Touchpoint) {
			s.Touchpoints = append(s.Touchpoints, Touchpoint{Name: "App", Channel: App, Events: []string{"view_item"}},
				Touchpoint{Name: "Elsewhere", Events: []string{"view_item"}})
		}, ""},
		{"an event twice at one touchpoint", func(_ *Map, _ *Stage, p *Touchpoint) { p.Events = []string{"a", "b", "a"} },
			"stages[0].touchpoints[0].events[2]: used twice: first in stages[0].touchpoints[0].events[0]"},
		{"an event without a name", func(_ *Map, _ *Stage, p *Touchpoint) { p.Events = []string{"", ""} },
			"stages[0].touchpoints[0].events[0]: missing\nstages[0].touchpoints[0].events[1]: missing"},
		{"an observation that ends before it begins", func(m *Map, _ *Stage, _ *Touchpoint) {
			m.Observed.To = m.Observed.From.Add(-time.Second)
		}, "observed.to: out of range: want no time before observed.from"},
		{"an observation with an open end", func(m *Map, _ *Stage, _ *Touchpoint) { m.Observed.To = time.Time{} }, ""},
		{"an observation of one instant", func(m *Map, _ *Stage, _ *Touchpoint) { m.Observed.To = m.Observed.From }, ""},
		{"times that RFC 3339 cannot write", func(m *Map, _ *Stage, _ *Touchpoint) {
			m.Observed.From = time.Date(1890, 1, 1, 0, 0, 0, 0, time.FixedZone("LMT", 561))
			m.Observed.To = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
		}, "observed.from: out of range: want a year from 0 to 9999 and a zone of whole minutes\n" +
			"observed.to: out of range: want a year from 0 to 9999 and a zone of whole minutes"},
		{"a silence of less than no time", func(m *Map, _ *Stage, _ *Touchpoint) { m.Observed.Silence = -1 }, "observed.silence: out of range: want a value from 0 to 1e10, got -1"},
		{"a horizon without end", func(m *Map, _ *Stage, _ *Touchpoint) { m.Observed.Horizon = math.Inf(1) }, "observed.horizon: not a finite number"},
		{"less than no customers", func(m *Map, _ *Stage, _ *Touchpoint) { m.Observed.Customers = -1 },
			"observed.customers: out of range: want at least 0, got -1"},
		{"mistakes of all sorts come in the order of the map", func(m *Map, s *Stage, p *Touchpoint) {
			m.Lang, m.Persona.Goals, m.Targets[0].Value = "??", []string{""}, 200
			s.Name, s.Touchpoints = "", append(s.Touchpoints, *p)
		}, "lang: unknown language: want a BCP 47 tag such as fr or en-GB\n" +
			"persona.goals[0]: missing\n" +
			"stages[0].name: missing\n" +
			"stages[0].touchpoints[1].name: used twice: first in stages[0].touchpoints[0].name\n" +
			"stages[0].touchpoints[1].events[0]: used twice: first in stages[0].touchpoints[0].events[0]\n" +
			"stages[0].touchpoints[1].events[1]: used twice: first in stages[0].touchpoints[0].events[1]\n" +
			"targets[0].value: out of range: want a value from -100 to 100 in unit points, got 200"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := sample()
			test.change(m, &m.Stages[0], &m.Stages[0].Touchpoints[0])
			assertMistakes(t, test.want, m)
		})
	}
}

func assertMistakes(t *testing.T, want string, m *Map) {
	t.Helper()
	before := dump(m)
	err := m.Validate()
	if want == "" {
		assert.NoError(t, err)
	} else if assert.Error(t, err) {
		assert.Equal(t, strings.Split(want, "\n"), strings.Split(err.Error(), "\n"))
	}
	assert.Equal(t, before, dump(m), "Validate changes nothing")
}

func TestValidateMeasure(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	number := func(v float64, u Unit) Measure { return Measure{Name: "x", Value: v, Unit: u} }
	within := func(v, lo, hi, level float64, u Unit) Measure {
		return Measure{Name: "x", Value: v, Unit: u, Lo: lo, Hi: hi, Level: level}
	}
	tests := []struct {
		name    string
		measure Measure
		want    string // without the path of the measure
	}{
		{"a number that somebody wrote", number(0.5, Ratio), ""},
		{"a unit of the user's own has no range", number(-7, "trees"), ""},
		{"money may be owed", number(-7, Money), ""},
		{"a score has the scale of its question", number(-7, Score), ""},
		{"no unit", number(7, ""), "unit: missing"},
		{"no name", Measure{Unit: Count}, "name: missing"},
		{"a percentage for a ratio", number(61.25, Ratio), "value: out of range: want a value from 0 to 1 in unit ratio, got 61.25"},
		{"a ratio below nothing", number(-0.01, Ratio), "value: out of range: want a value from 0 to 1 in unit ratio, got -0.01"},
		{"the ends of the range are in it", within(-100, -100, 100, 0.9, Points), ""},
		{"more points than there are", number(100.5, Points), "value: out of range: want a value from -100 to 100 in unit points, got 100.5"},
		{"a negative time", number(-1, Seconds), "value: out of range: want at least 0 in unit s, got -1"},
		{"a negative count", number(-1, Count), "value: out of range: want at least 0 in unit count, got -1"},
		{"no number", number(nan, Ratio), "value: not a finite number"},
		{"an endless time", number(inf, Seconds), "value: not a finite number"},
		{"a counted one that is no number", within(nan, 1, 1, 1, Count), "value: not a finite number"},
		{"an interval that is no number", within(0.5, nan, inf, 0.9, Ratio), "lo: not a finite number\nhi: not a finite number"},
		{"an estimate in its interval", within(0.5, 0.4, 0.6, 0.95, Ratio), ""},
		{"an interval of one point", within(0.5, 0.5, 0.5, 0.95, Ratio), ""},
		{"an estimate below its interval", within(0.3, 0.4, 0.6, 0.95, Ratio), "value: out of range: want a value from lo (0.4) to hi (0.6), got 0.3"},
		{"an estimate above its interval", within(0.7, 0.4, 0.6, 0.95, Ratio), "value: out of range: want a value from lo (0.4) to hi (0.6), got 0.7"},
		{"an interval upside down", within(0.5, 0.6, 0.4, 0.95, Ratio), "value: out of range: want a value from lo (0.6) to hi (0.4), got 0.5"},
		{"an interval that leaves the unit", within(0.5, -0.1, 1.1, 0.95, Ratio),
			"lo: out of range: want a value from 0 to 1 in unit ratio, got -0.1\nhi: out of range: want a value from 0 to 1 in unit ratio, got 1.1"},
		{"an interval without its level", within(0.5, 0.4, 0.6, 0, Ratio), "level: missing: want the level of the interval from lo to hi"},
		{"a level in per cent", within(0.5, 0.4, 0.6, 95, Ratio), "level: out of range: want a value from 0 to 1, got 95"},
		{"a counted number", within(12, 12, 12, 1, Count), ""},
		{"a counted number with a doubt", within(12, 11, 13, 1, Count),
			"lo: out of range: want the value (12) at level 1, got 11\nhi: out of range: want the value (12) at level 1, got 13"},
		{"fewer observations than none", Measure{Name: "x", Unit: Count, N: -1}, "n: out of range: want at least 0, got -1"},
		{"a source of another sort", Measure{Name: "x", Unit: Count, Source: "dream"}, "source: unknown: want one of log, survey"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for path, m := range mapsWith(test.measure) {
				assertMistakes(t, prefixed(path+".", test.want), m)
			}
		})
	}
}

// mapsWith returns a map with the measure in every place that can hold one, by
// the path of the place.
func mapsWith(m Measure) map[string]*Map {
	list := []Measure{m}
	frictions := []Friction{{Text: "x", Because: &m}}
	opportunities := []Opportunity{{Text: "x", Because: &m}}
	stage := func(s Stage) *Map {
		s.Name = "x"
		return &Map{Stages: []Stage{s}}
	}
	touchpoint := func(p Touchpoint) *Map {
		p.Name = "x"
		return stage(Stage{Touchpoints: []Touchpoint{p}})
	}
	const inTouchpoint = "stages[0].touchpoints[0]."
	return map[string]*Map{
		"measures[0]":                             {Measures: list},
		"stages[0].measures[0]":                   stage(Stage{Measures: list}),
		"stages[0].frictions[0].because":          stage(Stage{Frictions: frictions}),
		"stages[0].opportunities[0].because":      stage(Stage{Opportunities: opportunities}),
		inTouchpoint + "measures[0]":              touchpoint(Touchpoint{Measures: list}),
		inTouchpoint + "frictions[0].because":     touchpoint(Touchpoint{Frictions: frictions}),
		inTouchpoint + "opportunities[0].because": touchpoint(Touchpoint{Opportunities: opportunities}),
	}
}

func prefixed(prefix, lines string) string {
	if lines == "" {
		return ""
	}
	return prefix + strings.ReplaceAll(lines, "\n", "\n"+prefix)
}

// places counts the fields of type t, or lists of it, that lead to a map.
func places(t *testing.T, of reflect.Type) (n int) {
	eachField(reflect.ValueOf(sample()), "", func(_ string, v reflect.Value) {
		if v.Type() == of {
			n++
		}
	})
	return n
}

func TestMapsWithCoversEveryPlaceOfAMeasure(t *testing.T) {
	n := places(t, reflect.TypeFor[[]Measure]()) + places(t, reflect.TypeFor[*Measure]())
	assert.Len(t, mapsWith(Measure{}), n)
}

func TestValidateTargets(t *testing.T) {
	own := Measure{Name: "calls", Unit: Count}
	percent := Measure{Name: MeasureConversion, Value: 12, Unit: "percent"}
	tests := []struct {
		name     string
		measures []Measure
		targets  []Target
		want     string
	}{
		{"a target for a measure that package kpi writes", nil, []Target{{MeasureConversion, AtLeast, 0.25}}, ""},
		{"a percentage for one of its ratios", nil, []Target{{MeasureConversion, AtLeast, 25}},
			"targets[0].value: out of range: want a value from 0 to 1 in unit ratio, got 25"},
		{"a measure that package kpi writes in another unit", []Measure{percent}, []Target{{MeasureConversion, AtLeast, 25}},
			"measures[0].unit: invalid: want ratio, the unit of conversion"},
		{"a measure of the user's own beside it", []Measure{{Name: "calls", Unit: Count}}, []Target{{"calls", AtMost, -1}},
			"targets[0].value: out of range: want at least 0 in unit count, got -1"},
		{"a measure that is not there yet", nil, []Target{{"calls", AtMost, -1}}, ""},
		{"a corridor has two targets", nil, []Target{{MeasureNPS, AtLeast, 20}, {MeasureNPS, AtMost, 60}}, ""},
		{"two targets on one side", nil, []Target{{MeasureNPS, AtLeast, 20}, {MeasureNPS, AtLeast, 30}},
			"targets[1].measure: used twice: first in targets[0].measure"},
		{"no measure and no side", nil, []Target{{}, {}},
			"targets[0].measure: missing\ntargets[0].op: missing\ntargets[1].measure: missing\ntargets[1].op: missing"},
		{"a side that a target does not have", nil, []Target{{MeasureNPS, ">", 20}}, "targets[0].op: unknown: want one of >=, <="},
		{"no number", nil, []Target{{MeasureNPS, AtLeast, math.NaN()}}, "targets[0].value: not a finite number"},
		{"two measures of one name", []Measure{own, own}, nil, "measures[1].name: used twice: first in measures[0].name"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			assertMistakes(t, test.want, &Map{Measures: test.measures, Targets: test.targets})
			assertMistakes(t, prefixed("stages[0].", strings.ReplaceAll(test.want, "first in ", "first in stages[0].")),
				&Map{Stages: []Stage{{Name: "x", Measures: test.measures, Targets: test.targets}}})
		})
	}
}

func TestEveryMeasureOfKPIHasAUnit(t *testing.T) {
	for name := range measureLabels {
		assert.Contains(t, measureUnits, name)
	}
	assert.Len(t, measureUnits, len(measureLabels))
}

// Each field in turn gets a value that is wrong for every field of its type:
// the path of the mistake is the path of the field.
func TestValidateReachesEveryField(t *testing.T) {
	paths := 0
	eachField(reflect.ValueOf(sample()), "", func(path string, v reflect.Value) {
		m := sample()
		bad := false
		eachField(reflect.ValueOf(m), "", func(p string, v reflect.Value) {
			if p == path {
				bad = spoil(v)
			}
		})
		if !bad {
			return
		}
		paths++
		var got []string
		for err := range joined(m.Validate()) {
			got = append(got, err.Path)
		}
		assert.Contains(t, strings.ToLower(strings.Join(got, " ")+" "), jsonPath(path)+" ")
	})
	assert.Greater(t, paths, 100)
}

// spoil sets v to a value that no rule allows, and reports whether there is one.
func spoil(v reflect.Value) bool {
	switch {
	case v.CanFloat():
		v.SetFloat(math.Inf(-1))
	case v.CanInt():
		v.SetInt(-1)
	case v.Kind() == reflect.String:
		v.SetString("\xff")
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC)))
	default:
		return false
	}
	return true
}

// jsonPath turns a path of Go names into the lower case of one of JSON names.
func jsonPath(path string) string {
	return strings.ToLower(strings.TrimPrefix(path, "."))
}

// joined returns the mistakes that Validate joined.
func joined(err error) func(yield func(*field.Error) bool) {
	return func(yield func(*field.Error) bool) {
		list, ok := err.(interface{ Unwrap() []error })
		if !ok {
			return
		}
		for _, e := range list.Unwrap() {
			if !yield(e.(*field.Error)) {
				return
			}
		}
	}
}

func TestValidateNoMap(t *testing.T) {
	assert.Error(t, (*Map)(nil).Validate())
}

func TestValidateNeverRepeatsATextOfTheMap(t *testing.T) {
	const secret = "Zuleika Dobson"
	m := sample()
	eachField(reflect.ValueOf(m), "", func(_ string, v reflect.Value) {
		if v.Kind() == reflect.String {
			v.SetString(secret)
		}
	})
	m.Stages = append(m.Stages, m.Stages[0])
	err := m.Validate()
	require.ErrorIs(t, err, field.ErrDuplicate)
	require.ErrorIs(t, err, field.ErrUnknown)
	assert.NotContains(t, err.Error(), "Zuleika")
}

func ExampleMap_Validate() {
	m := &Map{
		Stages: []Stage{
			{Name: "Compare", Emotion: 7},
			{Name: "Compare", Touchpoints: []Touchpoint{{Channel: Web}}},
		},
		Targets: []Target{{Measure: MeasureConversion, Op: AtLeast, Value: 25}},
	}
	err := m.Validate()
	fmt.Println(err)
	fmt.Println(errors.Is(err, field.ErrDuplicate))
	// Output:
	// stages[0].emotion: out of range: want a value from 1 to 5, got 7
	// stages[1].name: used twice: first in stages[0].name
	// stages[1].touchpoints[0].name: missing
	// targets[0].value: out of range: want a value from 0 to 1 in unit ratio, got 25
	// true
}
