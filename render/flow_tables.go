package render

import (
	"cmp"
	"strings"

	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/render/internal/text"
)

// Tables returns the nodes and the transitions, all of them: by step where the
// result has steps.
func (v Flow) Tables(opt *Options) ([]Table, error) {
	f, err := v.sheet(opt)
	if err != nil {
		return nil, err
	}
	notes := []string{f.finding(f.label), strings.Join(f.evidence(), ", ") + "."}
	nodes, links := f.nodeTable(), f.transitionTable()
	if f.steps {
		nodes, links = f.stepTable(), f.linkTable()
	}
	nodes.Title, nodes.Notes = f.title, notes
	links.Title = f.say("Transitions", "Transitions")
	return []Table{nodes, links}, nil
}

// flowName returns the name of a node of the result.
func (f *flowSheet) flowName(name string) string {
	if name == flow.Other {
		return f.say("Others", "Autres")
	}
	return cmp.Or(text.Clean(name), f.say("(without a name)", "(sans nom)"))
}

func (f *flowSheet) number(n int) string { return f.lang.Number(float64(n), 0) }

func (f *flowSheet) stepTable() Table {
	t := Table{Columns: []Column{
		{Name: f.say("Step", "Étape")}, {Name: f.say("Node", "Nœud")}, {f.say("Paths", "Parcours"), true}, {f.say("Share of all", "Part de l’ensemble"), true},
	}}
	for _, s := range f.Steps {
		for _, n := range s.Nodes {
			t.Rows = append(t.Rows, []string{f.number(s.Step), f.flowName(n.Node), f.number(n.Count), f.share(n.Count, f.Paths)})
		}
	}
	return t
}

func (f *flowSheet) linkTable() Table {
	t := Table{Columns: []Column{
		{Name: f.say("From step", "Depuis l’étape")}, {Name: f.say("From", "De")}, {Name: f.say("To", "Vers")},
		{f.say("Paths", "Parcours"), true}, {f.say("Mean time", "Temps moyen"), true},
	}}
	for _, l := range f.Links {
		mean := ""
		if isFinite(l.Mean) {
			mean = f.lang.Duration(l.Mean)
		}
		t.Rows = append(t.Rows, []string{f.number(l.Step), f.flowName(l.From), f.flowName(l.To), f.number(l.Count), mean})
	}
	return t
}

func (f *flowSheet) nodeTable() Table {
	t := Table{Columns: []Column{
		{Name: f.say("Node", "Nœud")}, {f.say("Times", "Fois"), true}, {f.say("Begin here", "Commencent ici"), true},
		{f.say("End here", "Finissent ici"), true}, {f.say("Share that ends", "Part qui finit"), true},
	}}
	for _, n := range f.Nodes {
		t.Rows = append(t.Rows, []string{f.flowName(n.Name), f.number(n.Count), f.number(n.Entries), f.number(n.Exits), f.share(n.Exits, n.Count)})
	}
	return t
}

func (f *flowSheet) transitionTable() Table {
	t := Table{Columns: []Column{
		{Name: f.say("From", "De")}, {Name: f.say("To", "Vers")}, {f.say("Times", "Fois"), true}, {f.say("Share of what follows", "Part de ce qui suit"), true},
	}}
	for _, x := range f.Transitions {
		t.Rows = append(t.Rows, []string{f.flowName(x.From), f.flowName(x.To), f.number(x.Count), f.lang.Share(x.Probability, 1)})
	}
	return t
}

// describe says in words what the flow shows.
func (f *flowSheet) describe() string {
	said := f.say("Flow of ", "Flux de ") + f.paths(f.Paths)
	if f.steps {
		said += f.say(" over ", " sur ") + f.count(len(f.columns), f.say("step", "étape"), f.say("steps", "étapes"))
	} else {
		said += f.say(" between ", " entre ") + f.count(len(f.Nodes), f.say("node", "nœud"), f.say("nodes", "nœuds"))
	}
	said += ". " + f.finding(f.shortLabel)
	if len(f.back) > 0 {
		l := f.back[0]
		said += f.say(" Most frequent way back: ", " Retour le plus fréquent\u00a0: ") +
			wayText(f.shortLabel(f.source(l)), f.shortLabel(f.target(l)), false) + " (" + f.number(l.count) + ")."
	}
	return said
}
