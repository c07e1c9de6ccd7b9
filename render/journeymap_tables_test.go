package render_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

// What the drawing says, its tables say too.
func TestTheTablesOfAMapSayAllThatIsDrawn(t *testing.T) {
	for _, l := range bothLanguages {
		assert.Empty(t, unsaid(t, render.JourneyMap{Map: shop(l)}), l)
		assert.Empty(t, unsaid(t, beside(l)), l)
	}
	assert.Empty(t, unsaid(t, render.JourneyMap{Map: scripts()}))
	for seed := range uint64(400) {
		require.Empty(t, unsaid(t, newMaker(seed).journeyMap()), "seed %d", seed)
	}
}

func TestWhatNoTableSaysIsFound(t *testing.T) {
	tables, err := render.JourneyMap{Map: &journey.Map{Title: "a title"}}.Tables(nil)
	require.NoError(t, err)
	assert.Equal(t, []string{"a goal"}, missingFrom(tables, "a title\na goal\n"))
}

// decorations are texts of a map that say nothing of it: what a sign means, and
// how the drawing is divided.
var decorations = regexp.MustCompile(`^(` + strings.Join([]string{
	`(.\pM*){1,3}`, // initials and dashes
	`\+.*(more|de plus)`,
	`Line of .*|Ligne d.*`,
	`(Emotion|Émotion) (measured|supposed|mesurée|supposée)`,
	`Friction (found|supposed|constatée|supposée).*`,
}, "|") + `)$`)

// counted is a number of customers, whose row in the table says that they are.
var counted = regexp.MustCompile(`^(\d[\d,\x{202f}]*) (customers?|clients?)$`)

// unsaid returns what a map says in its drawing and not in its tables.
func unsaid(t *testing.T, v render.JourneyMap) []string {
	t.Helper()
	s, err := v.Scene(nil)
	require.NoError(t, err)
	tables, err := v.Tables(nil)
	require.NoError(t, err)
	return missingFrom(tables, said(s))
}

func missingFrom(tables []render.Table, drawn string) (missing []string) {
	var all strings.Builder
	for _, table := range tables {
		all.WriteString(table.Title)
		for _, c := range table.Columns {
			all.WriteString(c.Name)
		}
		for _, row := range table.Rows {
			all.WriteString(strings.Join(row, ""))
		}
		all.WriteString(strings.Join(table.Notes, ""))
	}
	everything := bare(all.String())
	for line := range strings.Lines(drawn) {
		line = strings.TrimSpace(line)
		for part := range strings.SplitSeq(strings.TrimSuffix(line, "…"), " · ") {
			part = counted.ReplaceAllString(strings.TrimPrefix(part, "n\u00a0"), "$1")
			name, value, _ := strings.Cut(part, ":") // which a table may have in its head
			there := strings.Contains(everything, bare(part)) ||
				strings.Contains(everything, bare(name)) && strings.Contains(everything, bare(value))
			if !there && !decorations.MatchString(line) {
				missing = append(missing, part)
			}
		}
	}
	return missing
}

// bare leaves of a text what has to be the same in drawing and table: not how it
// is broken into lines, nor how it is punctuated.
func bare(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("≥≤+%", r) {
			return r
		}
		return -1
	}, s)
	return strings.NewReplacer("target", "", "objectif", "").Replace(strings.ToLower(s))
}

func TestTheTablesOfAMap(t *testing.T) {
	tables, err := beside("en").Tables(nil)
	require.NoError(t, err)
	var rows []string
	for _, table := range tables {
		for _, row := range table.Rows {
			rows = append(rows, table.Title+" | "+strings.ReplaceAll(strings.Join(row, " | "), "\u00a0", " "))
		}
	}
	assert.Subset(t, rows, []string{
		"Buying running shoes online | State | Current state",
		"Buying running shoes online | Beside it | Karim Benali",
		"Personas | Role | Amateur runner, lives in Lyon | Amateur runner, lives in Lyon",
		"Personas | Preferred channels | Search; App; Website; Store | Search; App; Website; Store",
		"Stages | Phase | 1 · Awareness | 2 · Consideration | 3 · Conversion | 4 · Service | 5 · Retention | 6 · Advocacy",
		"Stages | Emotion: Karim Benali | 3.2 of 5, neutral | 2.6 of 5, neutral | 3.4 of 5, neutral |  | 3.9 of 5, pleased | 4.4 of 5, pleased",
		"Stages | Moment of truth |  | Product page | Payment | Parcel |  | ",
		"Touchpoints | Choose | Size advice | Chat | Service partner |  |  |  | 2.0 of 5, annoyed",
		"Measures | Whole journey | Conversion | 4.7% | 4.3% to 5.1% | 12,480 | Target ≥ 4.0% met | 6.0%",
		"Measures | Choose | Conversion | 23.6% | 22.5% to 24.8% | 5,142 | Target ≥ 22.0% met | Target ≥ 30.0%",
		"Measures | Order | guest_orders |  |  |  |  | 30.0%",
		"Measures | Order: Payment | payment_errors | 8.3% | 6.4% to 10.7% | 640 | Target ≤ 2.0% missed | ",
	})
	text := strings.Join(rows, "\n")
	assert.Contains(t, text, "12,480; 41.2% go on; 58.8% leave; 7,338 customers")
	assert.Contains(t, text, "2.1 of 5, annoyed; 1.9 to 2.3; n 198; lowest point")
	assert.NotContains(t, text, "Frictions |", "a lane that is not drawn")
}

func TestFrictionsAndOpportunitiesAreTabledWithTheirEvidence(t *testing.T) {
	tables, err := render.JourneyMap{Map: shop("fr"), Lanes: []render.Lane{render.LaneFrictions, render.LaneOpportunities}}.Tables(nil)
	require.NoError(t, err)
	var rows []string
	for _, table := range tables {
		for _, row := range table.Rows {
			rows = append(rows, fmt.Sprint(table.Title, row))
		}
	}
	out := strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(strings.Join(rows, "\n"))
	assert.Contains(t, out, "Points de friction[Commander  Les frais de port n’apparaissent qu’à la dernière page critique constatée : Abandon de panier 61,3 % ; n 1 213]")
	assert.Contains(t, out, "Points de friction[Choisir Conseil de pointure Personne ne répond après dix-huit heures mineure rapportée : 12 entretiens]")
	assert.Contains(t, out, "Opportunités[Porter ou rendre  Trente jours d’essai, dehors aussi effet moyen  Automne]")
}

func TestAPersonaOfSeveralMapsHasOneColumn(t *testing.T) {
	of := func(name string, state journey.State) *journey.Map {
		m := shop("en")
		m.Persona.Name, m.State = name, state
		return m
	}
	v := render.JourneyMap{Map: of("Camille", ""), Others: []*journey.Map{of("Karim", ""), of("Karim", journey.Future), of("Camille", journey.Future)}}
	tables, err := v.Tables(nil)
	require.NoError(t, err)
	assert.Equal(t, []render.Column{{Name: "Portrait"}, {Name: "Camille"}, {Name: "Karim"}}, tables[1].Columns)
}
