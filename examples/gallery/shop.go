package main

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi"
)

// A shop is what the views show: a synthetic shop, and what was computed of it.
type shop struct {
	lang   journey.Lang
	log    *event.Log
	report *kpi.Report
}

// openShop makes the shop and computes what is drawn of it.
func openShop(lang journey.Lang) (*shop, error) {
	truth := journeytest.Usual()
	truth.Regulars, truth.Basket = journeytest.Regulars{R: 0.4, Alpha: 30, A: 0.8, B: 2.4}, 0.5
	log, err := event.Collect(journeytest.Shop{Truth: truth}.Events())
	if err != nil {
		return nil, err
	}
	m := template.Ecommerce(lang)
	m.Currency = "EUR"
	report, err := kpi.Analyze(m, log, &kpi.Options{Source: "synthetic shop"})
	if err != nil {
		return nil, err
	}
	return &shop{lang: lang, log: log, report: report}, nil
}
