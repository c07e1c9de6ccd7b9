package render

import "github.com/parcours-go/parcours/journey"

// touchpointTable returns the touchpoints, one a row.
func (s *sheet) touchpointTable() Table {
	t := Table{Title: s.say("Touchpoints", "Points de contact"), Columns: s.textColumns(
		s.say("Stage", "Étape"), s.say("Touchpoint", "Point de contact"), s.say("Channel", "Canal"), s.say("Provided by", "Assuré par"),
		s.say("Action", "Action"), s.say("Expectation", "Attente"), s.word.momentOfTruth, s.word.emotion,
	)}
	if !s.shows(LaneTouchpoints) {
		return t
	}
	for stage, p := range s.m.Touchpoints() {
		moment, emotion := "", ""
		if p.MomentOfTruth {
			moment = s.word.momentOfTruth
		}
		if p.Emotion.Known() {
			emotion = s.scoreText(p.Emotion)
		}
		t.Rows = append(t.Rows, []string{
			stage.Name, p.Name, p.Channel.Label(s.lang), p.Owner, p.Action, p.Expectation, moment, emotion,
		})
	}
	return t
}

// textColumns returns columns of text.
func (p *page) textColumns(names ...string) []Column {
	list := make([]Column, len(names))
	for i, name := range names {
		list[i].Name = name
	}
	return list
}

// frictionTable returns the frictions, one a row.
func (s *sheet) frictionTable() Table {
	t := Table{Title: s.say("Frictions", "Points de friction"), Columns: s.textColumns(
		s.say("Stage", "Étape"), s.say("Touchpoint", "Point de contact"), s.say("Friction", "Point de friction"),
		s.say("Severity", "Gravité"), s.say("Evidence", "Preuve"),
	)}
	if !s.shows(LaneFrictions) {
		return t
	}
	for i := range s.m.Stages {
		stage := &s.m.Stages[i]
		for f, where := range frictionsOf(stage) {
			evidence := s.together(s.evidenceFor(f.Because, f.Evidence)...)
			t.Rows = append(t.Rows, []string{stage.Name, where, f.Text, f.Severity.Label(s.lang), evidence})
		}
	}
	return t
}

// opportunityTable returns the opportunities, one a row.
func (s *sheet) opportunityTable() Table {
	t := Table{Title: s.say("Opportunities", "Opportunités"), Columns: s.textColumns(
		s.say("Stage", "Étape"), s.say("Touchpoint", "Point de contact"), s.say("Opportunity", "Opportunité"),
		s.say("Impact", "Effet"), s.say("Evidence", "Preuve"), s.say("Release", "Version"),
	)}
	if !s.shows(LaneOpportunities) {
		return t
	}
	for i := range s.m.Stages {
		stage := &s.m.Stages[i]
		for o, where := range opportunitiesOf(stage) {
			evidence := s.together(append(s.becauseOf(o.Because), o.Evidence)...)
			t.Rows = append(t.Rows, []string{stage.Name, where, o.Text, o.Impact.Label(s.lang), evidence, o.Release})
		}
	}
	return t
}

// becauseOf writes the measure that calls for something, with its n.
func (s *sheet) becauseOf(m *journey.Measure) []string {
	if m == nil || !isFinite(m.Value) {
		return nil
	}
	return []string{s.named(*m), s.sample(*m)}
}
