package render

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A Compare draws two measured maps beside each other: before and after, or one
// segment and another.
//
// On top stand the numbers of the whole journey, large. Below, both curves of
// emotion share one scale: before is dashed with hollow points, after is solid.
// Then, stage by stage, each measure with its value before and after, its change
// with an interval on the scale of its unit, whether that is better or worse, and
// whether chance could have made it; and what was added, removed, moved or ranked
// anew. What could be chance is muted, and its points are hollow.
//
// Left out, but in [Compare.Tables], are the drop-off that mirrors a conversion,
// how many customers reached a touchpoint, and beside a median time the mean and
// the 90th percentile, unless they are more than chance.
type Compare struct {
	Result *comparison.Result
	Title  string    // "" means that of the maps, or "Two journeys compared" if they have two
	Names  [2]string // of the two; "" means "before" and "after"
}

// The most that a comparison draws.
const (
	mostComparedStages = 200
	mostComparedRows   = 2000
	mostComparedTexts  = 2000 // added, removed, moved or ranked anew
)

var errNoComparison = errors.New("render: a comparison without a result")

const (
	compareUsual  = 1060     // pixels
	compareColumn = 700 * px // of width, from which the parts of a row stand beside each other
)

// A compareSheet is what the parts of a comparison have in common.
type compareSheet struct {
	*page
	r      *comparison.Result
	title  string
	names  [2]string
	rows   map[string][]comparison.Difference // to be drawn, by stage; those of the whole at ""
	scales []compareScale                     // one for each kind of change that is drawn
	aside  int                                // differences that are left to the table
}

// Scene lays the comparison out. A comparison without a result, or with more than
// can be drawn, is an error.
func (v Compare) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	body := []layout.Block{
		s.heading(s.say("COMPARISON", "COMPARAISON"), s.title, s.lead(text.Clean)),
		s.wholeFigures(),
		s.entries(comparison.Place{}),
		s.emotions(),
		s.scaleHeads(),
	}
	for i := range s.r.Stages {
		body = append(body, s.stage(i))
	}
	body = append(body, s.foot())
	return s.drawing(shortName(s.title), s.describe(), body...), nil
}

func (v Compare) sheet(opt *Options) (*compareSheet, error) {
	if v.Result == nil {
		return nil, errNoComparison
	}
	if err := comparable(v.Result); err != nil {
		return nil, err
	}
	p, err := newPage(opt, v.Result.Lang, compareUsual, chartLeast)
	if err != nil {
		return nil, err
	}
	p.currency = v.Result.Currency
	s := &compareSheet{page: p, r: v.Result}
	s.title = cmp.Or(v.Title, sharedTitle(s.r), s.say("Two journeys compared", "Deux parcours comparés"))
	s.names = [2]string{cmp.Or(v.Names[0], s.say("before", "avant")), cmp.Or(v.Names[1], s.say("after", "après"))}
	s.group()
	s.scales = s.scalesOf()
	return s, nil
}

// sharedTitle returns the title of the two maps, or "" if they have two.
func sharedTitle(r *comparison.Result) string {
	if r.Before.Title == r.After.Title {
		return r.After.Title
	}
	return ""
}

// comparable reports a result that can not be drawn.
func comparable(r *comparison.Result) error {
	texts := len(r.Touchpoints) + len(r.Frictions) + len(r.Opportunities) + len(r.Targets) + len(r.Emotions)
	for _, c := range []struct {
		what    string
		n, most int
	}{{"stages", len(r.Stages), mostComparedStages}, {"differences", len(r.Differences), mostComparedRows}, {"changes", texts, mostComparedTexts}} {
		if c.n > c.most {
			return fmt.Errorf("render: %d %s: at most %d can be drawn", c.n, c.what, c.most)
		}
	}
	if len(r.Stages)+len(r.Differences) == 0 {
		return errNoComparison
	}
	return nil
}

// group finds the differences that are drawn, by stage.
func (s *compareSheet) group() {
	s.rows = map[string][]comparison.Difference{}
	medians := map[comparison.Place]bool{}
	for _, d := range s.r.Differences {
		medians[d.Place] = medians[d.Place] || d.After.Name == journey.MeasureTimeMedian && comparedFinite(d)
	}
	for _, d := range s.r.Differences {
		other := d.After.Name == journey.MeasureTimeMean || d.After.Name == journey.MeasureTimeP90
		counted := d.After.Name == journey.MeasureReached && d.After.Unit == journey.Count && d.Stage != ""
		switch {
		case d.Mirrors != "" || !comparedFinite(d) || counted && d.Touchpoint == "": // said elsewhere, or nothing to say
		case counted || other && medians[d.Place] && !d.Significant:
			s.aside++
		default:
			s.rows[d.Stage] = append(s.rows[d.Stage], d)
		}
	}
}

func comparedFinite(d comparison.Difference) bool {
	for _, v := range []float64{d.Before.Value, d.After.Value, d.Change.Value, d.Change.Lo, d.Change.Hi} {
		if !isFinite(v) {
			return false
		}
	}
	return true
}
