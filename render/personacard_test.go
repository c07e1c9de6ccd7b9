package render_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
	"github.com/parcours-go/parcours/render"
)

func TestPersonaCard(t *testing.T) {
	testView(t, viewTest{
		name: "PersonaCard",
		sample: func(l journey.Lang) render.View {
			return render.PersonaCard{Persona: runner(inLang(l)), Measures: figures(), Currency: "EUR"}
		},
		random: func(r maker) render.View {
			v := render.PersonaCard{Persona: r.persona(), Currency: []string{"", "EUR"}[r.IntN(2)]}
			for range r.IntN(4) {
				list, _ := r.measures()
				v.Measures = append(v.Measures, list...)
			}
			for range r.IntN(60) {
				v.Persona.Traits = append(v.Persona.Traits, persona.Trait{Name: r.text(), Value: r.text()})
			}
			if r.IntN(10) == 0 {
				v.Persona.Needs, v.Persona.Channels = r.texts(30), r.texts(30)
			}
			if v.Persona.IsZero() {
				v.Persona.Name = "Nobody"
			}
			return v
		},
		filled: func(text string) render.View {
			v := render.PersonaCard{Persona: filledPersona(text), Measures: []journey.Measure{{Value: 0.5, N: 10, Lo: 0.4, Hi: 0.6, Level: 0.95}}, Currency: text}
			fill(reflect.ValueOf(&v.Measures[0]).Elem(), text)
			return v
		},
		empty: render.PersonaCard{Persona: persona.Persona{Empathy: persona.Empathy{Says: []string{"Hello"}}}},
	})
}

func TestAPersonaCardSaysWhoItIsInWords(t *testing.T) {
	s, err := render.PersonaCard{Persona: runner(inLang(journey.English)), Measures: figures()[:1]}.Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, "Persona: Camille Moreau", s.Title)
	assert.Equal(t, "Persona: Camille Moreau, Amateur runner, lives in Lyon. 31% of customers. "+
		"Goals: Finish the half marathon without an injury, + 1 more. Needs: To know that the size will fit, + 1 more. "+
		"Frustrations: Delivery costs that appear at the end, + 1 more. Behaviours: Compares on her phone, orders on the laptop, + 1 more. "+
		"Preferred channels: Search, + 3 more. Conversion 4.7% (4.3% to 5.1%).", s.Desc)
}

func TestAPersonaCardShowsHowFarItsNumbersCanBeTrusted(t *testing.T) {
	s, err := render.PersonaCard{Persona: runner(inLang(journey.English)), Measures: figures()}.Scene(nil)
	require.NoError(t, err)
	text := plainSpaces(said(s))
	assert.Contains(t, text, "Conversion 4.7% 4.3% to 5.1% n 12,480")
	assert.Contains(t, text, "Intervals at a confidence level of 95%. n is the number of observations behind a number.")
	s, err = render.PersonaCard{Persona: runner(inLang(journey.English))}.Scene(nil)
	require.NoError(t, err)
	assert.NotContains(t, said(s), "The segment in figures")
}

func TestAListThatIsTooLongForACardIsSaidToBe(t *testing.T) {
	p := persona.Persona{Name: "Max", Goals: make([]string, 30)}
	for i := range p.Goals {
		p.Goals[i] = "goal " + string(rune('A'+i))
	}
	s, err := render.PersonaCard{Persona: p}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, said(s), "goal L\n+ 18 more\n")
	_, err = render.PersonaCard{Persona: p, Measures: make([]journey.Measure, 61)}.Scene(nil)
	assert.EqualError(t, err, "render: 61 measures: at most 60 can be drawn")
}

func TestASmallShareIsNotNoneAndALargeOneNotAll(t *testing.T) {
	for share, want := range map[float64]string{
		0.31: "31%", 0.05: "5%", 0.01: "1%", 0.004: "0.4%", 0.0002: "<0.1%", 0.99: "99%", 0.997: "99.7%", 0.9999: ">99.9%", 1: "100%",
	} {
		p := persona.Persona{Name: "Max", Share: share}
		s, err := render.PersonaCard{Persona: p}.Scene(nil)
		require.NoError(t, err)
		assert.Contains(t, plainSpaces(said(s)), "Max "+want+" of customers")
		assert.Contains(t, plainSpaces(said(drawn(t, &journey.Map{Persona: p}))), "Share "+want+" of customers")
	}
}

func TestChannelsThatAreNotShownAreNamedToo(t *testing.T) {
	p := persona.Persona{Name: "Max", Channels: append(make([]string, 12), "store", "email")}
	s, err := render.PersonaCard{Persona: p}.Scene(&render.Options{Lang: "fr"})
	require.NoError(t, err)
	assert.Contains(t, titles(s), "Magasin\u00a0; E-mail")
}

func TestInFrenchANameThatBeginsWithAVowelTakesTheOfBeforeIt(t *testing.T) {
	for name, want := range map[string]string{
		"Inès": "Parcours client d’Inès,", "Élodie": "Parcours client d’Élodie,", "Camille": "Parcours client de Camille,", "Hugo": "Parcours client de Hugo,",
	} {
		assert.Contains(t, drawn(t, &journey.Map{Lang: "fr", Persona: persona.Persona{Name: name}}).Desc, want)
	}
	assert.Contains(t, drawn(t, &journey.Map{Persona: persona.Persona{Name: "Inès"}}).Desc, "Customer journey of Inès,")
}
