package render

import (
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

const (
	creditName   = 176 * px // width of the names of channels
	creditCell   = 80 * px  // of the numbers of a model
	creditPlot   = 220 * px // the least that the plot needs beside the numbers
	creditMark   = 10 * px
	creditPitch  = 9 * px // from the marker of a model to the next one
	creditInset  = 10 * px
	creditRemove = 84 * px
)

// chart lays out a row for each channel, and the axis below.
func (a *creditSheet) chart() layout.Block {
	shown := a.rows[:min(len(a.rows), mostCreditChannels)]
	numbers := scene.Px(len(a.models)) * creditCell
	if a.removal() {
		numbers += creditRemove
	}
	wide := a.width-creditName-numbers-24*px >= creditPlot
	left, right := creditMark, a.width-creditMark
	if wide {
		left, right = creditName, a.width-numbers-24*px
	}
	scale := a.axis(journey.Ratio, 0, a.highest(shown), left, right, max(2, int((right-left)/(70*px))))
	blocks := []layout.Block{a.creditHead(right+24*px, wide)}
	for _, r := range shown {
		if wide {
			blocks = append(blocks, a.wideCredit(r, scale))
		} else {
			blocks = append(blocks, a.narrowCredit(r, scale))
		}
	}
	return layout.Stack(0, append(blocks, a.creditAxis(scale), a.restOfCredit(len(shown)))...)
}

// removal reports whether removal effects are known.
func (a *creditSheet) removal() bool { return slices.Contains(a.models, attribution.Markov) }

func (a *creditSheet) highest(rows []creditRow) float64 {
	highest := 0.0
	for _, r := range rows {
		highest = max(highest, r.shares[r.high])
	}
	return highest
}

// creditHead says which marker is which model: above their numbers, or as a
// legend.
func (a *creditSheet) creditHead(x scene.Px, wide bool) layout.Block {
	if !wide {
		keys := make([]legendKey, len(a.models))
		for i := range a.models {
			keys[i] = legendKey{a.modelMark(i, creditMark), a.model(i)}
		}
		return a.legend(a.width, keys...).Pad(0, 0, 12*px, 0)
	}
	style := a.theme.small().To(scene.Right)
	var heads []layout.Block
	for i := range a.models {
		mark := a.modelMark(i, creditMark)
		mark = layout.Block{W: creditCell, H: 14 * px, Nodes: mark.At(creditCell-creditMark, 0)}
		heads = append(heads, layout.Stack(4*px, style.Paragraph(a.model(i), creditCell-8*px, 3).Pad(0, 0, 0, 8*px), mark))
	}
	if a.removal() {
		heads = append(heads, style.Paragraph(a.say("Removal effect", "Effet de retrait"), creditRemove-8*px, 3).Pad(0, 0, 18*px, 8*px))
	}
	row := layout.Block{H: layout.Tallest(heads)}
	for _, h := range heads {
		row.Nodes = append(row.Nodes, h.At(x, row.H-h.H)...)
		x += h.W
	}
	row.H += 4 * px
	return row.Wide(a.width)
}

// wideCredit lays out a channel with its name before the plot and the numbers
// behind it.
func (a *creditSheet) wideCredit(r creditRow, scale axis) layout.Block {
	name := a.channelName(r, creditName-20*px)
	plot := a.spreadOf(r, scale)
	numbers := a.creditNumbers(r)
	row := layout.Block{W: a.width, H: max(name.H, plot.H, numbers.H) + 2*creditInset}
	row.Nodes = append(row.Nodes, a.hairline(0, a.width, 0))
	row.Nodes = append(row.Nodes, a.creditGrid(scale, row.H)...)
	for _, part := range []struct {
		layout.Block
		x scene.Px
	}{{name, 0}, {plot, 0}, {numbers, scale.To + 24*px}} {
		row.Nodes = append(row.Nodes, part.Cell("credit", part.H).At(part.x, (row.H-part.H)/2)...)
	}
	return row
}

// creditNumbers lays out the numbers of the models in a row.
func (a *creditSheet) creditNumbers(r creditRow) layout.Block {
	style, small := a.theme.body().To(scene.Right), a.theme.small().To(scene.Right)
	style.Size = 13 * px
	var cells layout.Block
	for i := range a.models {
		value := style
		value.Bold = i == r.high && r.spread() >= 0.0005
		cell := layout.Stack(0, value.Paragraph(a.share(r.shares[i]), creditCell-8*px, 1), small.Paragraph(a.credit(i, r.credits[i]), creditCell-8*px, 2))
		cells = layout.Beside(0, cells, cell.Pad(0, 0, 0, 8*px))
	}
	if a.removal() {
		cells = layout.Beside(0, cells, style.Paragraph(a.share(r.removal), creditRemove-8*px, 1).Pad(0, 0, 0, 8*px))
	}
	return cells
}

// narrowCredit lays out a channel with the plot below its name and the numbers
// below that.
func (a *creditSheet) narrowCredit(r creditRow, scale axis) layout.Block {
	plot := a.spreadOf(r, scale).Pad(6*px, 0, 6*px, 0)
	plot.Nodes = append(a.creditGrid(scale, plot.H), plot.Nodes...)
	style := a.theme.small()
	items := make([]layout.Block, len(a.models))
	for i := range a.models {
		said := style.Line(a.share(r.shares[i])+" · "+a.credit(i, r.credits[i]), a.width-15*px)
		items[i] = marked(a.modelMark(i, creditMark), 15*px, said, style.Leading, false)
	}
	var removal layout.Block
	if a.removal() {
		removal = style.Paragraph(a.say("Removal effect ", "Effet de retrait ")+a.share(r.removal), a.width, 1)
	}
	b := layout.Stack(4*px, a.channelName(r, a.width), plot, layout.Flow(a.width, 16*px, 2*px, items...), removal)
	b = b.Wide(a.width).Pad(creditInset, 0, creditInset, 0)
	b.Nodes = append(b.Nodes, a.hairline(0, a.width, 0))
	return b.Cell("credit", b.H)
}

// channelName lays out the icon and the name of a channel.
func (a *creditSheet) channelName(r creditRow, width scene.Px) layout.Block {
	const size, indent = 17 * px, 26 * px
	style := a.theme.head()
	name := style.Paragraph(r.name, width-indent, 3)
	return marked(iconOf(r.channel).block(size, a.theme.Muted), indent, name, style.Leading, rightToLeft(r.name))
}

// spreadOf draws the shares of a channel: a marker for each model, and a band
// from the lowest to the highest.
func (a *creditSheet) spreadOf(r creditRow, scale axis) layout.Block {
	b := layout.Block{W: a.width, H: scene.Px(len(a.models)-1)*creditPitch + creditMark + 6*px}
	low, high := scale.At(r.shares[r.low]), scale.At(r.shares[r.high])
	if high > low {
		b.Nodes = append(b.Nodes, &scene.Rect{Box: scene.Box{X: low, W: high - low, H: b.H}, Fill: a.theme.Accent.Tint})
		for _, x := range []scene.Px{low, high} {
			end := scene.Lines(scene.Point{X: x}, scene.Point{X: x, Y: b.H})
			end.Stroke = scene.Stroke{Paint: a.theme.Accent.Ink, Width: px}
			b.Nodes = append(b.Nodes, end)
		}
	}
	for i, share := range r.shares {
		x, y := scale.At(share), 3*px+scene.Px(i)*creditPitch
		b.Nodes = append(b.Nodes, a.modelMark(i, creditMark).At(x-creditMark/2, y)...)
	}
	return b.Titled(a.creditSaid(r))
}

// creditSaid says what a row shows.
func (a *creditSheet) creditSaid(r creditRow) string {
	said := make([]string, len(a.models))
	for i := range a.models {
		said[i] = a.model(i) + " " + a.share(r.shares[i])
	}
	return a.name(r) + a.word.colon + strings.Join(said, ", ")
}

// creditGrid draws the values of the axis across a row, and a line at 0.
func (a *creditSheet) creditGrid(scale axis, high scene.Px) []scene.Node {
	var nodes []scene.Node
	for i, t := range scale.ticks {
		line := scene.Lines(scene.Point{X: t.at}, scene.Point{X: t.at, Y: high})
		line.Stroke = scene.Stroke{Paint: a.theme.Line, Width: px}
		if i == 0 {
			line.Stroke.Paint = a.theme.Muted
		}
		nodes = append(nodes, line)
	}
	return nodes
}

func (a *creditSheet) creditAxis(scale axis) layout.Block {
	style := a.theme.small()
	left, right := max(0, scale.From-20*px), min(scale.To+20*px, a.width)
	labels := layout.Block{W: a.width, H: style.Leading, Nodes: a.below(scale, left, right, 0)}
	what := a.say("Share of the conversions", "Part des conversions")
	if a.byValue {
		what = a.say("Share of the value", "Part de la valeur")
	}
	name := style.Paragraph(what, scale.To-scale.From, 2).Pad(0, 0, 0, scale.From)
	b := layout.Stack(0, labels, name).Pad(6*px, 0, 0, 0)
	return b.Wide(a.width)
}

// restOfCredit says how many channels are not drawn.
func (a *creditSheet) restOfCredit(shown int) layout.Block {
	if shown == len(a.rows) {
		return layout.Block{}
	}
	said := a.say("and ", "et ") + a.lang.Number(float64(len(a.rows)-shown), 0) + " " + a.word.more
	return a.theme.small().Paragraph(said, a.width, 1).Pad(8*px, 0, 0, 0)
}
