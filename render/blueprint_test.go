package render_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

func TestBlueprint(t *testing.T) {
	testView(t, viewTest{
		name:   "Blueprint",
		sample: func(l journey.Lang) render.View { return render.Blueprint{Map: blueprintShop(l)} },
		random: func(r maker) render.View { return render.Blueprint{Map: withStages(r)} },
		filled: func(text string) render.View { return ofWidth{render.Blueprint{Map: filled(text)}, 2000} },
		empty:  render.Blueprint{},
	})
}

// withStages returns a random map that has a stage.
func withStages(r maker) *journey.Map {
	m := r.journey()
	if len(m.Stages) == 0 {
		m.Stages = []journey.Stage{r.stage()}
	}
	return m
}

// blueprintShop is the sample with what stands behind its stages.
func blueprintShop(l journey.Lang) *journey.Map {
	m := shop(l)
	say := func(en, fr string) string {
		if l.French() {
			return fr
		}
		return en
	}
	for i, behind := range [][4][]string{
		{{say("Advert with a photo of the sole", "Annonce avec une photo de la semelle")}, nil, {say("Bids for search words", "Enchères sur les mots-clés")}, {say("Media agency", "Agence média")}},
		{{say("Product page", "Fiche produit"), say("Size guide", "Guide des tailles")}, {say("Chat adviser answers", "La conseillère répond au chat")}, {say("Ratings are checked", "Les avis sont vérifiés")}, {say("Review platform", "Plateforme d’avis")}},
		{{say("Order confirmation", "Confirmation de commande")}, {say("Checkout shows the total", "Le paiement affiche le total")}, {say("Stock is reserved", "Le stock est réservé"), say("Fraud check", "Contrôle de fraude")}, {say("Payment provider", "Prestataire de paiement"), say("Product data", "Données produit")}},
		{{say("Parcel with a note", "Colis avec un mot")}, {say("Courier hands over the parcel", "Le livreur remet le colis")}, {say("Order is picked and packed", "La commande est préparée")}, {say("Carrier’s tracking service", "Service de suivi du transporteur")}},
		{{say("Return label", "Étiquette de retour")}, {say("Help line explains the return", "L’assistance explique le retour")}, {say("Returned pairs are inspected", "Les paires rendues sont contrôlées")}, nil},
		{nil, nil, nil, nil},
	} {
		stage := &m.Stages[i]
		stage.Props, stage.Frontstage, stage.Backstage, stage.Support = behind[0], behind[1], behind[2], behind[3]
	}
	return m
}

func blueprintOf(t *testing.T, stages ...journey.Stage) *scene.Scene {
	t.Helper()
	s, err := render.Blueprint{Map: &journey.Map{Stages: stages}}.Scene(nil)
	require.NoError(t, err)
	return s
}

func TestABlueprintDescribesItself(t *testing.T) {
	s, err := render.Blueprint{Map: blueprintShop("en")}.Scene(nil)
	require.NoError(t, err)
	assert.Equal(t, "Service blueprint, 6 stages: Discover, Choose, Order, Receive, Wear and return, Recommend. "+
		"Physical evidence: 6; Customer actions: 31; Front stage: 4; Back stage: 6; Support processes: 5. "+
		"Receive takes longest: 2 d 5 h. Nothing is known of what stands behind Recommend.", strings.ReplaceAll(s.Desc, "\u00a0", " "))
}

func TestTheRowsOfABlueprintStandFromSeenToUnseen(t *testing.T) {
	out := said(blueprintOf(t, journey.Stage{Name: "s", Props: []string{"prop"}, Actions: []string{"act"},
		Frontstage: []string{"front"}, Backstage: []string{"back"}, Support: []string{"help"}}))
	for _, want := range []string{"prop", "act", "Line of interaction", "front", "Line of visibility", "back", "Line of internal interaction", "help"} {
		before, after, found := strings.Cut(out, want+"\n")
		assert.True(t, found, "%q comes after %q", want, before)
		out = after
	}
}

func TestALineGoesWithTheRowBelowIt(t *testing.T) {
	for name, c := range map[string]struct {
		stage     journey.Stage
		have, not []string
	}{
		"nothing behind":    {journey.Stage{Actions: []string{"a"}}, nil, []string{"Line of"}},
		"no front stage":    {journey.Stage{Actions: []string{"a"}, Backstage: []string{"b"}}, []string{"Line of visibility"}, []string{"Line of interaction"}},
		"only support":      {journey.Stage{Actions: []string{"a"}, Support: []string{"b"}}, []string{"Line of internal interaction"}, []string{"Line of visibility"}},
		"nothing in front":  {journey.Stage{Frontstage: []string{"b"}}, nil, []string{"Line of"}},
		"nothing whatever":  {journey.Stage{Name: "s"}, nil, []string{"Line of", "Time", "Customer actions"}},
		"a time and no row": {journey.Stage{Measures: []journey.Measure{median(60, 9, 50, 70)}}, []string{"Time", "1\u00a0min", "n\u00a09"}, []string{"Line of"}},
	} {
		out := said(blueprintOf(t, c.stage))
		for _, want := range c.have {
			assert.Contains(t, out, want, name)
		}
		for _, not := range c.not {
			assert.NotContains(t, out, not, name)
		}
	}
}

func TestAnArrowCrossesALineWhereAStageHasBothSides(t *testing.T) {
	arrows := func(stages ...journey.Stage) (n int) {
		for v := range blueprintOf(t, stages...).Walk() {
			if p, ok := v.Node.(*scene.Path); ok && len(p.Segments) == 8 && !slices.Contains(v.Roles, "cell") {
				n++
			}
		}
		return n
	}
	both := journey.Stage{Actions: []string{"a"}, Frontstage: []string{"b"}}
	assert.Equal(t, 1, arrows(both, journey.Stage{Actions: []string{"a"}}))
	assert.Equal(t, 2, arrows(both, both))
	assert.Equal(t, 0, arrows(journey.Stage{Frontstage: []string{"b"}}, journey.Stage{Actions: []string{"a"}}))
}

func TestABlueprintWithoutStagesIsAnError(t *testing.T) {
	_, err := render.Blueprint{Map: &journey.Map{}}.Scene(nil)
	assert.ErrorContains(t, err, "without stages")
}

func TestABlueprintSaysTheLevelsOfItsTimesOnly(t *testing.T) {
	m := &journey.Map{
		Measures: []journey.Measure{{Name: journey.MeasureChurn, Value: 0.2, Unit: journey.Ratio, Lo: 0.1, Hi: 0.3, Level: 0.99}},
		Stages: []journey.Stage{{Name: "Pay", Measures: []journey.Measure{
			{Name: journey.MeasureTimeMedian, Value: 60, Unit: journey.Seconds, N: 9, Lo: 30, Hi: 90, Level: 0.95},
		}}},
	}
	s, err := render.Blueprint{Map: m}.Scene(nil)
	require.NoError(t, err)
	assert.Contains(t, said(s), "Intervals at a confidence level of 95%. n is the number")
	assert.Contains(t, plainSpaces(said(s)), "30 s to 1 min 30 s · n 9")
}
