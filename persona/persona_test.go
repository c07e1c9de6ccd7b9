package persona_test

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/parcours-go/parcours/persona"
	"github.com/stretchr/testify/assert"
)

// fill gives every field of a struct a value, by what it can hold.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.String:
		v.SetString("x")
	case reflect.Float64:
		v.SetFloat(0.5)
	}
}

func TestIsZero(t *testing.T) {
	assert.True(t, persona.Persona{}.IsZero())
	assert.True(t, persona.Empathy{}.IsZero())
	assert.True(t, persona.Persona{Goals: []string{}, Empathy: persona.Empathy{Says: []string{}}}.IsZero(), "an empty list says nothing")
}

// A field that is added to the type and forgotten in IsZero fails here.
func TestAnyFieldMakesAPersonaSomebody(t *testing.T) {
	var p persona.Persona
	for i := range reflect.TypeOf(p).NumField() {
		p = persona.Persona{}
		fill(reflect.ValueOf(&p).Elem().Field(i))
		assert.False(t, p.IsZero(), reflect.TypeOf(p).Field(i).Name)
	}
	var e persona.Empathy
	for i := range reflect.TypeOf(e).NumField() {
		e = persona.Empathy{}
		fill(reflect.ValueOf(&e).Elem().Field(i))
		assert.False(t, e.IsZero(), reflect.TypeOf(e).Field(i).Name)
		assert.False(t, persona.Persona{Empathy: e}.IsZero(), reflect.TypeOf(e).Field(i).Name)
	}
}

func TestValidate(t *testing.T) {
	var full persona.Persona
	fill(reflect.ValueOf(&full).Elem())
	tests := []struct {
		name   string
		change func(p *persona.Persona)
		want   string // a line each
	}{
		{"a portrait with everything", func(*persona.Persona) {}, ""},
		{"a name is enough", func(p *persona.Persona) { *p = persona.Persona{Name: "Camille"} }, ""},
		{"a portrait of nobody", func(p *persona.Persona) { *p = persona.Persona{} }, "name: missing"},
		{"lines without a word", func(p *persona.Persona) { p.Goals, p.Empathy.Hears = []string{"a", ""}, []string{""} },
			"goals[1]: missing\nempathy.hears[0]: missing"},
		{"half a trait", func(p *persona.Persona) { p.Traits = []persona.Trait{{Name: "Age"}, {Value: "34"}} },
			"traits[0].value: missing\ntraits[1].name: missing"},
		{"a share in per cent", func(p *persona.Persona) { p.Share = 40 }, "share: out of range: want a value from 0 to 1, got 40"},
		{"a share that is no number", func(p *persona.Persona) { p.Share = math.NaN() }, "share: not a finite number"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := full
			test.change(&p)
			err := p.Validate()
			if test.want == "" {
				assert.NoError(t, err)
			} else {
				assert.EqualError(t, err, test.want)
			}
		})
	}
}

// Every line of every list counts: an empty one is missing wherever it is.
func TestValidateReachesEveryLine(t *testing.T) {
	var p persona.Persona
	fill(reflect.ValueOf(&p).Elem())
	var lists []reflect.Value
	for _, v := range []reflect.Value{reflect.ValueOf(&p).Elem(), reflect.ValueOf(&p.Empathy).Elem()} {
		for i := range v.NumField() {
			if v.Field(i).Type() == reflect.TypeFor[[]string]() {
				lists = append(lists, v.Field(i))
			}
		}
	}
	assert.Len(t, lists, 13)
	for _, list := range lists {
		list.Index(0).SetString("")
		assert.ErrorContains(t, p.Validate(), "[0]: missing")
		list.Index(0).SetString("x")
	}
}

func TestValidateInteraction(t *testing.T) {
	at := time.Date(2024, 3, 13, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		what persona.Interaction
		want string
	}{
		{"a purchase", persona.Interaction{Customer: "c1", Time: at, Value: 59.9}, ""},
		{"a return", persona.Interaction{Customer: "c1", Time: at, Value: -59.9}, ""},
		{"nothing", persona.Interaction{}, "customer: missing\ntime: missing"},
		{"no amount", persona.Interaction{Customer: "c1", Time: at, Value: math.Inf(1)}, "value: not a finite number"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := test.what.Validate()
			if test.want == "" {
				assert.NoError(t, err)
			} else {
				assert.EqualError(t, err, test.want)
			}
		})
	}
}

func TestJSONLeavesOutWhatIsNotKnown(t *testing.T) {
	data, err := json.Marshal(persona.Persona{Name: "Camille"})
	assert.NoError(t, err)
	assert.Equal(t, `{"name":"Camille"}`, string(data))

	var p persona.Persona
	fill(reflect.ValueOf(&p).Elem())
	data, err = json.Marshal(p)
	assert.NoError(t, err)
	assert.Equal(t, reflect.TypeOf(p).NumField()+reflect.TypeOf(p.Empathy).NumField()+2, strings.Count(string(data), ":"))
	var back persona.Persona
	assert.NoError(t, json.Unmarshal(data, &back))
	assert.Equal(t, p, back)
}

func ExamplePersona_Validate() {
	p := persona.Persona{
		Role:   "young parent, lives in a city",
		Goals:  []string{"dry feet", ""},
		Traits: []persona.Trait{{Name: "Age", Value: "34"}},
		Share:  40,
	}
	fmt.Println(p.Validate())
	// Output:
	// name: missing
	// goals[1]: missing
	// share: out of range: want a value from 0 to 1, got 40
}
