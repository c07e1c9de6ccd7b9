package render

// Tables returns the groups with their medians, the curves at the times that the
// drawing names, and the comparison. Errors are those of Scene.
func (v Survival) Tables(opt *Options) ([]Table, error) {
	s, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	list := []Table{s.groupTable(), s.curveTable()}
	if s.Comparison != nil && len(s.Comparison.Groups) > 0 {
		list = append(list, s.comparisonTable())
	}
	if s.Comparison != nil && len(s.Comparison.Pairs) > 0 {
		list = append(list, s.pairTable())
	}
	return list, nil
}

func (s *survivalSheet) groupTable() Table {
	t := Table{
		Title: s.title(),
		Columns: []Column{
			{Name: s.say("Group", "Groupe")}, {Name: "n", Numeric: true}, {Name: s.say("Events", "Événements"), Numeric: true},
			{Name: s.say("Censored", "Censurés"), Numeric: true}, {Name: s.say("Median", "Médiane"), Numeric: true},
		},
		Notes: s.notes()[1:],
	}
	for i, c := range s.Curves {
		t.Rows = append(t.Rows, []string{
			s.group(i), s.lang.Number(float64(c.N), 0), s.lang.Number(float64(c.Events), 0), s.lang.Number(float64(c.Censored), 0), s.median(c),
		})
	}
	return t
}

func (s *survivalSheet) curveTable() Table {
	t := Table{
		Title: s.say("Share still there", "Part encore là"),
		Columns: []Column{
			{Name: s.say("Group", "Groupe")}, {Name: s.timeWord(), Numeric: true}, {Name: s.say("At risk", "À risque"), Numeric: true},
			{Name: s.say("Share", "Part"), Numeric: true}, {Name: s.say("Interval", "Intervalle"), Numeric: true},
		},
	}
	for i, c := range s.Curves {
		for _, time := range s.named {
			step := c.At(time)
			share, interval := s.lang.Share(step.Survival, 1), "–"
			if step.AtRisk == 0 { // where the curve has ended
				share = "–"
			} else if c.Level > 0 && c.Level < 1 && c.Events > 0 && !step.Unbounded && step.Lo < step.Hi && isFinite(step.Lo) && isFinite(step.Hi) { // which they are from the first event on
				interval = s.lang.Share(step.Lo, 1) + " " + s.word.to + " " + s.lang.Share(step.Hi, 1)
			}
			t.Rows = append(t.Rows, []string{
				s.group(i), s.number(time), s.lang.Number(float64(step.AtRisk), 0), share, interval,
			})
		}
	}
	return t
}

func (s *survivalSheet) comparisonTable() Table {
	t := Table{
		Title: s.testName(),
		Columns: []Column{
			{Name: s.say("Group", "Groupe")}, {Name: "n", Numeric: true}, {Name: s.say("Events", "Événements"), Numeric: true},
			{Name: s.say("Observed", "Observés"), Numeric: true}, {Name: s.say("Expected without a difference", "Attendus sans différence"), Numeric: true},
		},
		Notes: []string{s.verdict(), s.test()},
	}
	for _, g := range s.Comparison.Groups {
		t.Rows = append(t.Rows, []string{
			g.Group, s.lang.Number(float64(g.N), 0), s.lang.Number(float64(g.Events), 0), s.lang.Number(g.Observed, 2), s.lang.Number(g.Expected, 2),
		})
	}
	return t
}

func (s *survivalSheet) pairTable() Table {
	t := Table{
		Title: s.say("Every two groups", "Les groupes deux à deux"),
		Columns: []Column{
			{Name: s.say("Group", "Groupe")}, {Name: s.say("Other group", "Autre groupe")}, {Name: "χ²", Numeric: true},
			{Name: "p", Numeric: true}, {Name: s.say("p for so many pairs (Holm)", "p pour autant de paires (Holm)"), Numeric: true},
		},
	}
	for _, pair := range s.Comparison.Pairs {
		t.Rows = append(t.Rows, []string{
			pair.A, pair.B, s.lang.Number(pair.ChiSquare, 2), s.probability(pair.P), s.probability(pair.Adjusted),
		})
	}
	return t
}
