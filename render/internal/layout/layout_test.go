package layout_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// box returns a block that is all filled.
func box(w, h scene.Px) layout.Block {
	return layout.Block{W: w, H: h, Nodes: []scene.Node{&scene.Rect{Box: scene.Box{W: w, H: h}}}}
}

// boxes returns where the nodes of a block stand.
func boxes(b layout.Block) (all []scene.Box) {
	for _, n := range b.Nodes {
		all = append(all, scene.Bounds(n))
	}
	return all
}

func TestStackPutsBlocksBelowEachOther(t *testing.T) {
	s := layout.Stack(5, layout.Block{}, box(10, 20), layout.Block{W: 99}, box(30, 7))
	assert.Equal(t, []scene.Box{{W: 10, H: 20}, {Y: 25, W: 30, H: 7}}, boxes(s))
	assert.Equal(t, [2]scene.Px{30, 32}, [2]scene.Px{s.W, s.H})
	assert.True(t, layout.Stack(5).Empty())
}

func TestBesidePutsBlocksNextToEachOther(t *testing.T) {
	s := layout.Beside(5, layout.Block{}, box(10, 20), layout.Block{W: 99}, box(30, 7))
	assert.Equal(t, []scene.Box{{W: 10, H: 20}, {X: 15, W: 30, H: 7}}, boxes(s))
	assert.Equal(t, [2]scene.Px{45, 20}, [2]scene.Px{s.W, s.H})
}

func TestFlowGoesOnBelowWhereTheWidthIsUsedUp(t *testing.T) {
	s := layout.Flow(30, 2, 3, box(10, 5), box(18, 6), box(4, 5), box(40, 5))
	assert.Equal(t, []scene.Box{{W: 10, H: 5}, {X: 12, W: 18, H: 6}, {Y: 9, W: 4, H: 5}, {Y: 17, W: 40, H: 5}}, boxes(s))
	assert.Equal(t, scene.Px(22), s.H)
}

func TestPadPutsNothingAroundABlock(t *testing.T) {
	b := box(10, 10).Pad(1, 2, 3, 4)
	assert.Equal(t, []scene.Box{{X: 4, Y: 1, W: 10, H: 10}}, boxes(b))
	assert.Equal(t, [2]scene.Px{16, 14}, [2]scene.Px{b.W, b.H})
	assert.True(t, layout.Block{}.Pad(1, 1, 1, 1).Empty())
}

func TestACellBoundsWhatItHolds(t *testing.T) {
	b := box(10, 10).Cell("cell", 30)
	g := b.Nodes[0].(*scene.Group)
	assert.Equal(t, scene.Box{W: 10, H: 30}, g.Cell)
	assert.Equal(t, scene.Px(30), b.H)
	assert.Equal(t, scene.Box{X: 5, Y: 6, W: 10, H: 30}, b.At(5, 6)[0].(*scene.Group).Cell, "and moves with it")
	assert.Empty(t, layout.Block{W: 5}.Cell("cell", 30).Nodes)
}

var style = layout.Style{Size: 12 * scene.Pixel, Leading: 17 * scene.Pixel, Fill: scene.RGB(0)}

// lines returns the texts of a block.
func lines(b layout.Block) (all []*scene.Text) {
	s := scene.Scene{Nodes: b.Nodes}
	for v := range s.Walk() {
		if t, ok := v.Node.(*scene.Text); ok {
			all = append(all, t)
		}
	}
	return all
}

func contents(b layout.Block) (all []string) {
	for _, t := range lines(b) {
		all = append(all, t.Content)
	}
	return all
}

func TestAParagraphStandsInItsBlock(t *testing.T) {
	for name, s := range map[string]string{
		"a line": "Pay", "lines": "Pay quickly, know the delivery day", "right to left": "الدفع بسرعة ومعرفة يوم التوصيل",
	} {
		for _, anchor := range []scene.Anchor{scene.Left, scene.Middle, scene.Right} {
			b := style.To(anchor).Paragraph(s, 100*scene.Pixel, 9)
			for _, line := range lines(b) {
				assert.True(t, scene.Box{W: b.W, H: b.H}.Contains(line.Box()), "%s at %d: %+v", name, anchor, line.Box())
				assert.Zero(t, line.Y%scene.Pixel, "baselines are on whole pixels")
			}
		}
	}
}

func TestAParagraphThatRunsFromRightToLeftStandsAtTheRight(t *testing.T) {
	line := lines(style.Paragraph("الدفع", 100*scene.Pixel, 1))[0]
	assert.True(t, line.RTL)
	assert.Equal(t, scene.Right, line.Anchor)
	assert.Equal(t, 100*scene.Pixel, line.X)
	assert.Equal(t, scene.Middle, lines(style.To(scene.Middle).Paragraph("الدفع", 100*scene.Pixel, 1))[0].Anchor)
}

func TestAShortenedParagraphHasTheWholeAsItsTitle(t *testing.T) {
	whole := strings.TrimSpace(strings.Repeat("more ", 50))
	b := style.Paragraph(" "+whole+"\n", 100*scene.Pixel, 2)
	require.Len(t, b.Nodes, 1)
	assert.Equal(t, whole, b.Nodes[0].(*scene.Group).Title)
	assert.Len(t, lines(b), 2)
	assert.Equal(t, 34*scene.Pixel, b.H)
}

func TestALineIsAsWideAsItsText(t *testing.T) {
	for _, s := range []string{"Pay", "الدفع", strings.Repeat("more ", 50)} {
		b := style.Line(s, 100*scene.Pixel)
		assert.Equal(t, scene.Box{W: b.W, H: 1356}, withoutY(lines(b)[0].Box()))
		assert.LessOrEqual(t, b.W, 100*scene.Pixel)
	}
	assert.True(t, style.Line("", 100).Empty())
}

func withoutY(b scene.Box) scene.Box {
	b.Y = 0
	return b
}

func TestFixedWordsCanBeSpaced(t *testing.T) {
	plain, spaced := style, style
	spaced.Spacing = 60
	assert.Equal(t, lines(plain.Line("ABCD", 1e5))[0].W+4*60, lines(spaced.Line("ABCD", 1e5))[0].W)
}

func TestPartsHaveADotBetweenThemOnOneLine(t *testing.T) {
	for name, c := range map[string]struct {
		width scene.Px // pixels
		parts []string
		want  []string
	}{
		"room for all":                  {300, []string{"one", "", "two", "three"}, []string{"one · two · three"}},
		"no dot where a line ends":      {60, []string{"one", "two", "three"}, []string{"one · two", "three"}},
		"a long one goes on":            {60, []string{"one", "two and a half", "n 3"}, []string{"one · two", "and a half", "n 3"}},
		"a long one that cannot begin":  {60, []string{"one two", "threefold and so", "n"}, []string{"one two", "threefold", "and so · n"}},
		"a short one after a long one":  {60, []string{"two and a half", "n 3"}, []string{"two and a", "half · n 3"}},
		"nothing":                       {60, []string{"", " "}, nil},
		"a break in the middle of none": {60, []string{"one\ntwo"}, []string{"one two"}},
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, c.want, contents(style.Parts(c.width*scene.Pixel, 9, c.parts...)))
		})
	}
}

func TestShortenedPartsHaveAllOfThemAsTheirTitle(t *testing.T) {
	b := style.Parts(60*scene.Pixel, 1, "one", "two and a half and more")
	assert.Equal(t, "one · two and a half and more", b.Nodes[0].(*scene.Group).Title)
}

func TestAShortenedParagraphKeepsItsSide(t *testing.T) {
	whole := strings.TrimSpace(strings.Repeat("الدفع Visa بسرعة ", 20))
	b := style.Paragraph(whole, 100*scene.Pixel, 2)
	assert.Equal(t, whole, b.Nodes[0].(*scene.Group).Title)
	last := lines(b)[1]
	assert.True(t, last.RTL && strings.HasSuffix(last.Content, "…"), "the last in order, which a reader finds at the left")
	assert.Equal(t, scene.Right, last.Anchor)
	assert.True(t, scene.Box{W: b.W, H: b.H}.Contains(last.Box()))
}

// A mono is a font whose characters are all as wide.
type mono int

func (m mono) Advance(r rune, _ bool) (int, bool)     { return int(m), r < 0x7f }
func (m mono) Subset(string, bool) (_ []byte, _ bool) { return nil, false }
func (m mono) HasBold() bool                          { return false }

func TestAParagraphIsSetInTheFontThatItsDrawingCarries(t *testing.T) {
	narrow, wide := style, style
	narrow.Family, wide.Family = mono(300), mono(900)
	assert.Equal(t, []string{"iiii WWWW"}, contents(narrow.Paragraph("iiii WWWW", 60*scene.Pixel, 9)))
	assert.Equal(t, []string{"iiii", "WWWW"}, contents(wide.Paragraph("iiii WWWW", 60*scene.Pixel, 9)))
	assert.Equal(t, lines(style.Line("配送", 1e5))[0].W, lines(wide.Line("配送", 1e5))[0].W, "what it lacks is measured as without it")
}
