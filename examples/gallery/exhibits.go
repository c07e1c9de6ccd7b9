package main

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

// exhibits are the views: maps, people, comparisons, charts.
var exhibits = []exhibit{
	{"JourneyMap", func(s *shop) render.View { return render.JourneyMap{Map: s.report.Map} }},
	{"JourneyMap-compact", func(s *shop) render.View { return render.JourneyMap{Map: s.report.Map, Shape: render.Compact} }},
	{"JourneyMap-tall", func(s *shop) render.View { return render.JourneyMap{Map: s.report.Map, Shape: render.Tall} }},
	{"Blueprint", func(s *shop) render.View { return render.Blueprint{Map: s.report.Map} }},
	{"ExperienceMap", func(s *shop) render.View {
		return render.ExperienceMap{Map: s.report.Map, Self: in(s.lang)("The shop", "La boutique"), Cycle: true}
	}},
	{"EmpathyMap", func(s *shop) render.View { return render.EmpathyMap{Persona: s.report.Map.Persona} }},
	{"EmpathyMap-canvas", func(s *shop) render.View {
		return render.EmpathyMap{Persona: s.report.Map.Persona, Form: render.EmpathyCanvas}
	}},
	{"PersonaCard", func(s *shop) render.View {
		return render.PersonaCard{Persona: s.report.Map.Persona, Measures: s.report.Map.Measures, Currency: s.report.Map.Currency}
	}},
	{"StoryMap", func(s *shop) render.View { return render.StoryMap{Map: s.report.Map} }},
	{"Compare", func(s *shop) render.View { return render.Compare{Result: s.changes} }},
	{"Funnel", func(s *shop) render.View { return render.Funnel{Result: s.funnel, Currency: s.report.Map.Currency} }},
	{"Flow", func(s *shop) render.View { return render.Flow{Result: s.flow} }},
	{"Flow-steps", func(s *shop) render.View { return render.Flow{Result: s.steps} }},
	{"Cohorts", func(s *shop) render.View { return render.Cohorts{Result: s.cohorts} }},
	{"Survival", func(s *shop) render.View {
		return render.Survival{Curves: s.lives, Comparison: s.compare, Unit: in(s.lang)("days", "jours")}
	}},
	{"Segments", func(s *shop) render.View { return render.Segments{Scores: s.scores, Currency: s.report.Map.Currency} }},
	{"Distribution", func(s *shop) render.View { return render.Distribution{Result: s.dwell} }},
	{"Attribution", func(s *shop) render.View { return render.Attribution{Result: s.credit} }},
	{"Cards", func(s *shop) render.View { return render.Cards{Cards: s.cards(), Currency: s.report.Map.Currency} }},
	{"Trend", func(s *shop) render.View {
		trend := render.TrendOf(s.answers)
		trend.Targets = []journey.Target{{Measure: journey.MeasureSatisfaction, Op: journey.AtLeast, Value: 3.6}}
		return trend
	}},
}
