package render

import (
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	tileSize = 24 * px         // of the ground of a channel's icon
	tileStep = tileSize + 9*px // from its left side to the text beside it
	faceSize = 16 * px
)

// touchpoints lays out the touchpoints of a stage.
func (s *sheet) touchpoints(i int, stage *journey.Stage) layout.Block {
	blocks := make([]layout.Block, len(stage.Touchpoints))
	for j := range stage.Touchpoints {
		blocks[j] = s.touchpoint(&stage.Touchpoints[j], s.theme.stage(i))
	}
	return layout.Stack(12*px, blocks...)
}

func (s *sheet) touchpointTexts(_ int, stage *journey.Stage) []string {
	said := make([]string, len(stage.Touchpoints))
	for i := range stage.Touchpoints {
		said[i] = stage.Touchpoints[i].Name
	}
	return said
}

// touchpoint lays out one touchpoint: the icon of its channel, what it is, how
// it feels. It begins at the side at which its name begins.
func (s *sheet) touchpoint(t *journey.Touchpoint, tone Tone) layout.Block {
	width, side := s.cellWidth()-tileStep, sideOf(t.Name)
	small := s.theme.small().To(side)
	about := layout.Stack(2*px,
		layout.Stack(0, s.touchpointName(t, width), small.Parts(width, 3, s.channelLabel(t), t.Owner)),
		s.theme.body().To(side).Paragraph(t.Action, width, maxLines),
		s.momentOfTruth(t, width, side == scene.Right),
		s.plainMeasures(t.Measures, t.Targets, width),
	)
	tile := s.channelTile(t.Channel, tone)
	tileX, aboutX := scene.Px(0), tileStep
	if side == scene.Right {
		tileX, aboutX = width+tileStep-tileSize, 0
	}
	return layout.Block{
		W: s.cellWidth(), H: max(about.H, tile.H),
		Nodes: append(tile.At(tileX, 0), about.At(aboutX, 0)...),
	}
}

// touchpointName lays out the name of a touchpoint, and its face at the other
// side.
func (s *sheet) touchpointName(t *journey.Touchpoint, width scene.Px) layout.Block {
	face := s.theme.face(t.Emotion, faceSize).Titled(s.emotionText(t.Emotion))
	if face.Empty() {
		return s.theme.strong().Paragraph(t.Name, width, 4)
	}
	const step = faceSize + 6*px
	if s.wouldSplit(t.Name, width-step, width) {
		return layout.Stack(0, s.theme.strong().Paragraph(t.Name, width, 4), s.atStart(face, width, t.Name))
	}
	name := s.theme.strong().Paragraph(t.Name, width-step, 4)
	nameX, faceX := scene.Px(0), width-faceSize
	if rightToLeft(t.Name) {
		nameX, faceX = step, 0
	}
	return layout.Block{
		W: width, H: max(name.H, faceSize),
		Nodes: append(name.At(nameX, 0), face.At(faceX, 0)...),
	}
}

// wouldSplit reports whether a word of a name has no room in a width, but in a
// full one.
func (s *sheet) wouldSplit(name string, width, full scene.Px) bool {
	font := s.theme.strong().Font()
	return slices.ContainsFunc(strings.Fields(text.Clean(name)), func(word string) bool {
		w := font.Width(word)
		return w > width && w <= full
	})
}

// atStart puts a block at the side at which a text begins.
func (s *sheet) atStart(b layout.Block, width scene.Px, said string) layout.Block {
	if rightToLeft(said) {
		b = b.Pad(0, 0, 0, width-b.W)
	}
	return b.Wide(width)
}

// channelTile draws the icon of a channel on a ground of the stage's colour.
func (s *sheet) channelTile(c journey.Channel, tone Tone) layout.Block {
	ground := &scene.Rect{Box: scene.Box{W: tileSize, H: tileSize}, Radius: 6 * px, Fill: tone.Tint}
	sign := iconOf(c).block(15*px, tone.Ink)
	return layout.Block{W: tileSize, H: tileSize, Nodes: append([]scene.Node{ground}, sign.At(450, 450)...)}
}

// channelLabel names the channel of a touchpoint, unless the touchpoint or who
// provides it has that name.
func (s *sheet) channelLabel(t *journey.Touchpoint) string {
	label := t.Channel.Label(s.lang)
	if strings.EqualFold(label, t.Name) || strings.EqualFold(label, t.Owner) {
		return ""
	}
	return label
}

// momentOfTruth says that the touchpoint is one.
func (s *sheet) momentOfTruth(t *journey.Touchpoint, width scene.Px, rtl bool) layout.Block {
	if !t.MomentOfTruth {
		return layout.Block{}
	}
	style := s.theme.smallStrong().In(s.theme.Accent.Ink)
	star := iconStar.solid(11*px, s.theme.Accent.Ink)
	if rtl {
		style = style.To(scene.Right)
	}
	return marked(star, 16*px, style.Paragraph(s.word.momentOfTruth, width-16*px, 2), style.Leading, rtl)
}
