package bridge

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/render"
)

// drawParams say what to draw of the payload, and how.
type drawParams struct {
	View  string       `json:"view"` // "" means "journey_map"
	Lang  journey.Lang `json:"lang"`
	Theme string       `json:"theme"` // "" means "light"
	Dark  bool         `json:"dark"`  // for readers who like it dark, too
	Width int          `json:"width"`
	ID    string       `json:"id"`

	// What only some views take: see drawable.
	Lanes    []render.Lane       `json:"lanes"`
	Hide     []render.Lane       `json:"hide"`
	Shape    render.Shape        `json:"shape"`
	Form     render.EmpathyForm  `json:"form"`
	Title    string              `json:"title"`
	Currency string              `json:"currency"`
	Names    []string            `json:"names"`
	Models   []attribution.Model `json:"models"`
	Value    bool                `json:"value"`
	Counts   bool                `json:"counts"`
	Others   []json.RawMessage   `json:"others"` // maps
	Measures []journey.Measure   `json:"measures"`
	Releases []string            `json:"releases"`
	Most     int                 `json:"most"`
	Unit     string              `json:"unit"`
	Self     string              `json:"self"`
	Cycle    bool                `json:"cycle"`
}

// draw replies with the drawing of a view.
func draw(p drawParams, data []byte) (answer, error) {
	v, opt, err := p.view(data)
	if err != nil {
		return answer{}, err
	}
	var b bytes.Buffer
	err = render.SVG(&b, v, opt)
	return answer{payload: b.Bytes()}, err
}

// tabulate replies with what the drawing of a view says, as tables.
func tabulate(p drawParams, data []byte) (answer, error) {
	v, opt, err := p.view(data)
	if err != nil {
		return answer{}, err
	}
	tables, err := v.Tables(opt)
	if err != nil {
		return answer{}, err
	}
	return answer{line: encode(struct {
		Tables []table `json:"tables"`
	}{tablesOf(tables)})}, nil
}

// A table is a render.Table in JSON.
type table struct {
	Title   string     `json:"title"`
	Columns []column   `json:"columns"`
	Rows    [][]string `json:"rows"`
	Notes   []string   `json:"notes"`
}

type column struct {
	Name    string `json:"name"`
	Numeric bool   `json:"numeric"`
}

func tablesOf(list []render.Table) []table {
	out := make([]table, len(list))
	for i, t := range list {
		out[i] = table{t.Title, []column{}, [][]string{}, append([]string{}, t.Notes...)}
		for _, c := range t.Columns {
			out[i].Columns = append(out[i].Columns, column(c))
		}
		out[i].Rows = append(out[i].Rows, t.Rows...)
	}
	return out
}

// view returns the view that is asked for, and its options.
func (p drawParams) view(data []byte) (render.View, *render.Options, error) {
	name := cmp.Or(p.View, "journey_map")
	i := slices.IndexFunc(drawables, func(d drawable) bool { return d.name == name })
	if i < 0 {
		return nil, nil, badRequest("view", "want one of %s", strings.Join(viewNames(), ", "))
	}
	if err := p.fits(drawables[i]); err != nil {
		return nil, nil, err
	}
	opt, err := p.options()
	if err != nil {
		return nil, nil, err
	}
	v, err := drawables[i].view(p, data)
	return v, opt, err
}

// options returns those of every drawing.
func (p drawParams) options() (*render.Options, error) {
	if err := checkLang(p.Lang); err != nil {
		return nil, err
	}
	opt := &render.Options{Lang: p.Lang, Width: p.Width, ID: p.ID}
	switch p.Theme {
	case "", "light":
	case "dark":
		opt.Theme = render.Dark()
	case "print":
		opt.Theme = render.Print()
	case "high_contrast":
		opt.Theme = render.HighContrast()
	default:
		return nil, badRequest("theme", "want one of light, dark, print, high_contrast")
	}
	if p.Dark {
		opt.Dark = render.Dark()
	}
	return opt, nil
}

// fits reports a parameter that the view does not take.
func (p drawParams) fits(d drawable) error {
	for _, given := range []struct {
		name string
		set  bool
	}{
		{"lanes", p.Lanes != nil}, {"hide", p.Hide != nil}, {"shape", p.Shape != ""}, {"form", p.Form != ""},
		{"title", p.Title != ""}, {"currency", p.Currency != ""}, {"names", p.Names != nil},
		{"models", p.Models != nil}, {"value", p.Value}, {"counts", p.Counts},
		{"others", p.Others != nil}, {"measures", p.Measures != nil}, {"releases", p.Releases != nil},
		{"most", p.Most != 0}, {"unit", p.Unit != ""}, {"self", p.Self != ""}, {"cycle", p.Cycle},
	} {
		if given.set && !slices.Contains(d.takes, given.name) {
			return badRequest(given.name, "not a parameter of the view %s", d.name)
		}
	}
	return nil
}
