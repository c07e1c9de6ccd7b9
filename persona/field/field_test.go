package field_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type shop struct {
	Name     string   `json:"name" validate:"required"`
	Kind     string   `json:"kind,omitempty" validate:"omitempty,oneof=small large"`
	Stars    float64  `json:"stars" validate:"omitempty,gte=1,lte=5"`
	Staff    int      `json:"staff" validate:"gte=0"`
	Discount rate     `json:"discount" validate:"lte=1"`
	Tags     []string `json:"tags,omitempty" validate:"dive,required"`
	Ranks    []int    `json:"ranks,omitempty" validate:"dive,gte=1,lte=3"`
	Doors    []door   `json:"doors,omitempty" validate:"dive"`
	Main     *door    `json:"main,omitempty"`
	Spare    door     `json:"spare,omitzero" validate:"omitzero"`
	Lang     string   `json:"lang,omitempty" validate:"omitempty,bcp47_strict_language_tag"`
	Currency string   `json:"currency,omitempty" validate:"omitempty,iso4217"`
	Since    time.Time
	Secret   string `json:"-" validate:"max=3"`
	hidden   float64
}

type door struct {
	Name  string  `json:"name" validate:"required"`
	Width float64 `json:"width"`
}

// A rate prints itself as text, which an error must not contain.
type rate float64

func (rate) String() string { return "PERSONAL" }

func TestCheck(t *testing.T) {
	tests := []struct {
		name string
		shop shop
		want []string
	}{
		{"a good value has no error", shop{Name: "a", Kind: "large", Stars: 5, Lang: "fr-CA", Currency: "EUR"}, nil},
		{"a value that is left out is missing", shop{}, []string{"name: missing"}},
		{"a word of another vocabulary names the words there are", shop{Name: "a", Kind: "PERSONAL"},
			[]string{"kind: unknown: want one of small, large"}},
		{"both bounds are named when one is passed", shop{Name: "a", Stars: 5.5},
			[]string{"stars: out of range: want a value from 1 to 5, got 5.5"}},
		{"a lower bound alone is named alone", shop{Name: "a", Staff: -1},
			[]string{"staff: out of range: want at least 0, got -1"}},
		{"an upper bound alone is named alone, and a number that prints itself as text stays a number",
			shop{Name: "a", Discount: 2}, []string{"discount: out of range: want at most 1, got 2"}},
		{"a mistake in a list has its index", shop{Name: "a", Tags: []string{"x", ""}}, []string{"tags[1]: missing"}},
		{"bounds on the items of a list are those after dive", shop{Name: "a", Ranks: []int{1, 9}},
			[]string{"ranks[1]: out of range: want a value from 1 to 3, got 9"}},
		{"a mistake in a struct in a list has the whole path", shop{Name: "a", Doors: []door{{Name: "in"}, {}}},
			[]string{"doors[1].name: missing"}},
		{"a pointer without a tag is followed", shop{Name: "a", Main: &door{}}, []string{"main.name: missing"}},
		{"a struct with omitzero is judged once anything is in it", shop{Name: "a", Spare: door{Width: 1}},
			[]string{"spare.name: missing"}},
		{"a language tag with an underscore is refused", shop{Name: "a", Lang: "fr_CA"},
			[]string{"lang: unknown language: want a BCP 47 tag such as fr or en-GB"}},
		{"a currency in lower case is refused", shop{Name: "a", Currency: "eur"},
			[]string{"currency: unknown currency: want an ISO 4217 code such as EUR"}},
		{"a rule without words of its own is named by its tag", shop{Name: "a", Secret: "PERSONAL"},
			[]string{"Secret: invalid: want max=3"}},
		{"a number that is not finite is refused without any tag", shop{Name: "a", Main: &door{"in", math.Inf(-1)}},
			[]string{"main.width: not a finite number"}},
		{"of a number that is not finite nothing else is said", shop{Name: "a", Stars: math.NaN(), Discount: rate(math.Inf(1))},
			[]string{"stars: not a finite number", "discount: not a finite number"}},
		{"a text that is not UTF-8 is refused without any tag", shop{Name: "PERSONAL\xff", Tags: []string{"\xc0\x80"}},
			[]string{"name: not valid UTF-8", "tags[0]: not valid UTF-8"}},
		{"what no other package can see is not looked at", shop{Name: "a", hidden: math.NaN()}, nil},
		{"all mistakes come back in the order of the fields",
			shop{Kind: "x", Stars: 9, Tags: []string{""}, Doors: []door{{Width: math.NaN()}, {}}, Lang: "?"},
			[]string{
				"name: missing",
				"kind: unknown: want one of small, large",
				"stars: out of range: want a value from 1 to 5, got 9",
				"tags[0]: missing",
				"doors[0].name: missing",
				"doors[0].width: not a finite number",
				"doors[1].name: missing",
				"lang: unknown language: want a BCP 47 tag such as fr or en-GB",
			}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			err := field.Check(test.shop)
			assert.Equal(t, test.want, lines(err))
			assert.Equal(t, err, field.Check(&test.shop), "a pointer is judged as what it points to")
			if err != nil {
				assert.NotContains(t, err.Error(), "PERSONAL")
			}
		})
	}
}

func lines(err error) []string {
	if err == nil {
		return nil
	}
	return strings.Split(err.Error(), "\n")
}

func TestCheckJoinsWhatItsCallerFound(t *testing.T) {
	v := shop{Doors: make([]door, 11), Stars: math.NaN()}
	for i := range v.Doors {
		v.Doors[i].Name = "same"
	}
	v.Doors[2].Name = ""
	err := field.Check(v,
		&field.Error{Path: "nowhere", Err: field.ErrUnknown},
		&field.Error{Path: "doors[10].name", Err: field.ErrDuplicate},
		&field.Error{Path: "doors[1]", Err: field.ErrInvalid},
		&field.Error{Path: "doors[1].name", Err: field.ErrDuplicate},
		&field.Error{Path: "stars", Err: field.ErrRange},
		&field.Error{Path: "name", Err: field.ErrUnknown},
		&field.Error{Err: field.ErrInvalid},
	)
	assert.Equal(t, []string{
		"invalid",
		"name: missing",
		"name: unknown",
		"stars: not a finite number",
		"doors[1]: invalid",
		"doors[1].name: used twice",
		"doors[2].name: missing",
		"doors[10].name: used twice",
		"nowhere: unknown",
	}, lines(err))
}

func TestErrorsAreTyped(t *testing.T) {
	err := field.Check(shop{Staff: -4})
	mistake, ok := errors.AsType[*field.Error](err)
	require.True(t, ok)
	assert.Equal(t, "name", mistake.Path)
	assert.Equal(t, field.ErrMissing, mistake.Err)
	assert.ErrorIs(t, err, field.ErrMissing)
	assert.ErrorIs(t, err, field.ErrRange)
	assert.NotErrorIs(t, err, field.ErrUnknown)
}

func TestCheckOfNothing(t *testing.T) {
	for _, v := range []any{nil, (*shop)(nil), 3, "PERSONAL", []shop{{}}, map[string]shop{}, new(*shop), time.Now()} {
		t.Run(fmt.Sprintf("%T", v), func(t *testing.T) {
			err := field.Check(v)
			require.Error(t, err)
			_, typed := errors.AsType[*field.Error](err)
			assert.False(t, typed, "it is no mistake in a field")
			assert.NotContains(t, err.Error(), "PERSONAL")
		})
	}
}

func TestCheckOfABadTagIsAnErrorAndNotAPanic(t *testing.T) {
	type unknownRule struct {
		F int `validate:"sparkling"`
	}
	type diveIntoANumber struct {
		F int `validate:"dive"`
	}
	type boundIsNoNumber struct {
		F int `validate:"gte=many"`
	}
	for _, v := range []any{unknownRule{}, diveIntoANumber{}, boundIsNoNumber{}} {
		for range 2 { // the validator keeps what it learnt of a type
			assert.ErrorContains(t, field.Check(v), fmt.Sprintf("field: the tags of %T: ", v))
		}
	}
	assert.NoError(t, field.Check(door{Name: "in"}), "the validator goes on after a bad tag")
}

func TestCheckIsSafeForConcurrentUse(t *testing.T) {
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				assert.ErrorIs(t, field.Check(shop{Doors: []door{{}}}), field.ErrMissing)
			}
		})
	}
	wg.Wait()
}

// FuzzCheck compares with JSON: what Check accepts, JSON carries there and
// back unchanged, and no text ever stands in an error.
func FuzzCheck(f *testing.F) {
	f.Add("in", 1.5, 3)
	f.Add("", math.NaN(), -1)
	f.Add("\xff", math.Inf(1), math.MaxInt)
	f.Add("PERSONAL", math.Copysign(0, -1), math.MinInt)
	f.Fuzz(func(t *testing.T, text string, number float64, whole int) {
		v := shop{Name: text, Kind: text, Stars: number, Staff: whole, Tags: []string{text}, Main: &door{text, number}}
		err := field.Check(v)
		v.Kind, v.Stars, v.Staff = "", 0, 0 // what else can be wrong with them
		if field.Check(v) == nil {
			data, encodeErr := json.Marshal(v)
			require.NoError(t, encodeErr)
			var back shop
			require.NoError(t, json.Unmarshal(data, &back))
			assert.Equal(t, v, back)
		}
		if err != nil && strings.Contains(text, "ERSON") {
			assert.NotContains(t, err.Error(), text)
		}
	})
}

func ExampleCheck() {
	type Stage struct {
		Name    string  `json:"name" validate:"required"`
		Emotion float64 `json:"emotion" validate:"omitempty,gte=1,lte=5"`
	}
	type Map struct {
		Stages []Stage `json:"stages" validate:"dive"`
	}
	m := Map{Stages: []Stage{{Name: "Compare", Emotion: 7}, {Emotion: 3}}}
	fmt.Println(field.Check(m))
	// Output:
	// stages[0].emotion: out of range: want a value from 1 to 5, got 7
	// stages[1].name: missing
}
