package main

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/comparison"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/friction"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/persona/segment"
	"github.com/parcours-go/parcours/render"
)

// A shop is what the views show: a synthetic shop, and what was computed of it.
type shop struct {
	lang    journey.Lang
	report  *kpi.Report
	changes *comparison.Result // against the same shop with a better checkout

	funnel  *funnel.Result
	flow    *flow.Result
	steps   *flow.Result
	cohorts *retention.Result
	lives   []survival.Curve
	compare *survival.Comparison
	dwell   *dwell.Result
	credit  *attribution.Result
	scores  *segment.Scores
	answers *survey.Result
}

// openShop makes the shop, and computes what is drawn of it in that language.
func openShop(lang journey.Lang) (*shop, error) {
	s := &shop{lang: lang}
	truth := journeytest.Usual()
	truth.Regulars, truth.Basket = journeytest.Regulars{R: 0.4, Alpha: 30, A: 0.8, B: 2.4}, 0.5
	log, err := event.Collect(journeytest.Shop{Truth: truth}.Events())
	if err != nil {
		return nil, err
	}
	m := s.drawn()
	if err := s.measure(m, log); err != nil {
		return nil, err
	}
	if err := s.improve(m, truth); err != nil {
		return nil, err
	}
	return s, s.count(m, log)
}

// drawn returns the map of the shop as somebody drew it.
func (s *shop) drawn() *journey.Map {
	m := template.Ecommerce(s.lang)
	m.Currency, m.State = "EUR", journey.Current
	m.Persona = camille(in(s.lang))
	m.Targets = []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.1}, {Measure: journey.MeasureAbandonment, Op: journey.AtMost, Value: 0.5}}
	behindTheScenes(m, in(s.lang))
	return m
}

// measure finds the frictions of the shop and measures its journey.
func (s *shop) measure(m *journey.Map, log *event.Log) error {
	found, err := friction.Find(m, log, nil)
	if err != nil {
		return err
	}
	s.report, err = kpi.Analyze(found.Map, log, &kpi.Options{Source: in(s.lang)("synthetic shop", "boutique synthétique")})
	return err
}

// improve measures the shop after its checkout was made easier.
func (s *shop) improve(m *journey.Map, truth journeytest.Truth) error {
	truth.Conversion[2] = min(1, truth.Conversion[2]+0.08)
	later := journeytest.Shop{Truth: truth, Seed: 4, Start: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}
	log, err := event.Collect(later.Events())
	if err != nil {
		return err
	}
	found, err := friction.Find(m, log, nil)
	if err != nil {
		return err
	}
	report, err := kpi.Analyze(found.Map, log, nil)
	if err != nil {
		return err
	}
	s.changes, err = comparison.Compare(s.report.Map, report.Map, nil)
	return err
}

// count computes what the charts show.
func (s *shop) count(m *journey.Map, log *event.Log) error {
	_, end := log.Span()
	for _, compute := range []func() error{
		func() (err error) {
			s.funnel, err = funnel.Compute(log, funnel.Steps(m), &funnel.Options{Window: 30 * 24 * time.Hour, By: funnel.Channel})
			return err
		},
		func() (err error) {
			s.flow, err = flow.Compute(log, &flow.Options{By: flow.ByStage, Map: m, Collapse: true, Customers: true})
			return err
		},
		func() (err error) {
			s.steps, err = flow.Compute(log, &flow.Options{Top: 8, Collapse: true, Steps: 5, Customers: true})
			return err
		},
		func() (err error) {
			s.cohorts, err = retention.Compute(log, nil, nil, &retention.Options{Period: retention.Week, Births: retention.FirstEver})
			return err
		},
		s.survive,
		func() (err error) { s.dwell, err = dwell.Compute(m, log, nil); return err },
		func() (err error) { s.credit, err = attribution.FromPaths(campaigns, nil); return err },
		func() (err error) { s.scores, err = segment.RFM(log.Interactions("purchase"), end, nil); return err },
		func() (err error) {
			s.answers, err = survey.Compute(m, log, survey.Satisfaction(), &survey.Options{Period: survey.Week})
			return err
		},
	} {
		if err := compute(); err != nil {
			return err
		}
	}
	return nil
}

// survive computes how long subscribers of two plans stay: whoever is still there
// after two years is censored.
func (s *shop) survive() (err error) {
	r := rand.New(rand.NewPCG(1, 2))
	say, data := in(s.lang), []survival.Observation{}
	for _, plan := range []struct {
		name string
		days float64 // that they stay, on average
		n    int
	}{{say("Monthly", "Mensuel"), 260, 180}, {say("Yearly", "Annuel"), 620, 140}} {
		for range plan.n {
			stays, seen := r.ExpFloat64()*plan.days, 365+r.Float64()*365
			data = append(data, survival.Observation{Time: math.Round(min(stays, seen)), Event: stays < seen, Group: plan.name})
		}
	}
	collected := survival.Collect(data)
	if s.lives, err = survival.KaplanMeier(collected, nil); err != nil {
		return err
	}
	s.compare, err = survival.LogRank(collected, nil)
	return err
}

// cards returns the figures of the whole journey, that of contentment with its
// history.
func (s *shop) cards() []render.Card {
	var cards []render.Card
	for _, m := range s.report.Map.Measures {
		card := render.Card{Measure: m, Targets: s.report.Map.Targets}
		if m.Name == journey.MeasureCSAT {
			card.History = render.PeriodsOf(s.answers)
		}
		cards = append(cards, card)
	}
	return cards
}

// campaigns are the ways by which customers came: in the log of the shop each
// keeps to one channel.
var campaigns = []attribution.Path{
	{Channels: []journey.Channel{journey.Ads, journey.Search, journey.Email}, Conversions: 120, Value: 5400, Nulls: 900},
	{Channels: []journey.Channel{journey.Ads, journey.Web}, Conversions: 90, Value: 3600, Nulls: 1400},
	{Channels: []journey.Channel{journey.Search}, Conversions: 160, Value: 8000, Nulls: 1100},
	{Channels: []journey.Channel{journey.Social, journey.Search, journey.Web}, Conversions: 70, Value: 3150, Nulls: 800},
	{Channels: []journey.Channel{journey.Email}, Conversions: 140, Value: 4200, Nulls: 500},
	{Channels: []journey.Channel{journey.Social}, Conversions: 15, Value: 600, Nulls: 1300},
	{Channels: []journey.Channel{journey.Review, journey.Search, journey.Email}, Conversions: 85, Value: 4700, Nulls: 260},
}
