package render_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

const phone = 390 // pixels

func TestBlueprintOnAPhone(t *testing.T) {
	testView(t, viewTest{
		name:   "BlueprintPhone",
		sample: func(l journey.Lang) render.View { return ofWidth{render.Blueprint{Map: blueprintShop(l)}, phone} },
		random: func(r maker) render.View { return ofWidth{render.Blueprint{Map: withStages(r)}, phone} },
		filled: func(text string) render.View { return ofWidth{render.Blueprint{Map: filled(text)}, 720} },
		empty:  render.Blueprint{},
	})
}

// textsAt lays a view out in a width and returns its texts as they are read.
func textsAt(t *testing.T, v render.View, width int) (said []string, s *scene.Scene) {
	t.Helper()
	s, err := v.Scene(&render.Options{Width: width, Lang: journey.English})
	require.NoError(t, err)
	for v := range s.Walk() {
		if text, ok := v.Node.(*scene.Text); ok {
			said = append(said, text.Content)
		}
	}
	return said, s
}

func TestOnAPhoneEachStageOfABlueprintHasTheLinesBetweenItsOwnRows(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "Order", Actions: []string{"Pays"}, Frontstage: []string{"Shows the total"}, Backstage: []string{"Reserves"}},
		{Name: "Receive", Actions: []string{"Unpacks"}, Support: []string{"Courier"}},
	}}
	said, s := textsAt(t, render.Blueprint{Map: m}, phone)
	assert.Equal(t, phone*100, int(s.W))
	assert.Equal(t, []string{
		"1", "Order", "Customer actions", "Pays", "Line of interaction", "Front stage", "Shows the total",
		"Line of visibility", "Back stage", "Reserves",
		"2", "Receive", "Customer actions", "Unpacks", "Line of internal interaction", "Support processes", "Courier",
	}, said[slices.Index(said, "1"):])
}

func TestStagesStandSideBySideFromTheWidthOfATabletOn(t *testing.T) {
	for _, v := range []render.View{
		render.Blueprint{Map: blueprintShop(journey.English)}, render.ExperienceMap{Map: providersShop(journey.English)},
	} {
		_, s := textsAt(t, v, 720)
		assert.Equal(t, 720_00, int(s.W))
		_, s = textsAt(t, v, 721)
		assert.Greater(t, int(s.W), 1000_00, "columns keep the width of their text")
	}
}
