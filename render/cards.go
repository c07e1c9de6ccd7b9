package render

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// Cards draws key figures, one a card, as many beside each other as the width
// has room for: the value with its interval and n, whether it is what it should
// be, how it changed since the period before and whether chance explains that,
// and its history as a small line.
type Cards struct {
	Cards    []Card // at most 200
	Title    string // "" means "Key figures"
	Currency string // of money, by its ISO 4217 code; "" draws amounts without a sign
}

// A Card is one key figure.
type Card struct {
	Label string `json:"label,omitempty"` // "" means the name of the measure

	// Measure is the figure. The zero Measure means the last value of History;
	// without one the card has no value and shows what is wanted.
	Measure journey.Measure `json:"measure,omitzero"`

	// History is the measure over time, oldest first, up to the present period:
	// at most 500. The change is that between its last two values.
	History []Period `json:"history,omitempty"`

	// Targets for the measure. Those for others are left out.
	Targets []journey.Target `json:"targets,omitempty"`
}

const mostCards = 200

var errNoCards = errors.New("render: no card")

// Scene lays the cards out.
func (v Cards) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return s.drawing(s.title, s.describe(),
		s.heading("", s.title, ""), s.grid(), s.footnote(nil, s.method()...)), nil
}

// Tables returns the cards, one a row, and their history where there is one.
func (v Cards) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	name := s.say("Figure", "Chiffre")
	columns := s.measureColumns(name)
	now := Table{Title: s.title, Columns: slices.Delete(columns, 1, 2), Notes: s.method()}
	now.Columns = append(now.Columns, Column{Name: s.word.target}, Column{Name: s.say("Change", "Évolution")})
	then := Table{Title: s.say("History", "Historique"), Columns: []Column{
		{Name: name}, {Name: s.say("Period", "Période")}, {Name: s.say("Value", "Valeur"), Numeric: true},
		{Name: s.say("Interval", "Intervalle"), Numeric: true}, {Name: "n", Numeric: true},
	}}
	for _, c := range s.cards {
		row := append([]string{c.label}, s.valueCells(c.Measure)...)
		now.Rows = append(now.Rows, append(row, strings.Join(s.verdicts(c), s.word.semicolon), s.changeText(c)))
		labels, _ := s.periodLabels(c.History)
		for i, d := range c.History {
			then.Rows = append(then.Rows, append([]string{c.label, labels[i]}, s.valueCells(d.Measure)...))
		}
	}
	if len(then.Rows) == 0 {
		return []Table{now}, nil
	}
	return []Table{now, then}, nil
}

// valueCells returns value, interval and n, empty where there is no value.
func (s *cardsSheet) valueCells(m journey.Measure) []string {
	if !(Period{Measure: m}).known() {
		return []string{"", "", ""}
	}
	return s.measureCells(m)[1:]
}

// A cardsSheet is a number of cards while they are laid out.
type cardsSheet struct {
	*page
	cards []kpiCard
	title string
}

// A kpiCard is a card with what was read from it.
type kpiCard struct {
	Card
	label  string
	known  bool
	change change
}

// sheet checks the view and begins it.
func (v Cards) sheet(opt *Options) (*cardsSheet, error) {
	switch n := len(v.Cards); {
	case n == 0:
		return nil, errNoCards
	case n > mostCards:
		return nil, fmt.Errorf("render: %d cards: at most %d can be drawn", n, mostCards)
	}
	p, err := newPage(opt, "", 960, chartLeast)
	if err != nil {
		return nil, err
	}
	p.currency = v.Currency
	s := &cardsSheet{page: p, title: text.Clean(v.Title)}
	if s.title == "" {
		s.title = p.say("Key figures", "Chiffres clés")
	}
	for i, c := range v.Cards {
		if err := checkCard(c); err != nil {
			return nil, fmt.Errorf("render: cards[%d]: %w", i, err)
		}
		s.add(c)
	}
	return s, nil
}

func checkCard(c Card) error {
	if n := len(c.History); n > mostPeriods {
		return fmt.Errorf("%d periods: at most %d can be drawn", n, mostPeriods)
	}
	all := append([]Period{{Measure: c.Measure}}, c.History...)
	if _, stranger := firstKnown(all); stranger >= 0 {
		return fmt.Errorf("history[%d]: another measure than before", stranger-1)
	}
	return nil
}

// add reads a card.
func (s *cardsSheet) add(c Card) {
	last := lastKnown(c.History)
	if last >= 0 && !(Period{Measure: c.Measure}).known() {
		c.Measure = c.History[last].Measure
	}
	card := kpiCard{Card: c, label: text.Clean(c.Label), known: (Period{Measure: c.Measure}).known()}
	if card.label == "" {
		name := c.Measure
		if name.Name == "" && len(c.Targets) > 0 {
			name.Name = c.Targets[0].Measure
		}
		card.label = name.Label(s.lang)
	}
	if before := lastKnown(c.History[:max(last, 0)]); before >= 0 {
		card.change = changeBetween(c.History[before].Measure, c.History[last].Measure)
		card.change.since = s.sinceLabel(c.History, before)
	}
	s.noteLevels(measuresOf(append([]Period{{Measure: c.Measure}}, c.History...))...)
	s.cards = append(s.cards, card)
}

// lastKnown returns the index of the last period with a value, or -1.
func lastKnown(periods []Period) int {
	for i := len(periods) - 1; i >= 0; i-- {
		if periods[i].known() {
			return i
		}
	}
	return -1
}

// verdicts says of each target whether it is met.
func (s *cardsSheet) verdicts(c kpiCard) []string {
	var list []string
	for _, t := range c.Targets {
		switch {
		case !isFinite(t.Value) || c.known && t.Measure != c.Measure.Name:
		case !c.known:
			list = append(list, s.openTarget(t))
		default:
			list = append(list, s.targetText(t, c.Measure))
		}
	}
	return list
}

// method says how the numbers are to be read.
func (s *cardsSheet) method() []string {
	var shown []journey.Measure
	lines := ""
	for _, c := range s.cards {
		if c.known {
			shown = append(shown, c.Measure)
		}
		if len(c.History) > 1 {
			lines = s.say("Each small line has a scale of its own, from its lowest to its highest.", "Chaque petite courbe a sa propre échelle, de son plus bas à son plus haut.")
		}
	}
	return append(s.basis(shown...), nonEmpty(lines)...)
}

const describedCards = 8 // cards of which the description says the value

// describe says in words what the cards show.
func (s *cardsSheet) describe() string {
	list := []string{s.title + ", " + s.count(len(s.cards), s.say("card", "fiche"), s.say("cards", "fiches"))}
	for _, c := range s.cards[:min(len(s.cards), describedCards)] {
		said := text.Cut(c.label, nameLength) + s.word.colon
		if !c.known {
			list = append(list, said+s.unmeasured())
			continue
		}
		parts := append([]string{s.value(c.Measure)}, s.verdicts(c)...)
		list = append(list, said+strings.Join(append(parts, nonEmpty(s.changeSince(c, text.Cut(c.change.since, nameLength)))...), ", "))
	}
	return sentences(list...)
}

// unmeasured is said of a card without a value.
func (s *cardsSheet) unmeasured() string { return s.say("not measured yet", "pas encore mesuré") }
