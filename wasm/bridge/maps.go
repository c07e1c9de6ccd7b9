package bridge

import (
	"bytes"
	"encoding/json"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/template"
)

type startParams struct {
	Name string       `json:"name"` // "ecommerce"
	Lang journey.Lang `json:"lang"` // "" means English
}

// start replies with a map to start from.
func start(p startParams) (answer, error) {
	m, err := templateOf("name", p.Name, p.Lang)
	if err != nil {
		return answer{}, err
	}
	var b bytes.Buffer
	err = m.Write(&b)
	return answer{payload: b.Bytes()}, err
}

// templateOf returns the template of that name, which is the parameter at path.
func templateOf(path, name string, l journey.Lang) (*journey.Map, error) {
	if name != "ecommerce" {
		return nil, badRequest(path, "want one of ecommerce")
	}
	if err := checkLang(l); err != nil {
		return nil, err
	}
	return template.Ecommerce(l), nil
}

// checkLang reports what the parameter lang is if it is no language tag.
func checkLang(l journey.Lang) error {
	if (&journey.Map{Lang: l}).Validate() != nil {
		return badRequest("lang", "want a BCP 47 language tag, such as en or fr")
	}
	return nil
}

// schema replies with what a map must look like.
func schema(struct{}) (answer, error) {
	return answer{payload: journey.Schema()}, nil
}

// validate replies with everything that is wrong with a map.
func validate(_ struct{}, text []byte) (answer, error) {
	found := struct {
		Mistakes []mistake `json:"mistakes"`
	}{[]mistake{}}
	if _, err := journey.Read(bytes.NewReader(text)); err != nil {
		if found.Mistakes = mistakesOf(err); found.Mistakes == nil {
			return answer{}, err
		}
	}
	return answer{line: encode(found)}, nil
}

// mapParams are those of a method that takes a map beside its payload.
type mapParams struct {
	Map      json.RawMessage `json:"map"`      // in its JSON form, or a text that holds it
	Template string          `json:"template"` // instead of Map: see startParams.Name
	Lang     journey.Lang    `json:"lang"`     // of Template
}

// missing reports whether there is nothing about a map.
func (p mapParams) missing() bool { return p.Map == nil && p.Template == "" && p.Lang == "" }

// journey returns the map.
func (p mapParams) journey() (*journey.Map, error) {
	switch {
	case (p.Map == nil) == (p.Template == ""):
		return nil, badRequest("", "want either map or template")
	case p.Template != "":
		return templateOf("template", p.Template, p.Lang)
	case p.Lang != "":
		return nil, badRequest("lang", "want none beside map, which has its own")
	}
	text, err := textOf(p.Map)
	if err != nil {
		return nil, err
	}
	return journey.Read(bytes.NewReader(text))
}
