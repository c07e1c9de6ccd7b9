package render

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/internal/text"
	"github.com/parcours-go/parcours/render/scene"
)

// A Funnel draws how far customers come: a bar for each step, as long as many
// reached it. The filled part went on, the hatched part took no further step,
// and where that part is largest it says so. Between two bars stands which share
// went on, with its interval.
//
// The segments follow as small funnels of one scale, each with its conversion
// and how it compares with the others; 24 of them at most, the others are in the
// tables. What those who left did next is in the tables only.
type Funnel struct {
	Result *funnel.Result

	Title    string // "" names the first and the last step
	Currency string // ISO 4217 code of the values, or ""
}

var errNoFunnel = errors.New("render: a funnel without steps")

const (
	mostFunnelSteps    = 100
	mostFunnelSegments = 24
	funnelUsual        = 1120 // pixels
)

// Scene lays the funnel out.
func (v Funnel) Scene(opt *Options) (*scene.Scene, error) {
	f, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	heading := f.heading(f.say("FUNNEL", "ENTONNOIR"), f.title, f.finding(f.stepName))
	return f.drawing(f.title, f.describe(), heading, f.steps(), f.key(), f.segments(), f.foot()), nil
}

// A funnelSheet is a funnel while it is laid out.
type funnelSheet struct {
	*page
	*funnel.Result
	title     string
	one, many string // what is counted
	worst     int    // the step that loses the largest share; -1 if none does
	most      int    // who reached a step
}

// sheet checks the view and begins it.
func (v Funnel) sheet(opt *Options) (*funnelSheet, error) {
	if v.Result == nil || len(v.Result.All.Steps) == 0 {
		return nil, errNoFunnel
	}
	if n := len(v.Result.All.Steps); n > mostFunnelSteps {
		return nil, fmt.Errorf("render: a funnel of %d steps: at most %d can be drawn", n, mostFunnelSteps)
	}
	p, err := newPage(opt, "", funnelUsual, chartLeast)
	if err != nil {
		return nil, err
	}
	p.currency = v.Currency
	f := &funnelSheet{page: p, Result: v.Result, worst: worstStep(v.Result.All.Steps)}
	f.one, f.many = f.unit()
	f.title = text.Clean(v.Title)
	if f.title == "" {
		f.title = f.usualTitle()
	}
	for _, s := range f.All.Steps {
		f.most = max(f.most, s.Reached)
	}
	return f, nil
}

// unit returns the word for what is counted.
func (f *funnelSheet) unit() (one, many string) {
	switch f.Count {
	case funnel.Scopes:
		return f.say("unit", "unité"), f.say("units", "unités")
	case funnel.Tries:
		return f.say("try", "tentative"), f.say("tries", "tentatives")
	}
	return f.word.oneCustomer, f.word.manyCustomers
}

// unitHead returns what is counted as the head of a column.
func (f *funnelSheet) unitHead() string {
	switch f.Count {
	case funnel.Scopes:
		return f.say("Units", "Unités")
	case funnel.Tries:
		return f.say("Tries", "Tentatives")
	}
	return f.say("Customers", "Clients")
}

func (f *funnelSheet) usualTitle() string {
	first, last := f.stepName(0), f.stepName(len(f.All.Steps)-1)
	if first == last {
		return first
	}
	return wayText(first, last, true)
}

// stepName returns the name of a step, or its number.
func (f *funnelSheet) stepName(i int) string {
	return cmp.Or(text.Clean(f.All.Steps[i].Name), f.say("Step ", "Étape ")+f.lang.Number(float64(i+1), 0))
}

// worstStep returns the step that loses the largest share of those who reached
// it, or -1 if none or the only one loses any.
func worstStep(steps []funnel.StepResult) int {
	worst, losses := -1, 0
	for i, s := range steps[:len(steps)-1] {
		if s.Dropped == 0 || !isFinite(s.DropOff.Value) {
			continue
		}
		losses++
		if worst < 0 || s.DropOff.Value > steps[worst].DropOff.Value {
			worst = i
		}
	}
	if losses < 2 {
		return -1
	}
	return worst
}

// finding says what the funnel comes to, with the names of steps as name has
// them.
func (f *funnelSheet) finding(name func(int) string) string {
	said := f.completed()
	if f.worst >= 0 {
		said += " " + f.worstSaid(name(f.worst))
	}
	if n := f.All.Open; n > 0 {
		said += " " + f.count(n, f.say("other is still on the way.", "autre est encore en chemin."), f.say("others are still on the way.", "autres sont encore en chemin."))
	}
	return said
}

// completed says who completed the funnel, of how many.
func (f *funnelSheet) completed() string {
	row := f.All
	if row.Entered == 0 {
		return f.say("Nobody took the first step.", "Personne n’a franchi la première étape.")
	}
	said := f.lang.Number(float64(row.Completed), 0) + f.say(" of ", " sur ") + f.count(row.Entered, f.one, f.many)
	said += f.plural(float64(row.Completed), f.say(" completes it", " va jusqu’au bout"), f.say(" complete it", " vont jusqu’au bout"))
	if share := f.share(row.Conversion).oneLine(); share != "" {
		said += f.word.colon + share
	}
	return said + "."
}

func (f *funnelSheet) worstSaid(step string) string {
	s := f.All.Steps[f.worst]
	return f.say("The largest share is lost after ", "La plus forte perte suit ") + step + f.word.colon + f.share(s.DropOff).value + "."
}

// key says what the parts of a bar mean.
func (f *funnelSheet) key() layout.Block {
	swatch := func(nodes ...scene.Node) layout.Block { return layout.Block{W: 12 * px, H: 10 * px, Nodes: nodes} }
	box, ink := scene.Box{W: 12 * px, H: 10 * px}, f.theme.Accent.Ink
	keys := []legendKey{
		{swatch(&scene.Rect{Box: box, Fill: ink}), f.say("went on, or completed", "ont continué ou terminé")},
		{swatch(hatch(box, ink)...), f.say("took no further step", "n’ont plus franchi d’étape")},
	}
	return f.legend(f.width, keys...)
}

// foot lays out what the numbers rest on.
func (f *funnelSheet) foot() layout.Block {
	parts := []string{
		"n\u00a0" + f.count(f.All.Entered, f.one, f.many),
		f.count(f.Customers, f.say("customer in the log", "client dans le journal"), f.say("customers in the log", "clients dans le journal")),
		f.count(f.Events, f.word.oneEvent, f.word.manyEvents),
	}
	if !f.From.IsZero() && !f.To.IsZero() {
		parts = append(parts, f.lang.Period(f.From, f.To))
	}
	return f.footnote(parts, f.notes()...)
}

// notes says how the funnel counts, and what it leaves out.
func (f *funnelSheet) notes() []string {
	notes := []string{f.counting()}
	if f.Excluded > 0 {
		notes = append(notes, f.count(f.Excluded, f.one, f.many)+f.say(" left out because of excluded events.", " hors du compte à cause d’événements exclus."))
	}
	if f.Cut > 0 {
		notes = append(notes, f.count(f.Cut, f.word.oneCustomer, f.word.manyCustomers)+
			f.say(" had too many events to try every way through them.", f.plural(float64(f.Cut), " avait", " avaient")+" trop d’événements pour que chaque chemin soit essayé."))
	}
	if level := f.levelSaid(); level != "" {
		notes = append(notes, level)
	}
	return notes
}

// counting says what one of those counted is.
func (f *funnelSheet) counting() string {
	switch f.Count {
	case funnel.Scopes:
		return f.say("Counted: units, each a session, a period or a thing that all steps are part of.",
			"Compte\u00a0: des unités, chacune une session, une période ou une chose dont toutes les étapes font partie.")
	case funnel.Tries:
		return f.say("Counted: tries. A customer may have several.", "Compte\u00a0: des tentatives. Un client peut en avoir plusieurs.")
	}
	return f.say("Counted: customers, each once.", "Compte\u00a0: des clients, chacun une fois.")
}

// levelSaid says at which level the intervals are, but for those that have
// theirs beside them.
func (f *funnelSheet) levelSaid() string {
	if level := f.usualLevel(); level > 0 {
		return f.word.intervals + f.lang.Level(level) + "."
	}
	return ""
}

// usualLevel returns the level of the intervals of shares, or 0.
func (f *funnelSheet) usualLevel() float64 {
	for _, m := range []journey.Measure{f.All.Conversion, f.All.Steps[0].DropOff, f.All.Steps[0].FromFirst} {
		if m.Estimated() {
			return m.Level
		}
	}
	return 0
}
