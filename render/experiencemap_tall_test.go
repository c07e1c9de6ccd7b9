package render_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func TestExperienceMapOnAPhone(t *testing.T) {
	testView(t, viewTest{
		name: "ExperienceMapPhone",
		sample: func(l journey.Lang) render.View {
			return ofWidth{render.ExperienceMap{Map: providersShop(l), Cycle: true}, phone}
		},
		random: func(r maker) render.View {
			return ofWidth{render.ExperienceMap{Map: withStages(r), Self: r.text(), Cycle: r.IntN(2) == 0}, phone}
		},
		filled: func(text string) render.View {
			return ofWidth{render.ExperienceMap{Map: filled(text), Self: text, Cycle: true}, 720}
		},
		empty: render.ExperienceMap{},
	})
}

func TestOnAPhoneAStageHasOnlyTheProvidersThatServeIt(t *testing.T) {
	m := &journey.Map{Stages: []journey.Stage{
		{Name: "Order", Goal: "Pay at once", Touchpoints: []journey.Touchpoint{{Name: "Checkout"}, {Name: "Wallet", Owner: "Bank"}}},
		{Name: "Wait"},
		{Name: "Receive", Touchpoints: []journey.Touchpoint{{Name: "Parcel", Owner: "Courier"}}},
	}}
	said, _ := textsAt(t, render.ExperienceMap{Map: m, Cycle: true}, phone)
	assert.Equal(t, []string{
		"1", "Order", "Goals", "Pay at once", "Who is there", "2 providers meet", "We", "Checkout", "Bank", "Wallet",
		"2", "Wait", "Who is there", "no provider",
		"3", "Receive", "Who is there", "1 provider", "Courier", "Parcel",
		"and again",
	}, said[slices.Index(said, "1"):])
}
