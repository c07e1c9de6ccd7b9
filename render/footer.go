package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
)

// footer lays out what the numbers rest on, and what the signs mean.
func (s *sheet) footer() layout.Block {
	width := s.headWidth()
	return layout.Stack(0, layout.Block{W: s.width, H: 14 * px, Nodes: nil}, s.theme.small().Paragraph(s.evidence(), width, 3))
}

func (s *sheet) evidence() string {
	o := s.m.Observed
	if o == nil {
		return ""
	}
	return joined(
		s.count(o.Customers, s.say.oneCustomer, s.say.manyCustomers),
		s.count(o.Events, s.say.oneEvent, s.say.manyEvents),
		s.lang.Period(o.From, o.To),
		s.say.source+": "+o.Source,
	)
}

// count writes a number of things.
func (s *sheet) count(n int, one, many string) string {
	if n == 1 || n == 0 && s.lang.French() {
		many = one
	}
	return s.lang.Number(float64(n), 0) + " " + many
}
