package journey

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parcours-go/parcours/persona"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A dice draws good maps: every map that it draws is valid, and whatever a
// field may hold is drawn now and then.
type dice struct{ *rand.Rand }

func newDice(seed uint64) dice { return dice{rand.New(rand.NewPCG(seed, 7))} }

// words are what texts are made of: the scripts, the signs that a format may
// trip over, and the lengths.
var words = []string{
	"cart", "Émotion", "l’œuvre", "比較する", "مقارنة", "👩🏽‍💻", "e\u0301", "\u202eabc", "\u2028", "\u2029",
	"<b>&amp;</b>", `"quoted"`, `back\slash`, "tab\tline\nfeed\r", "\x00\x1f\x7f", "\ufeff", "\ufffd", "null", "0x1F",
	"{{.}}", "'; --", "a,b;c", " ", strings.Repeat("w", 200), "\U0010ffff", "\ue000",
}

func (d dice) text() string {
	var b strings.Builder
	for range 1 + d.IntN(4) {
		b.WriteString(words[d.IntN(len(words))])
	}
	return b.String()
}

// name draws a text that no other call of the same n draws.
func (d dice) name(n int) string { return fmt.Sprintf("%s %d", d.text(), n) }

func (d dice) maybe() bool { return d.IntN(3) > 0 }

func (d dice) maybeText() string {
	if d.maybe() {
		return d.text()
	}
	return ""
}

func pick[T any](d dice, values ...T) T { return values[d.IntN(len(values))] }

// several draws a list of up to most items, nil when there is none.
func several[T any](d dice, most int, draw func(i int) T) []T {
	var list []T
	for i := range d.IntN(most + 1) {
		list = append(list, draw(i))
	}
	return list
}

func (d dice) texts() []string { return several(d, 3, func(int) string { return d.text() }) }

func (d dice) Map() *Map {
	m := &Map{
		Title: d.maybeText(), Scenario: d.maybeText(),
		Kind:     pick(d, "", CustomerJourney, BuyerJourney, UserJourney, ExperienceMap),
		State:    pick(d, "", Current, Future),
		Lang:     pick(d, "", English, French, "fr-CA", "zh-Hant-TW", "ar"),
		Currency: pick(d, "", "EUR", "USD", "XOF"),
		Stages:   []Stage{},
	}
	if d.maybe() {
		m.Persona = d.persona()
	}
	for i := range d.IntN(6) {
		m.Stages = append(m.Stages, d.stage(i))
	}
	m.Measures, m.Targets = d.numbers()
	if d.maybe() {
		m.Observed = d.observation()
	}
	return m
}

func (d dice) persona() persona.Persona {
	return persona.Persona{
		Name: d.text(), Role: d.maybeText(), Quote: d.maybeText(),
		Goals: d.texts(), Needs: d.texts(), Frustrations: d.texts(), Behaviours: d.texts(), Channels: d.texts(),
		Traits: several(d, 3, func(int) persona.Trait { return persona.Trait{Name: d.text(), Value: d.text()} }),
		Empathy: persona.Empathy{
			Says: d.texts(), Thinks: d.texts(), Does: d.texts(), Feels: d.texts(),
			Sees: d.texts(), Hears: d.texts(), Pains: d.texts(), Gains: d.texts(),
		},
		Share: pick(d, 0, 1, d.Float64()),
	}
}

func (d dice) stage(i int) Stage {
	s := Stage{
		Name: d.name(i), Phase: pick(d, "", Awareness, Service, Phase(d.text())), Goal: d.maybeText(),
		Expectations: d.texts(), Actions: d.texts(), Thoughts: d.texts(), Emotion: d.emotion(),
		Props: d.texts(), Frontstage: d.texts(), Backstage: d.texts(), Support: d.texts(),
		Touchpoints: several(d, 4, func(j int) Touchpoint { return d.touchpoint(10*i + j) }),
		Frictions:   several(d, 2, d.friction), Opportunities: several(d, 2, d.opportunity), Owner: d.maybeText(),
	}
	s.Measures, s.Targets = d.numbers()
	return s
}

func (d dice) touchpoint(i int) Touchpoint {
	p := Touchpoint{
		Name: d.name(i), Channel: pick(d, "", Web, Store, Channel(d.text())), Action: d.maybeText(), Expectation: d.maybeText(),
		Emotion: d.emotion(), MomentOfTruth: d.IntN(2) == 0,
		Frictions: several(d, 2, d.friction), Opportunities: several(d, 2, d.opportunity),
		Events: several(d, 3, func(j int) string { return d.name(10*i + j) }), Owner: d.maybeText(),
	}
	p.Measures, p.Targets = d.numbers()
	return p
}

func (d dice) emotion() Emotion { return pick(d, 0, Frustrated, Delighted, 1+Emotion(4*d.Float64())) }

func (d dice) friction(int) Friction {
	return Friction{d.text(), pick(d, 0, Minor, Major, Critical), d.because(), d.maybeText()}
}

func (d dice) opportunity(int) Opportunity {
	return Opportunity{d.text(), pick(d, 0, LowImpact, MediumImpact, HighImpact), d.because(), d.maybeText(), d.maybeText()}
}

func (d dice) because() *Measure {
	if d.maybe() {
		return nil
	}
	return new(d.measure(0))
}

func (d dice) measure(i int) Measure {
	m := Measure{
		Name: d.name(i), Unit: pick(d, Count, Ratio, Seconds, Points, Score, Money, Unit(d.text())),
		N: d.IntN(1 << 30), Source: pick(d, "", FromLog, FromSurvey),
	}
	lo, hi := -math.MaxFloat64, math.MaxFloat64
	if r, ok := unitRanges[m.Unit]; ok {
		lo, hi = r.lo, min(r.hi, math.MaxFloat64)
	}
	m.Value = pick(d, max(0, lo), lo, hi, min(1, hi), min(hi, math.SmallestNonzeroFloat64), min(hi, d.Float64()))
	switch d.IntN(3) {
	case 1:
		m.Lo, m.Hi, m.Level = m.Value, m.Value, 1
	case 2:
		m.Lo, m.Hi, m.Level = lo, hi, pick(d, 0.95, 0.5, 1-1e-9)
	}
	return m
}

func (d dice) numbers() (measures []Measure, targets []Target) {
	measures = several(d, 3, d.measure)
	for i, m := range measures {
		if d.maybe() {
			targets = append(targets, Target{m.Name, AtLeast, m.Value}, Target{d.name(100 + i), AtMost, d.NormFloat64()})
		}
	}
	return measures, targets
}

func (d dice) observation() *Observation {
	from := time.Unix(d.Int64N(1<<33), d.Int64N(1e9)).UTC()
	return &Observation{
		Source: d.maybeText(),
		From:   pick(d, from, time.Time{}), To: pick(d, from, from.Add(time.Hour), time.Time{}),
		Customers: d.IntN(1 << 30), Events: d.Int(), Silence: d.Float64() * 1e7, Horizon: d.Float64() * 1e8,
	}
}

func TestDiceDrawGoodMapsAndLeaveNoFieldOut(t *testing.T) {
	drawn := make(map[string]bool)
	for seed := range uint64(100) {
		m := newDice(seed).Map()
		require.NoError(t, m.Validate(), "seed %d", seed)
		eachField(reflect.ValueOf(m), "", func(path string, v reflect.Value) {
			drawn[withoutIndices(path)] = drawn[withoutIndices(path)] || !v.IsZero()
		})
	}
	eachField(reflect.ValueOf(sample()), "", func(path string, _ reflect.Value) {
		assert.True(t, drawn[withoutIndices(path)], "%s was never drawn", path)
	})
}

func withoutIndices(path string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return -1
		}
		return r
	}, path)
}
