package render_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestTallMap(t *testing.T) {
	tall := func(m *journey.Map) render.View { return render.JourneyMap{Map: m, Shape: render.Tall} }
	testView(t, viewTest{
		name:   "TallMap",
		sample: func(l journey.Lang) render.View { return tall(shop(l)) },
		random: func(r maker) render.View { return tall(r.journey()) },
		filled: func(text string) render.View { return ofWidth{tall(filled(text)), 720} },
		empty:  render.JourneyMap{Shape: render.Tall},
	})
}

// An ofWidth is a view that is always drawn in that width, so that texts of
// different widths have the same number of lines.
type ofWidth struct {
	render.View
	width int
}

func (v ofWidth) Scene(opt *render.Options) (*scene.Scene, error) {
	o := render.Options{}
	if opt != nil {
		o = *opt
	}
	o.Width = v.width
	return v.View.Scene(&o)
}

// tallMap lays a map out for a phone of that width.
func tallMap(t *testing.T, m *journey.Map, width int) *scene.Scene {
	t.Helper()
	s, err := render.JourneyMap{Map: m, Shape: render.Tall}.Scene(&render.Options{Width: width})
	require.NoError(t, err)
	return s
}

func TestATallMapIsAsWideAsAPhone(t *testing.T) {
	for asked, want := range map[int]scene.Px{0: 390, 10: 320, 320: 320, 412: 412, 720: 720, 4000: 720} {
		assert.Equal(t, want*scene.Pixel, tallMap(t, shop("en"), asked).W, "asked for %d", asked)
	}
}

func TestATallMapSaysWhatAWideOneSays(t *testing.T) {
	plain := func(s *scene.Scene) string {
		return strings.NewReplacer("\n", "", " ", "", "\u00a0", "").Replace(said(s))
	}
	tall := plain(tallMap(t, shop("en"), 720))
	for _, stage := range shop("en").Stages {
		for _, text := range append([]string{stage.Name, stage.Goal, stage.Owner}, stage.Actions...) {
			assert.Contains(t, tall, strings.ReplaceAll(text, " ", ""))
		}
		for _, touchpoint := range stage.Touchpoints {
			assert.Contains(t, tall, strings.ReplaceAll(touchpoint.Name, " ", ""))
		}
	}
	assert.Contains(t, tall, "23.6%goon")
	assert.Contains(t, tall, "76.4%leave")
}

func TestTheCardsOfATallMapStandBelowEachOther(t *testing.T) {
	bottom, cards := scene.Px(0), 0
	for v := range tallMap(t, shop("en"), 390).Walk() {
		if g, ok := v.Node.(*scene.Group); ok && g.Role == "card" {
			assert.Greater(t, g.Cell.Y, bottom)
			bottom, cards = g.Cell.Bottom(), cards+1
		}
	}
	assert.Equal(t, 6, cards)
}

func TestTheTurnedCurveStaysWithinTheFeelings(t *testing.T) {
	stages := make([]journey.Stage, 5)
	for i, e := range []journey.Emotion{1, 5, 1.5, 4, 2} {
		stages[i] = journey.Stage{Name: "s", Emotion: e}
	}
	var points, curve scene.Box
	for v := range tallMap(t, &journey.Map{Stages: stages}, 390).Walk() {
		switch n := v.Node.(type) {
		case *scene.Path:
			if n.Stroke.Width == 250 {
				curve = v.Box
				require.Len(t, n.Segments, 5)
			}
		case *scene.Circle:
			if n.R == 550 && len(v.Roles) > 0 && v.Roles[0] == "lane" {
				points = hull(points, scene.Box{X: n.X, Y: n.Y})
			}
		}
	}
	assert.Equal(t, points, curve)
}

// hull returns the box around two, of which the zero Box is none.
func hull(a, b scene.Box) scene.Box {
	if a == (scene.Box{}) {
		return b
	}
	x, y := min(a.X, b.X), min(a.Y, b.Y)
	return scene.Box{X: x, Y: y, W: max(a.Right(), b.Right()) - x, H: max(a.Bottom(), b.Bottom()) - y}
}

func TestAShapeOfNoKindIsAnError(t *testing.T) {
	_, err := render.JourneyMap{Map: shop("en"), Shape: "round"}.Scene(nil)
	assert.ErrorContains(t, err, `unknown shape "round"`)
	_, err = render.JourneyMap{Map: shop("en"), Shape: "round"}.Tables(nil)
	assert.ErrorContains(t, err, `unknown shape "round"`)
}

func TestATallMapHasTheCurvesOfOtherMaps(t *testing.T) {
	v := beside("en")
	v.Shape = render.Tall
	s, err := v.Scene(nil)
	require.NoError(t, err)
	assert.Empty(t, faults(s))
	all := strings.Join(titles(s), "\n")
	assert.Contains(t, all, "Karim Benali, Discover, Emotion: 3.2 of 5, neutral")
	assert.Contains(t, all, "Order, Emotion: 2.1 of 5, annoyed")
	assert.Contains(t, said(s), "Karim Benali\n")
}

func TestATallMapWithoutTheLaneOfCustomersDoesNotSayWhoGoesOn(t *testing.T) {
	s, err := render.JourneyMap{Map: shop("en"), Shape: render.Tall, Hide: []render.Lane{render.LaneCustomers}}.Scene(nil)
	require.NoError(t, err)
	assert.NotContains(t, said(s), "go on")
	assert.NotContains(t, said(s), "leave")
}
