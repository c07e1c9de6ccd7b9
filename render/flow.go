package render

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A Flow draws which ways customers take, as ribbons from node to node that are
// as wide as they are many.
//
// Where the result has steps, there is a column for each, so that a node that
// comes again stands there again. Where it has transitions only, every node
// stands once, behind those that mostly come before it: what goes on is a
// ribbon, what goes back or sideways stands below as a dashed arrow, and what
// comes again at once is said at the node.
//
// Paths that end at a node are hatched, and those that begin there are filled.
// Where there are many nodes, the rarest of a column are drawn as one; what is
// not drawn is counted below. Where the columns have no room beside each other,
// they go on below.
type Flow struct {
	Result *flow.Result

	// Most is how many transitions are drawn, up to 400: the most frequent. 0
	// means 60 between steps, and 24 where every node stands once.
	Most int

	Title string // "" says what is drawn
}

var errNoFlow = errors.New("render: a flow without paths")

const (
	mostFlowLinks   = 400
	usualFlowLinks  = 60 // between steps
	usualGraphLinks = 24
)

// Scene lays the flow out.
func (v Flow) Scene(opt *Options) (*scene.Scene, error) {
	f, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	heading := f.heading(f.say("FLOW", "PARCOURS RÉELS"), f.title, f.finding(f.label))
	blocks := append([]layout.Block{heading}, f.panels()...)
	blocks = append(blocks, f.loops(), f.flowKey(), f.footnote(f.evidence(), f.notes()...))
	return f.drawing(f.title, f.describe(), blocks...), nil
}

// A flowSheet is a flow while it is laid out.
type flowSheet struct {
	*page
	*flow.Result
	title string
	flowGraph
	flowColumns
}

// sheet checks the view and begins it.
func (v Flow) sheet(opt *Options) (*flowSheet, error) {
	if v.Result == nil || len(v.Result.Nodes) == 0 && len(v.Result.Steps) == 0 {
		return nil, errNoFlow
	}
	if v.Most < 0 || v.Most > mostFlowLinks {
		return nil, misled("most", "%d transitions: want 0 to %d", v.Most, mostFlowLinks)
	}
	f := &flowSheet{Result: v.Result}
	if len(v.Result.Steps) > 0 && len(v.Result.Steps[0].Nodes) > 0 {
		f.flowGraph = stepGraph(v.Result, cmp.Or(v.Most, usualFlowLinks))
	} else if len(v.Result.Nodes) > 0 {
		f.flowGraph = nodeGraph(v.Result, cmp.Or(v.Most, usualGraphLinks))
	} else {
		return nil, errNoFlow
	}
	p, err := newPage(opt, "", f.usualWidth(), chartLeast)
	if err != nil {
		return nil, err
	}
	f.page = p
	f.title = cmp.Or(text.Clean(v.Title), f.usualTitle())
	return f, nil
}

// usualWidth returns the pixels that the columns ask for.
func (f *flowSheet) usualWidth() int {
	return max(1120, min(96+200*len(f.columns), 1680))
}

func (f *flowSheet) usualTitle() string {
	if f.steps {
		return f.say("The first steps of customers", "Les premiers pas des clients")
	}
	return f.say("The ways that customers take", "Les chemins que prennent les clients")
}

// label returns the name of a node.
func (f *flowSheet) label(n *flowNode) string {
	switch {
	case n.merged > 0:
		return f.lang.Number(float64(n.merged), 0) + f.say(" others", " autres")
	case n.name == flow.Other:
		return f.say("Others", "Autres")
	}
	return cmp.Or(text.Clean(n.name), f.say("(without a name)", "(sans nom)"))
}

// shortLabel returns the name of a node as the description has it.
func (f *flowSheet) shortLabel(n *flowNode) string { return text.Cut(f.label(n), nameLength) }

// share writes a part of a whole.
func (f *flowSheet) share(n, of int) string {
	if of <= 0 || n > of {
		return ""
	}
	return f.lang.Share(float64(n)/float64(of), 1)
}

// paths writes a number of paths, or of customers where each has one.
func (f *flowSheet) paths(n int) string {
	if f.Paths == f.Customers {
		return f.count(n, f.word.oneCustomer, f.word.manyCustomers)
	}
	return f.count(n, f.say("path", "parcours"), f.say("paths", "parcours"))
}

// finding says where paths begin and end most often, and which way is the
// widest.
func (f *flowSheet) finding(name func(*flowNode) string) string {
	var begin, end *flowNode
	for i := range f.nodes {
		n := &f.nodes[i]
		if n.pass || n.merged > 0 && len(f.nodes) > 1 {
			continue
		}
		if n.entries > 0 && (begin == nil || n.entries > begin.entries) {
			begin = n
		}
		if n.exits > 0 && (end == nil || n.exits > end.exits) {
			end = n
		}
	}
	said := ""
	if begin != nil {
		said = f.say("Most frequent start: ", "Début le plus fréquent\u00a0: ") + name(begin) + f.part(begin.entries) + ". "
	}
	if end != nil {
		said += f.say("Most frequent end: ", "Fin la plus fréquente\u00a0: ") + f.place(end, name) + f.part(end.exits) + ". "
	}
	if i := slices.IndexFunc(f.links, func(l flowLink) bool { return f.source(l).merged+f.target(l).merged == 0 }); i >= 0 {
		l := f.links[i]
		said += f.say("Widest way: ", "Voie la plus large\u00a0: ") + wayText(name(f.source(l)), name(f.target(l)), false) + f.part(l.count) + "."
	}
	return strings.TrimSpace(said)
}

// part writes a number in brackets, with its share of all paths where it is a
// number of paths.
func (f *flowSheet) part(n int) string {
	said := " (" + f.lang.Number(float64(n), 0)
	if share := f.share(n, f.Paths); share != "" && f.steps {
		said += ", " + share
	}
	return said + ")"
}

// place returns the name of a node, with its step where it stands at several.
func (f *flowSheet) place(n *flowNode, name func(*flowNode) string) string {
	if !f.steps {
		return name(n)
	}
	return name(n) + f.say(", step ", ", étape ") + f.lang.Number(float64(n.column+1), 0)
}

// flowKey says what the signs mean.
func (f *flowSheet) flowKey() layout.Block {
	box := scene.Box{W: 12 * px, H: 10 * px}
	var keys []legendKey
	add := func(used bool, said string, nodes ...scene.Node) {
		if used {
			keys = append(keys, legendKey{layout.Block{W: box.W, H: box.H, Nodes: nodes}, said})
		}
	}
	var begins, ends, again bool
	for _, n := range f.nodes {
		begins, ends, again = begins || n.entries > 0, ends || n.exits > 0, again || n.again > 0
	}
	ink := f.theme.Muted
	dashes := scene.Lines(scene.Point{Y: 5 * px}, scene.Point{X: 12 * px, Y: 5 * px})
	dashes.Stroke = scene.Stroke{Paint: ink, Width: 2 * px, Dash: 4 * px}
	add(begins && !f.steps && !f.listed(), f.say("begin here", "commencent ici"), &scene.Rect{Box: box, Fill: ink})
	add(ends, f.say("end here", "finissent ici"), hatch(box, ink)...)
	add(len(f.back) > 0, f.say("back or sideways", "retour ou détour"), dashes)
	key := f.legend(f.width, keys...)
	if again {
		key = layout.Stack(4*px, key, f.theme.small().Paragraph(f.say("↻ comes to the same node again at once", "↻ revient aussitôt au même nœud"), f.width, 2))
	}
	return key
}

// evidence says what the numbers rest on.
func (f *flowSheet) evidence() []string {
	parts := []string{"n\u00a0" + f.paths(f.Paths)}
	if f.Paths != f.Customers {
		parts = append(parts, f.count(f.Customers, f.word.oneCustomer, f.word.manyCustomers))
	}
	return append(parts, f.count(f.Events, f.say("step", "pas"), f.say("steps", "pas")))
}

// notes says what is not drawn.
func (f *flowSheet) notes() []string {
	var notes []string
	if f.hidden > 0 {
		notes = append(notes, f.count(f.hidden, f.say("rarer transition", "transition plus rare"), f.say("rarer transitions", "transitions plus rares"))+
			f.say(" not drawn: ", " hors du dessin\u00a0: ")+f.lang.Number(float64(f.hiddenCount), 0)+f.say(" of ", " sur ")+
			f.lang.Number(float64(f.linkCount), 0)+". "+f.say("The tables have them.", "Les tableaux les montrent."))
	}
	if f.cut {
		notes = append(notes, f.say("What comes after the last step is not counted.", "Ce qui suit la dernière étape n’est pas compté."))
	}
	if !f.steps {
		notes = append(notes, f.say("A node is counted each time that a path comes to it.", "Un nœud est compté chaque fois qu’un parcours y passe."))
	}
	return notes
}
