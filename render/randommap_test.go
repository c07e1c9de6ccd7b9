package render_test

import (
	"math/rand/v2"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
)

// A maker makes maps of random shape with texts of many scripts.
type maker struct{ *rand.Rand }

func newMaker(seed uint64) maker { return maker{rand.New(rand.NewPCG(seed, 1))} }

var randomWords = []string{
	"a", "to", "the", "order", "delivery", "Checkout", "satisfaction", "e-mail", "and/or",
	"où", "déjà", "numéro", "Ærø", "naïve", "Straße", "coûtera", "l’été",
	"购物车", "配送は無料です。", "「すぐに」届きます、たぶん。", "배송이 늦어요",
	"السلة", "الدفع", "توصيل", "עגלה", "תשלום", "ตะกร้าสินค้า", "कार्ट", "Корзина", "καλάθι",
	"👩‍👩‍👧‍👦", "🇫🇷", "👍🏽", "❤️", "1️⃣", "🛒",
	"é́́", "Z̸̢̛̙͖͎͍̱̣̪͂̽͆̉̽ͅA̷͇̺͓͚̓̿L̵͈̥̐̕G̴̡̛̭̘͔̓̓O̷̟͗", "soft\u00adhyphen\u00adation", "zero\u200bwidth", "12\u202f480\u00a0€", "«\u00a0non\u00a0»", "(voir", "ici)", "?", "—", "\u202etxet\u202c",
}

func (r maker) text() string {
	switch r.IntN(12) {
	case 0:
		return ""
	case 1:
		return strings.Repeat("Donaudampfschifffahrt", 10)[:200]
	case 2:
		return strings.Repeat("配送", 40)
	case 3:
		return strings.Repeat("W", 1+r.IntN(60))
	}
	words := make([]string, 1+r.IntN(9))
	for i := range words {
		words[i] = randomWords[r.IntN(len(randomWords))]
	}
	return strings.Join(words, []string{" ", " ", " ", "\n", "", "-", "\u00a0"}[r.IntN(7)])
}

func (r maker) texts(most int) []string {
	list := make([]string, r.IntN(most+1))
	for i := range list {
		list[i] = r.text()
	}
	return list
}

func (r maker) emotion() journey.Emotion {
	return journey.Emotion(r.IntN(9)) * 0.75
}

var measureNames = []string{
	journey.MeasureReached, journey.MeasureConversion, journey.MeasureDropOff, journey.MeasureTimeMedian,
	journey.MeasureSatisfaction, journey.MeasureNPS, journey.MeasureRevenue, "payment_errors_that_nobody_has_named_better",
}

func (r maker) measures() (list []journey.Measure, targets []journey.Target) {
	units := []journey.Unit{journey.Count, journey.Ratio, journey.Seconds, journey.Points, journey.Score, journey.Money, "kg CO₂ per parcel"}
	for range r.IntN(6) {
		v := r.Float64() * []float64{1, 5, 1e3, 1e9}[r.IntN(4)]
		m := journey.Measure{Name: measureNames[r.IntN(len(measureNames))], Value: v, Unit: units[r.IntN(len(units))], N: r.IntN(1_000_000)}
		if r.IntN(2) == 0 {
			m.Lo, m.Hi, m.Level = v*0.9, v*1.1, []float64{0.9, 0.95}[r.IntN(2)]
		}
		list = append(list, m)
		if r.IntN(3) == 0 {
			targets = append(targets, journey.Target{Measure: m.Name, Op: []journey.Op{journey.AtLeast, journey.AtMost}[r.IntN(2)], Value: r.Float64() * 2})
		}
	}
	return list, targets
}

func (r maker) because() *journey.Measure {
	if r.IntN(2) == 0 {
		return nil
	}
	return &journey.Measure{Name: journey.MeasureDropOff, Value: r.Float64(), Unit: journey.Ratio, N: r.IntN(1000)}
}

func (r maker) frictions() []journey.Friction {
	list := make([]journey.Friction, r.IntN(3))
	for i := range list {
		list[i] = journey.Friction{Text: r.text(), Severity: journey.Severity(r.IntN(4)), Because: r.because(), Evidence: r.text()}
	}
	return list
}

func (r maker) opportunities() []journey.Opportunity {
	list := make([]journey.Opportunity, r.IntN(3))
	for i := range list {
		list[i] = journey.Opportunity{Text: r.text(), Impact: journey.Impact(r.IntN(4)), Because: r.because(), Evidence: r.text(), Release: r.text()}
	}
	return list
}

var randomChannels = []journey.Channel{
	"", journey.Web, journey.App, journey.Email, journey.SMS, journey.Phone, journey.Chat, journey.Social, journey.Search,
	journey.Ads, journey.Store, journey.Mail, journey.Parcel, journey.Venue, journey.Survey, journey.Review, "carrier pigeon",
}

func (r maker) touchpoint() journey.Touchpoint {
	t := journey.Touchpoint{
		Name: r.text(), Channel: randomChannels[r.IntN(len(randomChannels))], Action: r.text(), Expectation: r.text(),
		Emotion: r.emotion(), MomentOfTruth: r.IntN(3) == 0, Frictions: r.frictions(), Opportunities: r.opportunities(), Owner: r.text(),
	}
	t.Measures, t.Targets = r.measures()
	return t
}

func (r maker) stage() journey.Stage {
	s := journey.Stage{Name: r.text()}
	if r.IntN(6) == 0 {
		return s
	}
	s.Phase = []journey.Phase{"", journey.Awareness, journey.Conversion, journey.Phase(r.text())}[r.IntN(4)]
	s.Goal, s.Expectations, s.Actions, s.Thoughts = r.text(), r.texts(3), r.texts(4), r.texts(3)
	s.Props, s.Frontstage, s.Backstage, s.Support = r.texts(2), r.texts(2), r.texts(2), r.texts(2)
	s.Emotion, s.Frictions, s.Opportunities, s.Owner = r.emotion(), r.frictions(), r.opportunities(), r.text()
	s.Measures, s.Targets = r.measures()
	for range r.IntN(4) {
		s.Touchpoints = append(s.Touchpoints, r.touchpoint())
	}
	return s
}

func (r maker) persona() persona.Persona {
	if r.IntN(4) == 0 {
		return persona.Persona{}
	}
	p := persona.Persona{
		Name: r.text(), Role: r.text(), Quote: r.text(), Goals: r.texts(7), Needs: r.texts(3),
		Frustrations: r.texts(3), Behaviours: r.texts(3), Channels: r.texts(8), Share: r.Float64(),
	}
	for range r.IntN(5) {
		p.Traits = append(p.Traits, persona.Trait{Name: r.text(), Value: r.text()})
	}
	return p
}

// journeyMap returns a view of a map, of some or all of its lanes, with others
// beside it.
func (r maker) journeyMap() render.JourneyMap {
	v := render.JourneyMap{Map: r.journey()}
	for range r.IntN(5) * r.IntN(2) {
		v.Others = append(v.Others, r.other(v.Map))
	}
	if r.IntN(3) == 0 {
		v.Lanes = []render.Lane{
			render.LaneTargets, render.LaneChannels, render.LaneFrontstage, render.LaneBackstage, render.LaneEmotion, render.LaneMeasures,
		}
		r.Shuffle(len(v.Lanes), func(i, j int) { v.Lanes[i], v.Lanes[j] = v.Lanes[j], v.Lanes[i] })
		v.Hide = v.Lanes[:r.IntN(3)]
	}
	return v
}

// other returns a map some of whose stages have the names of those of m.
func (r maker) other(m *journey.Map) *journey.Map {
	o := r.journey()
	o.State = []journey.State{"", journey.Current, journey.Future}[r.IntN(3)]
	for i := range m.Stages {
		stage := r.stage()
		stage.Name = m.Stages[i].Name
		if r.IntN(3) == 0 {
			stage.Emotion = m.Stages[i].Emotion
		}
		if r.IntN(4) > 0 {
			o.Stages = append(o.Stages, stage)
		}
	}
	return o
}

func (r maker) journey() *journey.Map {
	m := &journey.Map{
		Title: r.text(), Scenario: r.text(), Lang: []journey.Lang{"", "en", "fr", "ar"}[r.IntN(4)],
		Currency: []string{"", "EUR", "CHF"}[r.IntN(3)], Persona: r.persona(),
	}
	m.Measures, m.Targets = r.measures()
	for range r.IntN(6) {
		m.Stages = append(m.Stages, r.stage())
	}
	if r.IntN(2) == 0 {
		m.Observed = &journey.Observation{Source: r.text(), Customers: r.IntN(1e6), Events: r.IntN(1e8),
			From: time.Unix(r.Int64N(1e9), 0).UTC(), To: time.Unix(1e9+r.Int64N(1e9), 0).UTC()}
	}
	return m
}
