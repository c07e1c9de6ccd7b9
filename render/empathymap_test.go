package render_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
)

// empathetic is the runner with an empathy map in which one area is a gap.
func empathetic(l journey.Lang) persona.Persona {
	say := inLang(l)
	p := runner(say)
	p.Empathy = persona.Empathy{
		Says: []string{
			say("I never know my size with a new brand.", "Je ne connais jamais ma pointure chez une nouvelle marque."),
			say("Seven euros for delivery? They could have said so.", "Sept euros de livraison ? Ils auraient pu le dire."),
		},
		Thinks: []string{
			say("Is that a 39 or a 40?", "C’est un 39 ou un 40 ?"),
			say("The long runs begin in two weeks.", "Les sorties longues commencent dans deux semaines."),
			say("These reviews could be bought.", "Ces avis sont peut-être achetés."),
		},
		Does: []string{
			say("Compares three models on her phone, in bed", "Compare trois modèles sur son téléphone, au lit"),
			say("Reads the worst reviews first", "Lit d’abord les pires avis"),
			say("Fills the cart, then closes the page", "Remplit le panier, puis ferme la page"),
		},
		Feels: []string{
			say("Eager before, unsure at the size guide", "Impatiente d’abord, hésitante devant le guide des tailles"),
			say("Tricked by the delivery costs", "Trompée par les frais de port"),
		},
		Sees: []string{
			say("Adverts in her running group", "Des annonces dans son groupe de course"),
			say("Photos from above, never of the sole", "Des photos de dessus, jamais de la semelle"),
		},
		Pains: []string{say("An injury seven weeks before the race", "Une blessure à sept semaines de la course"), say("Sending three pairs back", "Renvoyer trois paires")},
		Gains: []string{say("To trust the size at the first order", "Être sûre de la pointure dès la première commande")},
	}
	return p
}

func inLang(l journey.Lang) translate {
	return func(en, fr string) string {
		if l.French() {
			return fr
		}
		return en
	}
}

func (r maker) empathy() persona.Persona {
	p := r.persona()
	p.Empathy = persona.Empathy{
		Says: r.texts(5), Thinks: r.texts(5), Does: r.texts(30), Feels: r.texts(5),
		Sees: r.texts(5), Hears: r.texts(60), Pains: r.texts(3), Gains: append(r.texts(3), r.text()),
	}
	return p
}

// filledPersona has one of everything and that text in every field that is one.
func filledPersona(text string) persona.Persona {
	one := func() []string { return make([]string, 1) }
	p := persona.Persona{
		Goals: one(), Needs: one(), Frustrations: one(), Behaviours: one(), Channels: one(),
		Traits: make([]persona.Trait, 1), Share: 0.3,
		Empathy: persona.Empathy{Says: one(), Thinks: one(), Does: one(), Feels: one(), Sees: one(), Hears: one(), Pains: one(), Gains: one()},
	}
	fill(reflect.ValueOf(&p).Elem(), text)
	return p
}

func testEmpathyMap(t *testing.T, name string, form render.EmpathyForm) {
	testView(t, viewTest{
		name:   name,
		sample: func(l journey.Lang) render.View { return render.EmpathyMap{Persona: empathetic(l), Form: form} },
		random: func(r maker) render.View { return render.EmpathyMap{Persona: r.empathy(), Form: form} },
		filled: func(text string) render.View { return render.EmpathyMap{Persona: filledPersona(text), Form: form} },
		empty:  render.EmpathyMap{Form: form},
	})
}

func TestEmpathyMap(t *testing.T) { testEmpathyMap(t, "EmpathyMap", render.EmpathyQuadrants) }

func TestEmpathyCanvas(t *testing.T) { testEmpathyMap(t, "EmpathyCanvas", render.EmpathyCanvas) }

func TestAnEmpathyMapSaysWhereNothingIsNoted(t *testing.T) {
	v := render.EmpathyMap{Persona: empathetic(journey.English), Form: render.EmpathyCanvas}
	s, err := v.Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, 1, strings.Count(said(s), "Nothing noted yet"))
	assert.Contains(t, s.Desc, "Nothing noted yet: Hears.")
	assert.Contains(t, s.Desc, "First pain: An injury seven weeks before the race.")
	v.Persona.Empathy.Hears = []string{"The club swears by one brand"}
	s, err = v.Scene(nil)
	require.NoError(t, err)
	assert.NotContains(t, said(s)+s.Desc, "Nothing noted yet")
}

func TestQuadrantsHavePainsAndGainsOnlyIfThereAreAny(t *testing.T) {
	v := render.EmpathyMap{Persona: empathetic(journey.English)}
	s, err := v.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, said(s), "Pains\n")
	v.Persona.Empathy.Pains, v.Persona.Empathy.Gains = nil, nil
	s, err = v.Scene(nil)
	require.NoError(t, err)
	assert.NotContains(t, said(s), "Pains\n")
	assert.NotContains(t, said(s), "Gains\n")
}

func TestEveryNoteOfAnEmpathyMapIsInItsTable(t *testing.T) {
	p := empathetic(journey.English)
	tables, err := render.EmpathyMap{Persona: p, Form: render.EmpathyCanvas}.Tables(nil)
	require.NoError(t, err)
	var rows []string
	for _, row := range tables[0].Rows {
		rows = append(rows, strings.Join(row, ": "))
	}
	for _, want := range []string{
		"Who is it?: Camille Moreau", "Needs to do: Decide within one evening", "Sees: Adverts in her running group",
		"Hears: Nothing noted yet", "Feels: Tricked by the delivery costs", "Gains: To trust the size at the first order",
	} {
		assert.Contains(t, rows, want)
	}
}

func TestAnUnknownFormOfAnEmpathyMapIsAnError(t *testing.T) {
	_, err := render.EmpathyMap{Persona: empathetic(journey.English), Form: "heptagon"}.Scene(nil)
	assert.EqualError(t, err, `render: form: unknown form of an empathy map "heptagon"`)
}
