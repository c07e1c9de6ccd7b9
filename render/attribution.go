package render

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// An Attribution draws which credit each model gives to each channel: a row for
// each channel, the one with the most credit first, a marker for each model, and
// a band from the lowest to the highest, so that it is seen where they disagree.
// The numbers stand beside it.
//
// The 40 channels with the most credit are drawn; the tables have all.
type Attribution struct {
	Result *attribution.Result

	Models []attribution.Model // of those of the result, in this order; nil means all of them
	Value  bool                // draws the credit for the value, not for the conversions

	Title    string // "" says what is asked of the channels
	Currency string // ISO 4217 code of the values, or ""
}

var (
	errNoAttribution = errors.New("render: an attribution without channels")
	errNoCreditValue = errors.New("render: an attribution without values")
)

const (
	mostCreditChannels = 40
	creditUsual        = 1120 // pixels with up to five models
	creditMore         = 76   // for each other
)

// Scene lays the attribution out.
func (v Attribution) Scene(opt *Options) (*scene.Scene, error) {
	a, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	heading := a.heading(a.say("ATTRIBUTION", "ATTRIBUTION"), a.title, a.finding())
	return a.drawing(a.title, a.describe(), heading, a.chart(), a.footnote(a.evidence(), a.notes()...)), nil
}

// A creditSheet is an attribution while it is laid out.
type creditSheet struct {
	*page
	*attribution.Result
	title   string
	byValue bool
	models  []attribution.Model
	rows    []creditRow // the largest first
}

// A creditRow is a channel with its share by each model of the sheet.
type creditRow struct {
	channel   journey.Channel
	name      string
	credits   []float64 // conversions or values
	shares    []float64 // of all, in [0, 1]
	low, high int       // the models that give least and most
	removal   float64
}

// sheet checks the view and begins it.
func (v Attribution) sheet(opt *Options) (*creditSheet, error) {
	if v.Result == nil || len(v.Result.Channels) == 0 || len(v.Result.Models) == 0 {
		return nil, errNoAttribution
	}
	models := v.Models
	if models == nil {
		models = v.Result.Models
	}
	for i, m := range models {
		if !slices.Contains(v.Result.Models, m) || creditWords[m] == (creditWord{}) {
			return nil, misled(fmt.Sprintf("models[%d]", i), "model %q is not one of the result", m)
		}
	}
	if len(models) == 0 {
		return nil, misled("models", "want one at least")
	}
	p, err := newPage(opt, "", creditUsual+creditMore*max(0, len(models)-5), chartLeast)
	if err != nil {
		return nil, err
	}
	p.currency = v.Currency
	a := &creditSheet{page: p, Result: v.Result, byValue: v.Value, models: models}
	if a.rows, err = a.creditRows(); err != nil {
		return nil, err
	}
	a.title = cmp.Or(text.Clean(v.Title), a.usualTitle())
	return a, nil
}

func (a *creditSheet) usualTitle() string {
	if a.byValue {
		return a.say("Which channels bring value", "Quels canaux apportent de la valeur")
	}
	return a.say("Which channels lead to conversions", "Quels canaux mènent aux conversions")
}

// creditRows returns the channels in order of their mean share.
func (a *creditSheet) creditRows() ([]creditRow, error) {
	rows := make([]creditRow, len(a.Channels))
	for i, c := range a.Channels {
		by := &c.ByModel
		if a.byValue {
			by = c.Value
		}
		if by == nil {
			return nil, errNoCreditValue
		}
		rows[i] = a.creditRow(c.Channel, by)
	}
	slices.SortStableFunc(rows, func(x, y creditRow) int { return cmp.Compare(y.mean(), x.mean()) })
	return rows, nil
}

func (a *creditSheet) creditRow(c journey.Channel, by *attribution.ByModel) creditRow {
	r := creditRow{channel: c, name: text.Clean(c.Label(a.lang)), removal: by.RemovalEffect}
	r.name = cmp.Or(r.name, a.say("(without a name)", "(sans nom)"))
	for i, m := range a.models {
		credit := creditBy(by, m)
		if !isFinite(credit) {
			credit = 0
		}
		share := 0.0
		if whole := a.whole(); whole > 0 {
			share = max(0, min(credit/whole, 1))
		}
		r.credits, r.shares = append(r.credits, credit), append(r.shares, share)
		if share < r.shares[r.low] {
			r.low = i
		}
		if share > r.shares[r.high] {
			r.high = i
		}
	}
	return r
}

// whole returns what the models divide.
func (a *creditSheet) whole() float64 {
	if a.byValue {
		return a.Value
	}
	return float64(a.Conversions)
}

func creditBy(by *attribution.ByModel, m attribution.Model) float64 {
	switch m {
	case attribution.First:
		return by.First
	case attribution.Last:
		return by.Last
	case attribution.LastNonDirect:
		return by.LastNonDirect
	case attribution.Linear:
		return by.Linear
	case attribution.PositionBased:
		return by.PositionBased
	case attribution.TimeDecay:
		return by.TimeDecay
	case attribution.Markov:
		return by.Markov
	}
	return by.Shapley
}

func (r creditRow) mean() float64 {
	sum := 0.0
	for _, s := range r.shares {
		sum += s
	}
	return sum / float64(len(r.shares))
}

// spread returns how far apart the models are.
func (r creditRow) spread() float64 { return r.shares[r.high] - r.shares[r.low] }

type creditWord struct{ en, fr string }

var creditWords = map[attribution.Model]creditWord{
	attribution.First:         {"First touch", "Premier contact"},
	attribution.Last:          {"Last touch", "Dernier contact"},
	attribution.LastNonDirect: {"Last non-direct", "Dernier non direct"},
	attribution.Linear:        {"Linear", "Linéaire"},
	attribution.PositionBased: {"Position-based", "Selon la position"},
	attribution.TimeDecay:     {"Time decay", "Décroissance temporelle"},
	attribution.Markov:        {"Markov chain", "Chaîne de Markov"},
	attribution.Shapley:       {"Shapley value", "Valeur de Shapley"},
}

// model returns the name of a model.
func (a *creditSheet) model(i int) string {
	w := creditWords[a.models[i]]
	return a.say(w.en, w.fr)
}

// modelMark draws the marker of a model. Where there are more models than
// shapes, they are drawn again as outlines.
func (a *creditSheet) modelMark(i int, size scene.Px) layout.Block {
	if i < len(markers) {
		return a.theme.marker(i, size)
	}
	return markers[i%len(markers)].block(size, a.theme.series(i))
}

// share writes a share.
func (a *creditSheet) share(v float64) string { return a.lang.Share(v, 1) }

// credit writes what a model gives: money, or conversions, which some models
// divide and others do not.
func (a *creditSheet) credit(model int, v float64) string {
	if a.byValue {
		return a.lang.Money(v, a.currency)
	}
	switch a.models[model] {
	case attribution.First, attribution.Last, attribution.LastNonDirect:
		return a.lang.Number(v, 0)
	}
	return a.lang.Number(v, 1)
}

// finding says which channel has the most credit, and where the models differ
// most.
func (a *creditSheet) finding() string {
	if a.whole() <= 0 {
		if a.Conversions > 0 {
			return a.say("There is nothing to divide: the conversions have no value.", "Rien à répartir\u00a0: les conversions n’ont pas de valeur.")
		}
		return a.say("There is nothing to divide: no path converted.", "Rien à répartir\u00a0: aucun chemin n’a converti.")
	}
	first := a.rows[0]
	said := a.name(first) + a.say(" has the most credit", " a le plus de crédit") + a.word.colon + a.span(first) + "."
	widest := a.rows[0]
	for _, r := range a.rows {
		if r.spread() > widest.spread() {
			widest = r
		}
	}
	if widest.spread() < 0.0005 { // they write the same share
		return said
	}
	return said + a.say(" The models disagree most on ", " Les modèles divergent le plus sur ") + a.name(widest) + a.word.colon +
		a.share(widest.shares[widest.low]) + " (" + a.model(widest.low) + ") " + a.word.to + " " +
		a.share(widest.shares[widest.high]) + " (" + a.model(widest.high) + ")."
}

func (a *creditSheet) name(r creditRow) string { return text.Cut(r.name, nameLength) }

// span writes the shares of a channel from the lowest to the highest.
func (a *creditSheet) span(r creditRow) string {
	low, high := a.share(r.shares[r.low]), a.share(r.shares[r.high])
	if low == high {
		return low
	}
	return low + " " + a.word.to + " " + high
}

// evidence says what the numbers rest on.
func (a *creditSheet) evidence() []string {
	parts := []string{"n\u00a0" + a.count(a.Conversions, a.say("conversion", "conversion"), a.say("conversions", "conversions"))}
	if a.byValue {
		parts = append(parts, a.say("value ", "valeur ")+a.lang.Money(a.Value, a.currency))
	}
	if a.Nulls == 0 { // they may have been left out, and the probability says nothing
		return parts
	}
	return append(parts,
		a.count(a.Nulls, a.say("path that did not convert", "chemin sans conversion"), a.say("paths that did not convert", "chemins sans conversion")),
		a.say("probability of a conversion ", "probabilité d’une conversion ")+a.share(a.Probability))
}

// notes says what the models divide, and what nobody has credit for.
func (a *creditSheet) notes() []string {
	var notes []string
	if a.Untouched > 0 {
		notes = append(notes, a.count(a.Untouched, a.say("conversion", "conversion"), a.say("conversions", "conversions"))+
			a.say(" without a touch before: credited to nobody, and not in n.", " sans contact auparavant\u00a0: sans crédit, et hors de n."))
	}
	if slices.Contains(a.models, attribution.Markov) {
		effect := a.say(". Removal effect: by which part conversions would fall without the channel.", ". Effet de retrait\u00a0: la part des conversions qui serait perdue sans le canal.")
		if a.byValue {
			effect = a.say(". Removal effect: by which part the value would fall without the channel.", ". Effet de retrait\u00a0: la part de la valeur qui serait perdue sans le canal.")
		}
		notes = append(notes, a.say("The Markov chain is of order ", "La chaîne de Markov est d’ordre ")+a.lang.Number(float64(a.Order), 0)+effect)
	}
	return append(notes, a.say("Credit says which channels were on the way, not that they were the cause.", "Le crédit dit quels canaux étaient sur le chemin, non qu’ils en sont la cause."))
}
