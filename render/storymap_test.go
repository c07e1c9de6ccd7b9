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

// plannedShop is the shop with stories in releases.
func plannedShop(l journey.Lang) *journey.Map {
	say, m := inLang(l), shop(l)
	spring, autumn := say("Spring", "Printemps"), say("Autumn", "Automne")
	m.Stages[0].Opportunities[0].Release = autumn
	m.Stages[1].Opportunities[0].Release = spring
	m.Stages[1].Touchpoints[2].Opportunities = []journey.Opportunity{
		{Text: say("Answer until ten in the evening", "Répondre jusqu’à vingt-deux heures"), Impact: journey.MediumImpact, Evidence: say("12 interviews", "12 entretiens"), Release: autumn},
	}
	m.Stages[2].Opportunities[0].Release = spring
	m.Stages[2].Opportunities[1].Release = spring
	m.Stages[3].Opportunities = []journey.Opportunity{{Text: say("A two-hour slot at order", "Un créneau de deux heures dès la commande"), Impact: journey.MediumImpact, Release: spring}}
	m.Stages[4].Opportunities[0].Release = autumn
	return m
}

func (r maker) planned() *journey.Map {
	m := r.journey()
	m.Stages = append(m.Stages, r.stage())
	names := append([]string{"", "", "v1", "v2"}, r.texts(3)...)
	plan := func(list []journey.Opportunity) {
		for i := range list {
			list[i].Release = names[r.IntN(len(names))]
		}
	}
	for i := range m.Stages {
		plan(m.Stages[i].Opportunities)
		for j := range m.Stages[i].Touchpoints {
			plan(m.Stages[i].Touchpoints[j].Opportunities)
		}
	}
	return m
}

func TestStoryMap(t *testing.T) {
	testView(t, viewTest{
		name: "StoryMap",
		sample: func(l journey.Lang) render.View {
			return render.StoryMap{Map: plannedShop(l), Releases: []string{inLang(l)("Spring", "Printemps")}}
		},
		random: func(r maker) render.View {
			return render.StoryMap{Map: r.planned(), Releases: [][]string{nil, {"v2", "v1", "v9"}, r.texts(3)}[r.IntN(3)], Title: []string{"", r.text()}[r.IntN(2)]}
		},
		filled: func(text string) render.View {
			return render.StoryMap{Map: filled(text), Releases: []string{text}, Title: text}
		},
		empty: render.StoryMap{Map: &journey.Map{Title: "Nothing yet"}},
	})
}

// releaseOrder returns the releases as the table has them.
func releaseOrder(t *testing.T, v render.StoryMap) (names []string) {
	t.Helper()
	tables, err := v.Tables(nil)
	require.NoError(t, err)
	for _, row := range tables[1].Rows {
		if len(names) == 0 || names[len(names)-1] != row[0] {
			names = append(names, row[0])
		}
	}
	return names
}

func TestReleasesStandInTheirOrderAndWhatIsNotPlannedLast(t *testing.T) {
	m := plannedShop(journey.English)
	assert.Equal(t, []string{"Autumn", "Spring", "Later"}, releaseOrder(t, render.StoryMap{Map: m}), "as they appear")
	assert.Equal(t, []string{"Spring", "Autumn", "Later"}, releaseOrder(t, render.StoryMap{Map: m, Releases: []string{"Spring"}}))
	m.Stages[0].Opportunities[0].Release = ""
	assert.Equal(t, []string{"Spring", "Autumn", "Later"}, releaseOrder(t, render.StoryMap{Map: m}))
}

func TestTheFirstReleaseIsTheWalkingSkeleton(t *testing.T) {
	v := render.StoryMap{Map: plannedShop(journey.English), Releases: []string{"Spring", "Winter"}}
	s, err := v.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, s.Desc, "6 activities: Discover, Choose, Order, Receive, Wear and return, Recommend. "+
		"Spring: 4 stories (walking skeleton); Winter: 0 stories; Autumn: 3 stories; Later: 1 story. "+
		"The first release has nothing for: Discover, Wear and return, Recommend.")
	text := plainSpaces(said(s))
	assert.Equal(t, 1, strings.Count(text, "Walking skeleton"))
	assert.Contains(t, text, "Walking skeleton Spring 4 stories at 3 of 6 activities")
	assert.Contains(t, text, "Winter 0 stories Nothing planned yet")
}

func TestWithoutAReleaseThereIsNoWalkingSkeleton(t *testing.T) {
	m := shop(journey.English)
	for i := range m.Stages {
		for j := range m.Stages[i].Opportunities {
			m.Stages[i].Opportunities[j].Release = ""
		}
	}
	s, err := render.StoryMap{Map: m}.Scene(nil)
	require.NoError(t, err)
	assert.NotContains(t, strings.ToLower(said(s)+s.Desc), "walking skeleton")
	assert.Contains(t, s.Desc, "Later: ")
}

func TestStoriesStandBelowTheirStage(t *testing.T) {
	s, err := render.StoryMap{Map: plannedShop(journey.English)}.Scene(nil)
	require.NoError(t, err)
	at := func(beginning string) scene.Box {
		for v := range s.Walk() {
			if strings.HasPrefix(content(v.Node), beginning) {
				return v.Box
			}
		}
		require.Fail(t, "not drawn", beginning)
		return scene.Box{}
	}
	stage, task, story := at("Choose"), at("Product page"), at("Show the size")
	assert.Less(t, stage.Y, task.Y)
	assert.Less(t, task.Y, story.Y)
	next := at("Order")
	for _, box := range []scene.Box{task, story} {
		assert.GreaterOrEqual(t, box.X, stage.X)
		assert.Less(t, box.Right(), next.X)
	}
}

func TestOnANarrowDrawingStoriesNameTheirStage(t *testing.T) {
	v := render.StoryMap{Map: plannedShop(journey.English), Releases: []string{"Spring"}}
	s, err := v.Scene(&render.Options{Width: 390})
	require.NoError(t, err)
	assert.Equal(t, 390*scene.Pixel, s.W)
	assert.Contains(t, plainSpaces(said(s)), "2 Choose Show the size that other buyers kept High impact")
}

func TestAStoryMapHasBounds(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{{Name: "A", Opportunities: make([]journey.Opportunity, 2001)}}}
	_, err := render.StoryMap{Map: m}.Scene(nil)
	assert.EqualError(t, err, "render: 2001 opportunities: at most 2000 can be drawn")
	_, err = render.StoryMap{}.Scene(nil)
	assert.EqualError(t, err, "render: a story map without a stage")
}

func TestTheTableOfAStoryMapSaysWhereAStoryStands(t *testing.T) {
	m := &journey.Map{Lang: "fr", Stages: []journey.Stage{{Name: "Payer", Touchpoints: []journey.Touchpoint{
		{Name: "Panier", Opportunities: []journey.Opportunity{{Text: "Dire le total", Release: "iOS 2", Impact: journey.HighImpact}}},
	}}}}
	tables, err := render.StoryMap{Map: m}.Tables(nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"iOS 2", "Payer", "Panier", "Dire le total", "effet fort", ""}, tables[1].Rows[0])
	assert.Equal(t, "Effet", tables[1].Columns[4].Name)
	s, err := render.StoryMap{Map: m}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, said(s), "pour 1 activité sur 1\n")
}
