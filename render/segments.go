package render

import (
	"errors"
	"fmt"
	"slices"

	"github.com/parcours-go/parcours/persona/segment"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// Segments draws RFM scores: a grid of how lately customers bought, from long ago
// at the left to lately at the right, by how often, with the most often on top.
// A cell has its number of customers, also as its colour, what one of them spent
// on average, and a bar for its share of the revenue. Totals stand at the ends of
// rows and columns, and the scores are named by the cut points between them.
// Below it, the monetary scores have their customers and their share of the
// revenue as bars.
//
// Scores that no customer has are left out, as they are where customers are few
// or many of them equal. Shares of the revenue are left out where somebody's
// amount is negative or there is none.
type Segments struct {
	Scores   *segment.Scores
	Title    string // "" means "Who buys lately, often and much"
	Currency string // ISO 4217 code of the amounts; "" names none
}

const (
	segmentsUsual = 960 // pixels
	mostScores    = 10  // of each kind
)

var errNoScores = errors.New("render: no scored customer")

// Scene lays the grid out. It is an error if there is no customer, or one with a
// score beyond the highest.
func (v Segments) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	s.measure()
	return s.drawing(s.title(), s.describe(),
		s.heading(s.say("RFM SEGMENTS", "SEGMENTS RFM"), s.title(), s.lead()),
		layout.Stack(0, s.heads(), s.grid(), s.foot()),
		s.key(),
		s.spent(),
		s.footnote([]string{s.sizeOf(s.all)}, s.notes()...),
	), nil
}

// A segmentSheet is the scores while they are laid out.
type segmentSheet struct {
	*page
	Segments
	cells [mostScores + 1][mostScores + 1]segmentSum // by the scores of recency and of frequency
	by    [3][mostScores + 1]segmentSum              // by the scores of each kind
	shown [3][]int                                   // the scores that customers have, ascending
	all   segmentSum
	most  int  // customers in a cell
	money bool // shares of the revenue mean something

	left  scene.Px // where the cells begin
	cell  scene.Px // width of a cell, with the gap around it
	row   scene.Px // height
	bare  bool     // the mean amounts have no room with their currency
	short bool     // something has no room in its cell at all
	large bool     // the numbers of customers have room at their usual size
}

// A segmentSum is some customers together.
type segmentSum struct {
	customers int
	money     float64
}

func (s *segmentSum) add(money float64) {
	s.customers++
	s.money += money
}

func (s segmentSum) mean() float64 {
	if s.customers == 0 {
		return 0
	}
	return s.money / float64(s.customers)
}

// The kinds of scores.
const (
	recency = iota
	frequency
	monetary
)

func (v Segments) sheet(opt *Options) (*segmentSheet, error) {
	p, err := newPage(opt, "", segmentsUsual, chartLeast)
	if err != nil {
		return nil, err
	}
	p.currency = v.Currency
	s := &segmentSheet{page: p, Segments: v, money: true}
	if v.Scores == nil || len(v.Scores.Customers) == 0 {
		return nil, errNoScores
	}
	highest := v.Scores.HighestScore
	if highest < 1 || highest > mostScores {
		return nil, fmt.Errorf("render: a highest score of %d: want 1 to %d", highest, mostScores)
	}
	for i := range v.Scores.Customers {
		if !s.add(&v.Scores.Customers[i], highest) {
			return nil, fmt.Errorf("render: customers[%d]: a score is not from 1 to %d", i, highest)
		}
	}
	s.settle(highest)
	return s, nil
}

// add takes in a customer, and reports whether the scores are in range.
func (s *segmentSheet) add(c *segment.Customer, highest int) bool {
	scores := [3]int{int(c.R), int(c.F), int(c.M)}
	if slices.Min(scores[:]) < 1 || slices.Max(scores[:]) > highest {
		return false
	}
	money := c.Monetary
	if !isFinite(money) || money < 0 {
		s.money = false
	}
	if !isFinite(money) {
		money = 0
	}
	s.all.add(money)
	s.cells[scores[recency]][scores[frequency]].add(money)
	for kind, score := range scores {
		s.by[kind][score].add(money)
	}
	return true
}

func (s *segmentSheet) settle(highest int) {
	for kind := range s.shown {
		for score := 1; score <= highest; score++ {
			if s.by[kind][score].customers > 0 {
				s.shown[kind] = append(s.shown[kind], score)
			}
		}
	}
	for _, r := range s.shown[recency] {
		for _, f := range s.shown[frequency] {
			s.most = max(s.most, s.cells[r][f].customers)
		}
	}
	s.money = s.money && s.all.money > 0 && isFinite(s.all.money)
}

// ofAll returns the customers of a sum as a share of all.
func (s *segmentSheet) ofAll(sum segmentSum) float64 {
	return float64(sum.customers) / float64(s.all.customers)
}

// revenue returns the money of a sum as a share of all. Ask s.money first.
func (s *segmentSheet) revenue(sum segmentSum) float64 {
	return max(0, min(sum.money/s.all.money, 1))
}

// Tables returns the cells of the grid that have customers, and the scores of
// each kind. Errors are those of Scene.
func (v Segments) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	list := []Table{s.gridTable()}
	for kind := range s.shown {
		list = append(list, s.kindTable(kind))
	}
	return list, nil
}

// sums are the columns that say what some customers are together.
func (s *segmentSheet) sums() []Column {
	return []Column{
		{Name: s.say("Customers", "Clients"), Numeric: true}, {Name: s.say("Share", "Part"), Numeric: true},
		{Name: s.say("Mean amount", "Montant moyen"), Numeric: true}, {Name: s.say("Share of revenue", "Part du chiffre d’affaires"), Numeric: true},
	}
}

func (s *segmentSheet) sumCells(sum segmentSum) []string {
	revenue := "–"
	if s.money {
		revenue = s.lang.Share(s.revenue(sum), 1)
	}
	return []string{
		s.lang.Number(float64(sum.customers), 0), s.lang.Share(s.ofAll(sum), 1), s.lang.Money(sum.mean(), s.currency), revenue,
	}
}

func (s *segmentSheet) gridTable() Table {
	t := Table{
		Title:   s.title(),
		Columns: append([]Column{{Name: s.kindName(recency)}, {Name: s.kindName(frequency)}}, s.sums()...),
		Notes:   s.notes(),
	}
	for _, f := range slices.Backward(s.shown[frequency]) {
		for _, r := range slices.Backward(s.shown[recency]) {
			if sum := s.cells[r][f]; sum.customers > 0 {
				t.Rows = append(t.Rows, append([]string{s.score(recency, r), s.score(frequency, f)}, s.sumCells(sum)...))
			}
		}
	}
	return t
}

func (s *segmentSheet) kindTable(kind int) Table {
	t := Table{Title: s.kindName(kind), Columns: append([]Column{{Name: s.say("Score", "Note")}}, s.sums()...)}
	for _, score := range slices.Backward(s.shown[kind]) {
		t.Rows = append(t.Rows, append([]string{s.score(kind, score)}, s.sumCells(s.by[kind][score])...))
	}
	return t
}
