package render

import "strings"

// Tables returns the share and the credit of each channel by each model.
func (v Attribution) Tables(opt *Options) ([]Table, error) {
	a, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	t := Table{Title: a.title, Columns: []Column{{Name: a.say("Channel", "Canal")}}}
	for i := range a.models {
		t.Columns = append(t.Columns, Column{a.model(i), true}, Column{a.model(i) + ", " + a.creditUnit(), true})
	}
	if a.removal() {
		t.Columns = append(t.Columns, Column{a.say("Removal effect", "Effet de retrait"), true})
	}
	for _, r := range a.rows {
		row := []string{r.name}
		for i := range a.models {
			row = append(row, a.share(r.shares[i]), a.credit(i, r.credits[i]))
		}
		if a.removal() {
			row = append(row, a.share(r.removal))
		}
		t.Rows = append(t.Rows, row)
	}
	t.Notes = append([]string{a.finding(), strings.Join(a.evidence(), ", ") + "."}, a.notes()...)
	return []Table{t}, nil
}

func (a *creditSheet) creditUnit() string {
	if a.byValue {
		return a.say("value", "valeur")
	}
	return a.say("conversions", "conversions")
}

// describe says in words what the drawing shows.
func (a *creditSheet) describe() string {
	said := a.say("Credit of ", "Crédit de ") + a.count(len(a.rows), a.say("channel", "canal"), a.say("channels", "canaux")) +
		a.say(" by ", " selon ") + a.count(len(a.models), a.say("model", "modèle"), a.say("models", "modèles")) + ". " + strings.Join(a.evidence(), ", ") + ". " + a.finding()
	for i, r := range a.rows[:min(len(a.rows), 10)] {
		if i == 0 {
			said += a.say(" In order: ", " Dans l’ordre\u00a0: ")
		} else {
			said += a.word.semicolon
		}
		said += a.name(r) + " " + a.span(r)
	}
	return said + "."
}
