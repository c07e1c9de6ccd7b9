package render

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// A Paper is what pages are printed on, named as the property size of CSS
// names it.
type Paper string

// The papers.
const (
	A4Landscape Paper = "A4 landscape" // 297 × 210 mm: 1122.51 × 793.70 pixels
	A4Portrait  Paper = "A4 portrait"
	A3Landscape Paper = "A3 landscape" // 420 × 297 mm: 1587.40 × 1122.51 pixels
	A3Portrait  Paper = "A3 portrait"
)

// size returns the size of the paper in whole hundredths of a pixel, of which
// there are 96 in an inch: never more than the paper has.
func (p Paper) size() (w, h scene.Px, err error) {
	mm := func(length scene.Px) scene.Px { return length * 48_000 / 127 }
	switch p {
	case A4Landscape:
		return mm(297), mm(210), nil
	case A4Portrait:
		return mm(210), mm(297), nil
	case A3Landscape:
		return mm(420), mm(297), nil
	case A3Portrait:
		return mm(297), mm(420), nil
	}
	return 0, 0, fmt.Errorf("render: unknown paper %q", p)
}

const (
	pageMargin = 38 * px  // one centimetre
	pageFoot   = 22 * px  // for the number of the page
	pageGap    = 26 * px  // between the parts above the table
	pageLabel  = 104 * px // of the names of the lanes
	pageColumn = 168 * px // least width of a stage

	pagePart  = 180 * px // least height of a part of a lane that goes on on the next page
	mostPages = 500
)

var errPages = errors.New("render: a map on pages is wide: it has no other shape")

// Pages lays the map out on pages for print, each a scene of the size of the
// paper at 96 pixels to an inch, with the text equivalents of the map. Text
// has on paper the size that it has on the screen: 12 pixels are 9 points, or
// 3.2 mm. A page has as many stages as leave each a width of 168 pixels (44
// mm), all pages about as many: five fit A4 landscape, eight A3 landscape. Heads
// of stages and names of lanes stand on every page.
//
// A lane that has no room goes to the next page. One that is higher than a page
// is cut between two entries. The footer stands on the last page.
//
// The width of the options means nothing here. All other options are those of
// any drawing.
func (v JourneyMap) Pages(paper Paper, opt *Options) ([]*scene.Scene, error) {
	w, h, err := paper.size()
	if err != nil {
		return nil, err
	}
	if v.Shape != Wide {
		return nil, errPages
	}
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	s.width, s.side, s.label = w-2*pageMargin, pageMargin, pageLabel
	p := &printer{sheet: s, paper: scene.Box{W: w, H: h}}
	p.filled = slices.DeleteFunc(slices.Clone(s.lanes), func(k laneKind) bool { return k.block(s).Empty() })
	if err := p.print(); err != nil {
		return nil, err
	}
	return p.scenes(), nil
}

// A printer puts the parts of a map on pages, one below the other.
type printer struct {
	*sheet
	paper  scene.Box
	pages  []printed
	filled []laneKind // the lanes that some stage fills
	heads  *sheet     // of the stages whose heads stand on every page, or nil
	y      scene.Px   // the room of the page that is used
	stuck  bool       // whether something has no room on any page
}

// A printed page is what stands on it, and the stages and lanes of which it
// tells.
type printed struct {
	nodes    []scene.Node
	from, to int
	lanes    []string
}

// room returns how much of the page is left.
func (p *printer) room() scene.Px { return p.height() - p.y }

// height returns how high a page is between its margins.
func (p *printer) height() scene.Px { return p.paper.H - 2*pageMargin - pageFoot }

// turn begins a page.
func (p *printer) turn() {
	p.pages, p.y = append(p.pages, printed{}), 0
	if p.heads != nil {
		now := &p.pages[len(p.pages)-1]
		now.from, now.to = p.heads.from, p.heads.to
		p.put(p.heads.stages(chevronPad).Pad(0, 0, 0, p.label))
	}
}

// put puts a block on the page.
func (p *printer) put(b layout.Block) {
	now := &p.pages[len(p.pages)-1]
	now.nodes = append(now.nodes, b.At(pageMargin, pageMargin+p.y)...)
	p.y += b.H
	p.stuck = p.stuck || p.y > p.height()
}

// print puts everything on pages.
func (p *printer) print() error {
	p.turn()
	for _, part := range p.above() {
		p.flow(part)
	}
	most := int(max((p.width-p.label)/pageColumn, 1))
	n := len(p.m.Stages)
	parts := (n + most - 1) / most
	for i := range parts {
		p.table(p.columns(i*n/parts, (i+1)*n/parts))
		if len(p.pages) > mostPages {
			return fmt.Errorf("render: more than %d pages", mostPages)
		}
	}
	p.heads = nil
	p.flow(p.footer())
	if p.stuck {
		return errors.New("render: an entry is higher than a page")
	}
	return nil
}

// columns returns the sheet of some stages, as wide as the page.
func (p *printer) columns(from, to int) *sheet {
	s := p.part(from, to)
	s.column = min((p.width-p.label)/scene.Px(to-from), columnMost) / px * px
	return s
}

// flow puts a block below what is on the page, or on the next one, or on
// several.
func (p *printer) flow(b layout.Block) {
	for !b.Empty() {
		gap := scene.Px(0)
		if p.y > 0 {
			gap = pageGap
		}
		if gap+b.H <= p.room() {
			p.y += gap
			p.put(b)
			return
		}
		if p.y > 0 {
			p.turn()
			continue
		}
		var first layout.Block
		first, b = cut(b, p.room())
		p.put(first)
		if !b.Empty() {
			p.turn()
		}
	}
}

// table puts the lanes of some stages on pages.
func (p *printer) table(s *sheet) {
	head := s.stages(chevronPad).H
	p.heads = nil
	if s.from > 0 || p.y > 0 && p.room() < pageGap+head+pagePart {
		p.heads = s
		p.turn()
	} else {
		if p.y > 0 {
			p.y += pageGap
		}
		p.put(s.stages(chevronPad).Pad(0, 0, 0, p.label))
		now := &p.pages[len(p.pages)-1]
		p.heads, now.from, now.to = s, s.from, s.to
	}
	above := Lane("")
	for i, kind := range p.filled {
		cells := kind.block(s)
		if cells.Empty() || len(p.pages) > mostPages {
			continue
		}
		var line layout.Block
		if i > 0 {
			line = s.serviceLine(p.filled[i-1].lane, kind.lane)
		}
		p.lane(s, kind, above, line, cells)
		above = kind.lane
	}
}

// lane puts a lane on the page, or on the next one, or on several: the line of
// a service blueprint that belongs above it, its name, and its cells.
func (p *printer) lane(s *sheet, kind laneKind, above Lane, line, cells layout.Block) {
	top := s.stages(chevronPad).H
	whole := line.H + s.rowHeight(kind, cells)
	if whole > p.room() && (whole <= p.height()-top || p.room() < pagePart) {
		p.turn()
		above = ""
	}
	for {
		var rest layout.Block
		if room := p.room() - line.H - 2*rowPadding; cells.H > room {
			cells, rest = cut(cells, room)
		}
		bare := !line.Empty() || kind.lane == LaneEmotion || above == LaneEmotion
		p.put(layout.Stack(0, line, s.row(kind, cells, bare)))
		now := &p.pages[len(p.pages)-1]
		now.lanes = append(now.lanes, s.say(kind.en, kind.fr))
		if rest.Empty() || len(p.pages) > mostPages {
			return
		}
		p.turn()
		cells, line, above = rest, layout.Block{}, ""
	}
}

// scenes returns the pages with their numbers.
func (p *printer) scenes() []*scene.Scene {
	all := make([]*scene.Scene, len(p.pages))
	for i, page := range p.pages {
		number := p.lang.Number(float64(i+1), 0) + " / " + p.lang.Number(float64(len(all)), 0)
		y := p.paper.H - pageMargin - p.theme.small().Leading
		nodes := append(page.nodes, p.theme.small().To(scene.Right).Paragraph(number, p.width, 1).At(pageMargin, y)...)
		if i > 0 {
			name := p.theme.small().To(sideOf(p.name())).Line(p.name(), p.width-120*px)
			nodes = append(nodes, name.At(pageMargin, y)...)
		}
		all[i] = &scene.Scene{
			W: p.paper.W, H: p.paper.H, Title: p.pageTitle(i), Desc: p.pageDesc(i, page),
			Lang: p.sceneLang(), Background: p.theme.Background, Nodes: nodes,
		}
	}
	return all
}

func (p *printer) pageTitle(i int) string {
	if len(p.pages) == 1 {
		return p.name()
	}
	return p.name() + " · " + p.say("page", "page") + " " + p.lang.Number(float64(i+1), 0)
}

// pageDesc says what stands on a page; on the first, before it, what the map
// shows.
func (p *printer) pageDesc(i int, page printed) string {
	var said []string
	if i == 0 {
		said = append(said, p.describe())
	}
	if len(page.lanes) > 0 {
		names := make([]string, 0, page.to-page.from)
		for k := page.from; k < page.to; k++ {
			names = append(names, p.stageName(k))
		}
		stages := p.plural(float64(len(names)), p.say("stage", "l’étape"), p.say("stages", "les étapes"))
		said = append(said, fmt.Sprintf(p.say("Page %d of %d has the %s %s, with %s.", "La page %d sur %d contient %s %s, avec %s."),
			i+1, len(p.pages), stages, strings.Join(names, ", "), strings.Join(page.lanes, ", ")))
	} else {
		said = append(said, fmt.Sprintf(p.say("Page %d of %d.", "Page %d sur %d."), i+1, len(p.pages)))
	}
	return strings.Join(said, " ")
}

// above returns the parts above the table, of which those that are higher than
// a page can be cut.
func (p *printer) above() []layout.Block {
	parts := []layout.Block{p.title()}
	portrait := p.persona()
	if portrait.H <= p.height() {
		parts = append(parts, portrait)
	} else {
		parts = append(parts, p.longPersona()...)
	}
	return append(parts, p.figures())
}

// longPersona lays out a portrait as one part below the other.
func (p *printer) longPersona() []layout.Block {
	of := p.m.Persona
	width := p.width
	parts := []layout.Block{p.who(of, width), p.quote(of.Quote, width)}
	for _, l := range p.listsOf(of) {
		parts = append(parts, p.list(l, width, listLength))
	}
	for i, part := range parts {
		parts[i] = part.Wide(width).Cell("persona", part.H)
	}
	return parts
}
