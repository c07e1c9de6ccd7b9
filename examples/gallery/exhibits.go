package main

import "github.com/parcours-go/parcours/render"

// exhibits are the views, in the order of the package.
var exhibits = []exhibit{
	{"JourneyMap", func(s *shop) render.View { return render.JourneyMap{Map: s.report.Map} }},
	{"EmpathyMap", func(s *shop) render.View { return render.EmpathyMap{Persona: s.report.Map.Persona} }},
	{"Funnel", func(s *shop) render.View { return render.Funnel{Result: s.funnel} }},
}
