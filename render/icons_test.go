package render

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render/scene"
)

func TestEveryNamedChannelHasAnIconOfItsOwn(t *testing.T) {
	channels := []journey.Channel{
		journey.Web, journey.App, journey.Email, journey.SMS, journey.Phone, journey.Chat, journey.Social, journey.Search,
		journey.Ads, journey.Store, journey.Mail, journey.Parcel, journey.Venue, journey.Survey, journey.Review,
	}
	seen := map[icon]journey.Channel{iconOf("carrier pigeon"): "any other"}
	for _, c := range channels {
		assert.NotContains(t, seen, iconOf(c), "%s", c)
		seen[iconOf(c)] = c
	}
	assert.Len(t, channelIcons, len(channels))
}

func TestIconsStayOnTheirGrid(t *testing.T) {
	icons := []icon{iconContact, iconStar, iconTriangle, iconBulb, iconCheck, iconCross, iconPerson}
	for _, i := range channelIcons {
		icons = append(icons, i)
	}
	icons = append(icons, faces[1:]...)
	for _, i := range icons {
		for _, size := range []scene.Px{10 * px, 15 * px, 24 * px, 96 * px} {
			b := i.block(size, scene.RGB(0))
			box := scene.Bounds(b.Nodes[0])
			assert.True(t, scene.Box{W: size, H: size}.Contains(box), "%s at %d: %+v", i, size, box)
			assert.Greater(t, max(box.W, box.H), size/4, "%s", i)
		}
	}
}

func TestIconsAreReadAsTheyAreWritten(t *testing.T) {
	p := &scene.Path{}
	icon("M 1 2 L 3 4.5 5 6 C 1 2 3 4 5 6 Z").trace(24*px, p)
	want := &scene.Path{}
	want.MoveTo(100, 200)
	want.LineTo(300, 450)
	want.LineTo(500, 600)
	want.CurveTo(100, 200, 300, 400, 500, 600)
	want.Close()
	assert.Equal(t, want, p)
}

func TestARingIsRound(t *testing.T) {
	p := &scene.Path{}
	icon("O 12 12 10").trace(96*px, p)
	assert.Equal(t, scene.Box{X: 8 * px, Y: 8 * px, W: 80 * px, H: 80 * px}, scene.Bounds(p))
	for _, s := range p.Segments[1:5] {
		for _, q := range s.P[2:] {
			dx, dy := float64(q.X-48*px), float64(q.Y-48*px)
			assert.InDelta(t, float64(40*px)*float64(40*px), dx*dx+dy*dy, 1)
		}
	}
}
