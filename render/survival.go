package render

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/plot"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// Survival draws how long it takes until an event, such as the loss of a
// customer: the Kaplan–Meier curves of groups as the steps that they are, from
// time 0 and a share of 1 on, with small ticks where customers were watched no
// longer; below them the median of each group with its interval, and how many
// were at risk, both on the axis of time. Groups differ in colour, in dashes, in
// the marker at their median and at their end, and have their names beside them
// where there is room.
//
// Up to three curves have a band between the ends of their intervals. More have
// their intervals as bars at the times that the axis names, since bands would
// cover each other. A band ends where the interval has no value, as at the event
// of the last one at risk.
type Survival struct {
	Curves []survival.Curve // 12 at most

	// Comparison is a test of these groups. nil means none.
	Comparison *survival.Comparison

	Title string // "" means "How long customers stay"
	Unit  string // of the times, such as "days"; "" names none
}

const (
	mostCurves     = 12
	survivalUsual  = 960 // pixels
	survivalBanded = 3   // curves that have bands
)

var errNoCurves = errors.New("render: no survival curve with an observation")

// Scene lays the curves out. It is an error if there is none or more than 12.
func (v Survival) Scene(opt *Options) (*scene.Scene, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	return s.drawing(s.title(), s.describe(),
		s.heading(s.say("SURVIVAL", "SURVIE"), s.title(), s.lead()),
		s.cards(),
		layout.Stack(14*px, s.plot(), s.medians(), s.atRisk()),
		s.key(),
		s.footnote(s.totals(), s.notes()...),
	), nil
}

// A survivalSheet is the curves while they are laid out.
type survivalSheet struct {
	*page
	Survival
	last  float64     // the latest time
	time  axis        // of time
	named []float64   // the times that it names
	share axis        // of survival
	left  scene.Px    // where the plot begins
	right scene.Px    // where it ends
	tall  scene.Px    // height of the plot
	name  scene.Px    // room for the names of the groups beside the rows
	above scene.Px    // room for the caption over the plot
	taken []scene.Box // by names in the plot
}

func (v Survival) sheet(opt *Options) (*survivalSheet, error) {
	p, err := newPage(opt, "", survivalUsual, chartLeast)
	if err != nil {
		return nil, err
	}
	s := &survivalSheet{page: p, Survival: v, last: -1}
	if len(v.Curves) > mostCurves {
		return nil, fmt.Errorf("render: %d survival curves: at most %d can be drawn", len(v.Curves), mostCurves)
	}
	for _, c := range v.Curves {
		for _, step := range c.Steps {
			if !isFinite(step.Time) || step.Time < 0 {
				return nil, errors.New("render: a time of a survival curve is negative or not finite")
			}
			s.last = max(s.last, step.Time)
		}
	}
	if s.last < 0 {
		return nil, errNoCurves
	}
	s.measure()
	return s, nil
}

const (
	survivalSign   = 26 * px // of a group: a piece of its line with its marker
	survivalGutter = 48 * px // for the shares beside the plot
)

// measure divides the width: names, plot, and room for half a label.
func (s *survivalSheet) measure() {
	s.left, s.above = survivalGutter, 22*px
	if s.several() && s.width >= narrow-2*narrowSide {
		for i := range s.Curves {
			s.name = max(s.name, s.theme.small().Font().Width(s.group(i)))
		}
		s.name = min(s.name, 150*px)
		s.left = max(s.left, survivalSign+6*px+s.name+20*px)
	} else if s.several() {
		s.left = survivalSign + 22*px
	}
	s.right = s.width - 12*px
	s.tall = min(max((s.right-s.left)*2/5, 200*px), 340*px)
	s.measureTime()
	s.share = s.axis(journey.Ratio, 0, 1, s.above+s.tall, s.above, 6)
}

// measureTime makes an axis that ends with the latest time, so that curves take
// all of the width.
func (s *survivalSheet) measureTime() {
	each := 80 * px
	if s.width < narrow {
		each = 60 * px
	}
	last := s.last
	if last == 0 {
		last = 1
	}
	s.time = axis{Scale: plot.Scale{Hi: last, From: s.left, To: s.right}}
	s.named = plot.Steps(0, last, int(min(max((s.right-s.left)/each, 5), 9)))
	for _, time := range s.named {
		s.time.ticks = append(s.time.ticks, tick{s.time.At(time), s.tickLabel("", time, stepOf(s.named))})
	}
}

func (s *survivalSheet) several() bool { return len(s.Curves) > 1 }

// group returns the name of a group.
func (s *survivalSheet) group(i int) string {
	if name := text.Clean(s.Curves[i].Group); name != "" {
		return name
	}
	if s.several() {
		return s.say("no name", "sans nom")
	}
	return s.say("All", "Tous")
}

// ink returns the colour of a group.
func (s *survivalSheet) ink(i int) scene.Paint {
	if s.several() {
		return s.theme.series(i)
	}
	return s.theme.Accent.Ink
}

// dash returns the dashes of a group, so that two with markers that are alike
// have other dashes.
func (s *survivalSheet) dash(i int) scene.Px {
	return [...]scene.Px{0, 6 * px, 2 * px, 10 * px}[i%4]
}

// mark draws the marker of a group around a point.
func (s *survivalSheet) mark(i int, x, y scene.Px) []scene.Node {
	const size = 10 * px
	return markers[i%len(markers)].solid(size, s.ink(i)).At(x-size/2, y-size/2)
}

// sign draws a piece of the line of a group with its marker.
func (s *survivalSheet) sign(i int) layout.Block {
	const height = 12 * px
	line := scene.Lines(scene.Point{Y: height / 2}, scene.Point{X: survivalSign, Y: height / 2})
	line.Stroke = s.stroke(i)
	nodes := []scene.Node{line}
	return layout.Block{W: survivalSign, H: height, Nodes: append(nodes, s.mark(i, survivalSign/2, height/2)...)}
}

func (s *survivalSheet) stroke(i int) scene.Stroke {
	return scene.Stroke{Paint: s.ink(i), Width: 2 * px, Dash: s.dash(i)}
}
