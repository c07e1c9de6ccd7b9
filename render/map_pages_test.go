package render_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
	"github.com/parcours-go/parcours/render/svg"
)

var papers = []render.Paper{render.A4Landscape, render.A4Portrait, render.A3Landscape, render.A3Portrait}

// pagesOf lays a map out on pages.
func pagesOf(t *testing.T, m *journey.Map, paper render.Paper, opt *render.Options) []*scene.Scene {
	t.Helper()
	pages, err := render.JourneyMap{Map: m}.Pages(paper, opt)
	require.NoError(t, err)
	return pages
}

func TestPagesAreDrawnAsTheyWere(t *testing.T) {
	for _, lang := range bothLanguages {
		var b bytes.Buffer
		require.NoError(t, svg.Encode(&b, pagesOf(t, shop(lang), render.A4Landscape, nil)[2], nil))
		golden(t, fmt.Sprint("JourneyMap_page_", lang), b.Bytes())
	}
}

func TestAPageHasTheSizeOfItsPaper(t *testing.T) {
	for paper, want := range map[render.Paper][2]scene.Px{
		render.A4Landscape: {112251, 79370}, render.A4Portrait: {79370, 112251},
		render.A3Landscape: {158740, 112251}, render.A3Portrait: {112251, 158740},
	} {
		for _, page := range pagesOf(t, shop("en"), paper, &render.Options{Width: 390}) {
			assert.Equal(t, want, [2]scene.Px{page.W, page.H}, paper)
			assert.Equal(t, render.Light().Background, page.Background)
		}
	}
}

// Whatever a map holds stands on some page, and nothing leaves one.
func TestPagesHaveAllThatAWideMapHas(t *testing.T) {
	const maps, parts = 10_000, 4
	for part := range uint64(parts) {
		t.Run(fmt.Sprint("part ", part), func(t *testing.T) {
			t.Parallel()
			for seed := part; seed < maps; seed += parts {
				r := newMaker(seed)
				m := r.journey()
				opt := &render.Options{Lang: bothLanguages[r.IntN(2)]}
				pages := pagesOf(t, m, papers[r.IntN(len(papers))], opt)
				for _, page := range pages {
					require.Empty(t, faults(page), "seed %d", seed)
					require.Empty(t, cutShort(page), "seed %d", seed)
				}
				if seed%10 >= parts {
					continue // the texts of four maps in ten are looked for
				}
				all := columnsOf(pages)
				wide, err := render.JourneyMap{Map: m}.Scene(opt)
				require.NoError(t, err)
				for v := range wide.Walk() {
					if line := unbroken(content(v.Node)); !strings.Contains(all, line) {
						t.Fatalf("seed %d: %q is on no page", seed, content(v.Node))
					}
				}
			}
		})
	}
}

// columnsOf returns the texts of all pages and their equivalents, and then
// those of each column, from page to page: an entry that is higher than a page
// goes on there.
func columnsOf(pages []*scene.Scene) string {
	all, columns := "", map[scene.Px]string{}
	for _, page := range pages {
		all += said(page) + strings.Join(titles(page), "\n")
		for v := range page.Walk() {
			if len(v.Cells) > 0 && v.Roles[len(v.Roles)-1] != "head" {
				columns[v.Cells[len(v.Cells)-1].X] += content(v.Node)
			}
		}
	}
	for _, x := range slices.Sorted(maps.Keys(columns)) {
		all += "\n" + columns[x]
	}
	return unbroken(all)
}

// unbroken returns a text without what changes where lines break.
func unbroken(s string) string {
	return strings.NewReplacer("\n", "", " ", "", "\u00a0", "", "\u202f", "", "-", "", "·", "", "…", "", "\u00ad", "", "\u200b", "").Replace(s)
}

func TestHeadsAndNamesOfLanesStandOnEveryPage(t *testing.T) {
	pages := pagesOf(t, row(6, 40), render.A4Landscape, nil)
	require.Greater(t, len(pages), 6)
	touchpoints := 0
	for i, page := range pages[1:] {
		out := said(page)
		assert.True(t, strings.Contains(out, "Discover\n") != strings.Contains(out, "Receive\n"), "page %d has the heads of three stages", i+2)
		if strings.Contains(out, "Touchpoints\n") {
			touchpoints++
		}
	}
	assert.Greater(t, touchpoints, 4, "a lane that goes on has its name again")
}

func TestPagesAreNumbered(t *testing.T) {
	pages := pagesOf(t, shop("en"), render.A4Landscape, nil)
	for i, page := range pages {
		assert.Contains(t, said(page), fmt.Sprintf("%d / %d\n", i+1, len(pages)))
		assert.Contains(t, page.Desc, fmt.Sprintf("Page %d of %d", i+1, len(pages)))
		assert.Equal(t, i == len(pages)-1, strings.Contains(said(page), "148,220 events"), "the footer stands on the last page")
	}
	assert.Contains(t, pages[0].Desc, "Highest drop-off rate after Choose")
	assert.Contains(t, pages[2].Desc, "has the stages Discover, Choose, Order, with ")
	french := pagesOf(t, shop("fr"), render.A4Landscape, nil)
	assert.Contains(t, french[2].Desc, "contient les étapes Découvrir, Choisir, Commander, avec ")
	one := &journey.Map{Stages: []journey.Stage{{Name: "Pay", Goal: "g"}}}
	assert.Contains(t, pagesOf(t, one, render.A4Landscape, nil)[0].Desc, "has the stage Pay, with Goals.")
	assert.Contains(t, pagesOf(t, one, render.A4Landscape, &render.Options{Lang: "fr"})[0].Desc, "contient l’étape Pay, avec Buts.")
}

// A touchpoint of one entry is never divided: its channel stands below it.
func TestALaneIsCutBetweenTwoEntries(t *testing.T) {
	stage := journey.Stage{Name: "s"}
	for i := range 60 {
		stage.Touchpoints = append(stage.Touchpoints, journey.Touchpoint{
			Name: fmt.Sprintf("touchpoint%02d", i), Channel: journey.Channel(fmt.Sprintf("channel%02d", i)), Action: fmt.Sprintf("action%02d", i),
		})
	}
	pages := pagesOf(t, &journey.Map{Stages: []journey.Stage{stage, {Name: "t"}, {Name: "u"}}}, render.A4Landscape, nil)
	require.Greater(t, len(pages), 3)
	all := ""
	for _, page := range pages {
		all += said(page)
	}
	for i := range 60 {
		entry := fmt.Sprintf("touchpoint%02d\nchannel%02d\naction%02d\n", i, i, i)
		assert.Equal(t, 1, strings.Count(all, entry), entry)
	}
}

func TestTheCurveGoesOnOnTheNextPage(t *testing.T) {
	var ends []scene.Point
	var neutral []scene.Px // the height of the dashed line on each page
	for _, page := range pagesOf(t, shop("en"), render.A4Landscape, nil) {
		for v := range page.Walk() {
			if p, ok := v.Node.(*scene.Path); ok && p.Stroke.Width == 250 {
				ends = append(ends, p.Segments[0].P[0], p.Segments[len(p.Segments)-1].P[2])
			} else if ok && p.Stroke.Dash == 400 {
				neutral = append(neutral, v.Box.Y)
			}
		}
	}
	require.Len(t, ends, 4)
	require.Len(t, neutral, 2)
	assert.Equal(t, ends[1].Y-neutral[0], ends[2].Y-neutral[1], "it comes in at the height at which it went out")
	assert.Greater(t, ends[1].X, 1060*scene.Pixel)
	assert.Less(t, ends[2].X, 143*scene.Pixel)
}

func TestPagesThatCannotBePrinted(t *testing.T) {
	_, err := render.JourneyMap{Map: shop("en")}.Pages("napkin", nil)
	assert.ErrorContains(t, err, `unknown paper "napkin"`)
	_, err = render.JourneyMap{Map: shop("en"), Shape: render.Tall}.Pages(render.A4Landscape, nil)
	assert.ErrorContains(t, err, "no other shape")
	_, err = render.JourneyMap{}.Pages(render.A4Landscape, nil)
	assert.ErrorContains(t, err, "without a map")
	_, err = render.JourneyMap{Map: row(900, 35)}.Pages(render.A4Portrait, nil)
	assert.ErrorContains(t, err, "more than 500 pages")
	assert.Len(t, pagesOf(t, &journey.Map{}, render.A4Portrait, nil), 1, "an empty map has a page")
}
