package bridge_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/journeytest"
	"github.com/parcours-go/parcours/journey/template"
	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/kpi/churn"
	"github.com/parcours-go/parcours/kpi/churn/renewal"
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/clv"
	"github.com/parcours-go/parcours/kpi/proportion"
	"github.com/parcours-go/parcours/kpi/survey"
	"github.com/parcours-go/parcours/wasm/bridge"
)

// buyers returns the events of a shop whose buyers return.
func buyers(t *testing.T) string {
	t.Helper()
	truth := journeytest.Usual()
	truth.Regulars = journeytest.Regulars{R: 0.7, Alpha: 10, A: 1, B: 3}
	return csvOf(t, journeytest.Shop{Customers: 4000, Seed: 2, Truth: truth})
}

// inJSON returns a value as the module writes it.
func inJSON(t *testing.T, v any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(v))
	return b.String()
}

// parts returns the fields of an object.
func parts(t *testing.T, text string) map[string]json.RawMessage {
	t.Helper()
	var m map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(text), &m))
	return m
}

// same says that one part of a reply is what Go has, whatever else the reply has.
func same(t *testing.T, want any, got json.RawMessage) {
	t.Helper()
	assert.Equal(t, strings.TrimSuffix(inJSON(t, want), "\n"), string(got))
}

const pathTable = `path,total_conversions,total_conversion_value,total_null
web > app > email,3,90,10
email > web,2,30.5,0
app,0,0,7
`

const durations = `weeks,ended,plan
1,1,a
2,1,a
2,0,a
3,1,a
5,0,a
1,0,b
4,1,b
6,1,b
7,0,b
9,0,b
`

func TestEachStatisticOfEventsIsThatOfGo(t *testing.T) {
	events := shop(t, 300)
	log := logOf(t, events, nil)
	east := time.FixedZone("", 7200)
	m := template.Ecommerce(journey.French)
	april := time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		method, params string
		want           func() (any, error)
	}{
		{"attribution", `"conversion":["purchase"]`, func() (any, error) { return attribution.Compute(log, []string{"purchase"}, nil) }},
		{"attribution", `"conversion":["purchase"],"options":{"models":["shapley","time_decay","markov"],"order":2,"values":true,"lookback":604800,"half_life":86400,"direct":["web"],"conversion_touches":true}`,
			func() (any, error) {
				return attribution.Compute(log, []string{"purchase"}, &attribution.Options{
					Models: []attribution.Model{attribution.Shapley, attribution.TimeDecay, attribution.Markov}, Order: 2, Values: true,
					Lookback: 7 * 24 * time.Hour, HalfLife: 24 * time.Hour, Direct: []journey.Channel{"web"}, ConversionTouches: true,
				})
			}},
		{"survey", `"preset":"nps"`, func() (any, error) { return survey.Compute(nil, log, survey.Recommend(), nil) }},
		{"survey", `"preset":"csat","template":"ecommerce","lang":"fr","options":{"by":"channel","period":"month","location":"+02:00","which":"last"}`,
			func() (any, error) {
				return survey.Compute(m, log, survey.Satisfaction(), &survey.Options{
					By: survey.Channel, Period: survey.Month, Location: east, Which: survey.LastAnswer,
				})
			}},
		{"survey", `"question":{"name":"ease","kind":"top_three","scale":{"lo":1,"hi":7},"events":["ces","csat"]}`, func() (any, error) {
			return survey.Compute(nil, log, survey.Question{
				Name: "ease", Kind: survey.TopThree, Scale: survey.Scale{Lo: 1, Hi: 7}, Events: []string{"ces", "csat"},
			}, nil)
		}},
		{"churn", ``, func() (any, error) { return churn.Compute(log, nil) }},
		{"churn", `"options":{"events":["purchase","product_view"],"silence":864000,"leave":"after_silence","period":"week","location":"+02:00","at":"2026-04-01T00:00:00Z"}`,
			func() (any, error) {
				return churn.Compute(log, &churn.Options{
					Events: []string{"purchase", "product_view"}, Silence: 10 * 24 * time.Hour, Leave: churn.AfterSilence,
					Period: churn.Week, Location: east, At: april,
				})
			}},
		{"revenue_churn", `"options":{"start":["purchase"],"lapse":2592000,"window":2,"reactivation":"as_expansion"}`, func() (any, error) {
			return churn.ComputeRevenue(log, &churn.ContractOptions{
				Start: []string{"purchase"}, Lapse: 30 * 24 * time.Hour, Window: 2, Reactivation: churn.AsExpansion,
			})
		}},
	} {
		t.Run(c.method+" "+c.params, func(t *testing.T) {
			want, err := c.want()
			require.NoError(t, err)
			assert.True(t, inJSON(t, want) == done(t, c.method, "{"+c.params+"}", events), "the bytes are those of Go")
		})
	}
}

func TestTheValueOfCustomersIsThatOfGo(t *testing.T) {
	const calendar = `"calendar":{"location":"UTC","occasion":"day","unit":"week"}`
	events := buyers(t)
	log := logOf(t, events, nil)
	days := clv.Calendar{Location: time.UTC, Occasion: clv.Day, Unit: clv.Week}
	terms := clv.Terms{Margin: 0.4, Period: 4.345, Rate: 0.01, Periods: 12}
	found, err := clv.Observe(log, days, nil)
	require.NoError(t, err)
	histories := found.Histories()
	bought, err := clv.Fit(histories, nil)
	require.NoError(t, err)
	spend, err := clv.FitSpend(histories, nil)
	require.NoError(t, err)

	t.Run("with its models and all customers", func(t *testing.T) {
		want, err := clv.Value(histories, bought, spend, terms, nil)
		require.NoError(t, err)
		got := parts(t, done(t, "lifetime_value", `{`+calendar+`,"terms":{"margin":0.4,"period":4.345,"rate":0.01,"periods":12},"options":{"customers":true}}`, events))
		same(t, bought, got["purchases"])
		same(t, spend, got["spend"])
		value, observed := parts(t, string(got["value"])), parts(t, string(got["observed"]))
		for key, part := range parts(t, inJSON(t, want)) {
			assert.Equal(t, string(part), string(value[key]), key)
		}
		counted := parts(t, inJSON(t, found))
		assert.Equal(t, string(counted["customers"]), string(observed["histories"]))
		assert.Equal(t, fmt.Sprint(len(found.Customers)), string(observed["customers"]))
		for _, key := range []string{"origin", "until", "t", "events", "occasions", "refunds", "free", "blank", "spent", "early", "late", "later"} {
			require.Contains(t, observed, key)
			assert.Equal(t, string(counted[key]), string(observed[key]), key)
		}
		assert.NotContains(t, got, "holdout")
	})
	t.Run("of a price, without customers", func(t *testing.T) {
		forever := clv.Terms{Margin: 1, PerPurchase: 20, Period: 52, Rate: 0.1, Forever: true}
		pareto, err := clv.Fit(histories, &clv.Options{Family: clv.ParetoNBD, Level: 0.8})
		require.NoError(t, err)
		want, err := clv.Value(histories, pareto, nil, forever, &clv.ValueOptions{Level: 0.8, Method: clv.Drawn, Draws: 100, Seed: 7})
		require.NoError(t, err)
		got := parts(t, done(t, "lifetime_value", `{`+calendar+`,"terms":{"margin":1,"per_purchase":20,"period":52,"rate":0.1,"forever":true},"options":{"family":"Pareto/NBD","level":0.8,"method":"drawn","draws":100,"seed":7}}`, events))
		same(t, pareto, got["purchases"])
		same(t, want.Total, parts(t, string(got["value"]))["total"])
		same(t, want.Mean, parts(t, string(got["value"]))["mean"])
		assert.NotContains(t, got, "spend")
		assert.NotContains(t, parts(t, string(got["value"])), "customers")
		assert.NotContains(t, parts(t, string(got["observed"])), "histories")
	})
	t.Run("with a holdout", func(t *testing.T) {
		until := time.Date(2026, 4, 5, 0, 0, 0, 0, time.UTC)
		held, err := clv.Observe(log, days, &clv.ObserveOptions{Until: until, Holdout: until.AddDate(0, 0, 21)})
		require.NoError(t, err)
		fitted, err := clv.Fit(held.Histories(), nil)
		require.NoError(t, err)
		check, err := clv.CheckHoldout(fitted.Model, held.Customers, held.HoldoutTime, nil)
		require.NoError(t, err)
		got := parts(t, done(t, "lifetime_value", `{`+calendar+`,"terms":{"margin":1,"per_purchase":1,"period":1,"periods":4},"options":{"until":"2026-04-05T00:00:00Z","holdout":"2026-04-26T00:00:00Z"}}`, events))
		same(t, fitted, got["purchases"])
		same(t, check, got["holdout"])
	})
	t.Run("of a table", func(t *testing.T) {
		var table strings.Builder
		table.WriteString("who,x,t_x,T,m_x\n")
		for _, h := range histories {
			fmt.Fprintf(&table, "%s,%d,%v,%v,%v\n", h.ID, h.Frequency, h.Recency, h.T, h.Monetary)
		}
		params := `"terms":{"margin":0.4,"period":4.345,"rate":0.01,"periods":12}`
		whole := done(t, "lifetime_value", `{`+calendar+`,`+params+`,"options":{"customers":true}}`, events)
		got := parts(t, done(t, "lifetime_value_of_histories", `{`+params+`,"columns":{"id":"who"},"options":{"customers":true}}`, table.String()))
		for key, part := range got {
			assert.Equal(t, string(parts(t, whole)[key]), string(part), key)
		}
		assert.NotContains(t, got, "observed")
		brief := parts(t, done(t, "lifetime_value_of_histories", `{`+params+`}`, table.String()))
		assert.Equal(t, string(got["spend"]), string(brief["spend"]))
		assert.NotContains(t, string(brief["value"]), `"customers":[`)
	})
}

func TestCustomersWithoutAMeanValueAreValuedAsGoDoes(t *testing.T) {
	table := strings.Replace(someHistories, ",52,", ",-52,", 1)
	histories, err := clv.ReadHistories(strings.NewReader(table), nil)
	require.NoError(t, err)
	bought, err := clv.Fit(histories, &clv.Options{Level: 0.8})
	require.NoError(t, err)
	spend, err := clv.FitSpend(histories, &clv.SpendOptions{Level: 0.8, LeaveOut: true})
	require.NoError(t, err)
	want, err := clv.Value(histories, bought, spend, clv.Terms{Margin: 1, Period: 1, Periods: 4}, &clv.ValueOptions{Level: 0.8, UseMean: true})
	require.NoError(t, err)
	const terms = `"terms":{"margin":1,"period":1,"periods":4}`
	got := parts(t, done(t, "lifetime_value_of_histories", `{`+terms+`,"options":{"level":0.8,"leave_out":true,"use_mean":true}}`, table))
	same(t, spend, got["spend"])
	same(t, want.Total, parts(t, string(got["value"]))["total"])
	assert.Equal(t, "5", string(parts(t, string(got["value"]))["imputed"]))
}

func TestCreditOfCountedPathsIsThatOfGo(t *testing.T) {
	paths, err := attribution.ReadPaths(strings.NewReader(pathTable))
	require.NoError(t, err)
	for params, opt := range map[string]*attribution.Options{
		`{}`: nil,
		`{"options":{"values":true,"order":2,"without_nulls":true,"models":["markov","first"]}}`: {
			Values: true, Order: 2, WithoutNulls: true, Models: []attribution.Model{attribution.Markov, attribution.First},
		},
	} {
		want, err := attribution.FromPaths(paths, opt)
		require.NoError(t, err)
		assert.Equal(t, inJSON(t, want), done(t, "attribution_of_paths", params, pathTable))
	}
}

func TestSurvivalIsThatOfGo(t *testing.T) {
	const columns = `"columns":{"time":"weeks","event":"ended","group":"plan"}`
	data, err := survival.ReadCSV(strings.NewReader(durations), &survival.CSVOptions{Time: "weeks", Event: "ended", Group: "plan"})
	require.NoError(t, err)
	curves, err := survival.KaplanMeier(data, &survival.Options{Level: 0.9, Transform: survival.Plain})
	require.NoError(t, err)
	test, err := survival.LogRank(data, &survival.LogRankOptions{Weights: survival.HarringtonFleming, Rho: 0.5, Pairs: true})
	require.NoError(t, err)
	hazards, err := survival.NelsonAalen(data, &survival.HazardOptions{Ties: survival.FlemingHarrington, Level: 0.9, Transform: survival.Plain})
	require.NoError(t, err)

	params := `{` + columns + `,"options":{"level":0.9,"transform":"plain","weights":"harrington_fleming","rho":0.5,"pairs":true,"hazards":true,"ties":"fleming_harrington"}}`
	got := parts(t, done(t, "survival", params, durations))
	same(t, test, got["comparison"])
	same(t, hazards, got["hazards"])
	assert.NotContains(t, got, "case")
	var list []json.RawMessage
	require.NoError(t, json.Unmarshal(got["curves"], &list))
	require.Len(t, list, len(curves))
	for i, c := range curves {
		one := parts(t, string(list[i]))
		for key, part := range parts(t, inJSON(t, c)) {
			assert.Equal(t, string(part), string(one[key]), key)
		}
		same(t, c.Median(), one["median"])
		same(t, c.Mean(), one["mean"])
	}

	t.Run("read at some times", func(t *testing.T) {
		got := done(t, "survival", `{`+columns+`,"options":{"times":[0.5,4,100]}}`, durations)
		var read struct {
			Curves []struct{ Steps []survival.Step }
		}
		require.NoError(t, json.Unmarshal([]byte(got), &read))
		plain, err := survival.KaplanMeier(data, nil)
		require.NoError(t, err)
		for i, c := range plain {
			assert.Equal(t, []survival.Step{c.At(0.5), c.At(4), c.At(100)}, read.Curves[i].Steps)
		}
	})
	t.Run("without a comparison, and why", func(t *testing.T) {
		for want, payload := range map[string]string{
			"one_group": "time,event\n1,1\n2,0\n",
			"no_events": "time,event,group\n1,0,a\n2,0,b\n",
		} {
			got := parts(t, done(t, "survival", `{}`, payload))
			assert.Equal(t, `"`+want+`"`, string(got["case"]))
			assert.NotContains(t, got, "comparison")
		}
	})
	t.Run("other words for an event", func(t *testing.T) {
		likeR := strings.NewReplacer(",1,", ",2,", ",0,", ",1,").Replace(durations)
		assert.Equal(t, done(t, "survival", `{`+columns+`}`, durations),
			done(t, "survival", strings.Replace(`{`+columns+`}`, `"time"`, `"happened":["2"],"time"`, 1), likeR))
	})
}

func TestLifetimesAreThoseOfGo(t *testing.T) {
	events := shop(t, 300)
	log := logOf(t, events, nil)
	for _, c := range []struct {
		method, params string
		opt            churn.LifetimeOptions
	}{
		{"lifetimes", `"by":"channel"`, churn.LifetimeOptions{By: churn.Channel}},
		{"lifetimes", `"through_pauses":true`, churn.LifetimeOptions{ThroughPauses: true}},
		{"lifetimes", `"events":["product_view"],"silence":864000,"leave":"after_silence","at":"2026-03-01T00:00:00Z","through_pauses":true`, churn.LifetimeOptions{
			ThroughPauses: true,
			Silence: churn.Options{
				Events: []string{"product_view"}, Silence: 10 * 24 * time.Hour, Leave: churn.AfterSilence, At: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC),
			},
		}},
		{"contract_lifetimes", `"start":["purchase"],"renew":["product_view"],"change":["home"],"cancel":["nps"],"lapse":864000,"by":"channel"`, churn.LifetimeOptions{
			By: churn.Channel,
			Contract: &churn.ContractOptions{
				Start: []string{"purchase"}, Renew: []string{"product_view"}, Change: []string{"home"}, Cancel: []string{"nps"}, Lapse: 10 * 24 * time.Hour,
			},
		}},
	} {
		t.Run(c.params, func(t *testing.T) {
			list, err := churn.Lifetimes(log, &c.opt)
			require.NoError(t, err)
			curves, err := survival.KaplanMeier(churn.SurvivalData(list), nil)
			require.NoError(t, err)
			text := done(t, c.method, `{"options":{"customers":true,`+c.params+`}}`, events)
			same(t, list, parts(t, text)["lifetimes"])
			var got struct{ Curves []survival.Curve }
			require.NoError(t, json.Unmarshal([]byte(text), &got))
			assert.Equal(t, curves, got.Curves)
			assert.NotContains(t, done(t, c.method, `{"options":{`+c.params+`}}`, events), `"lifetimes"`)
		})
	}
}

func TestRenewalIsThatOfGo(t *testing.T) {
	cohorts := []renewal.Cohort{{Name: "2024", Alive: []int{1000, 631, 468, 382}}, {Alive: []int{900, 600}, Age: 1}}
	fit, err := renewal.Fit(cohorts, &renewal.Options{Family: renewal.SBG, Level: 0.9})
	require.NoError(t, err)
	points, err := fit.Project(12)
	require.NoError(t, err)
	base, err := fit.Base(cohorts, 100, 0.1)
	require.NoError(t, err)
	lifetime, finite, err := fit.Lifetime()
	require.NoError(t, err)
	const table = `"cohorts":[{"name":"2024","alive":[1000,631,468,382]},{"alive":[900,600],"age":1}],"last":12`
	got := parts(t, string(ask(t, "renewal", `{`+table+`,"margin":100,"rate":0.1,"options":{"family":"sBG","level":0.9}}`, "").line["projection"]))
	same(t, fit, got["fit"])
	same(t, points, got["points"])
	same(t, base, got["base"])
	if finite {
		same(t, lifetime, got["lifetime"])
	}
	assert.Equal(t, !finite, string(got["infinite_lifetime"]) == "true")
	assert.Equal(t, finite, got["lifetime"] != nil)
	assert.NotContains(t, string(ask(t, "renewal", `{`+table+`}`, "").line["projection"]), `"base"`)
}

func TestProportionsAreThoseOfGo(t *testing.T) {
	a, b := proportion.Group{Name: "a", K: 12, N: 80}, proportion.Group{Name: "b", K: 25, N: 90}
	for _, c := range []struct {
		method, params, key string
		want                func() (any, error)
	}{
		{"proportion", `{"k":12,"n":80}`, "measure", func() (any, error) { return proportion.Interval(12, 80, nil) }},
		{"proportion", `{"k":12,"n":80,"options":{"level":0.9,"method":"clopper_pearson"}}`, "measure", func() (any, error) {
			return proportion.Interval(12, 80, &proportion.Options{Level: 0.9, Method: proportion.ClopperPearson})
		}},
		{"difference", `{"a":{"k":12,"n":80},"b":{"k":25,"n":90},"options":{"method":"miettinen_nurminen"}}`, "measure", func() (any, error) {
			return proportion.Difference(a, b, &proportion.Options{Method: proportion.MiettinenNurminen})
		}},
		{"sample_size", `{"p1":0.1,"p2":0.12,"options":{"power":0.9,"corrected":true,"method":"unpooled"}}`, "size", func() (any, error) {
			return proportion.SampleSize(0.1, 0.12, &proportion.SizeOptions{Power: 0.9, Corrected: true, Method: proportion.Unpooled})
		}},
		{"compare", `{"groups":[{"name":"a","k":12,"n":80},{"name":"b","k":25,"n":90}],"options":{"test":"fisher","correction":"none","reference":"a"}}`, "comparison", func() (any, error) {
			return proportion.Compare([]proportion.Group{a, b}, &proportion.CompareOptions{
				Test: proportion.FisherTest, Correction: proportion.NoCorrection, Reference: "a",
			})
		}},
	} {
		t.Run(c.method+c.params, func(t *testing.T) {
			want, err := c.want()
			require.NoError(t, err)
			r := ask(t, c.method, c.params, "")
			same(t, want, r.line[c.key])
			assert.Len(t, r.line, 1)
			assert.Empty(t, r.payload)
		})
	}
}

// What is declared as a list is one in the statistics too.
func TestNoStatisticHasANull(t *testing.T) {
	const terms = `"terms":{"margin":1,"period":1,"periods":4}`
	for _, c := range [][3]string{
		{"attribution", `{"conversion":["none"]}`, visits},
		{"attribution", `{"conversion":["purchase"],"options":{"direct":[],"touches":[]}}`, visits},
		{"attribution_of_paths", `{}`, pathTable},
		{"survey", `{"preset":"nps","template":"ecommerce","options":{"by":"channel","period":"day"}}`, visits},
		{"survey", `{"question":{"kind":"mean","scale":{"lo":1,"hi":3},"events":["product_view"]}}`, visits},
		{"churn", `{}`, visits},
		{"revenue_churn", `{"options":{"start":["product_view"]}}`, visits},
		{"lifetimes", `{"options":{"customers":true,"hazards":true,"times":[],"pairs":true,"by":"channel"}}`, visits},
		{"contract_lifetimes", `{"options":{"start":["purchase"],"hazards":true}}`, visits},
		{"survival", `{"options":{"hazards":true}}`, "time,event\n1,0\n"},
		{"lifetime_value_of_histories", `{` + terms + `,"options":{"customers":true}}`, someHistories},
		{"lifetime_value_of_histories", `{` + terms + `,"options":{"method":"none"}}`, someHistories},
		{"compare", `{"groups":[{"name":"a","n":2},{"name":"b","n":2}]}`, ""},
		{"renewal", `{"cohorts":[{"alive":[1000,631,468,382]}],"last":1,"margin":1,"rate":0.1}`, ""},
	} {
		reply := string(bridge.Call(c[0], []byte(c[1]+"\n"+c[2])))
		assert.NotRegexp(t, `":null|\[null`, reply, "%s %s", c[0], c[1])
		if strings.HasPrefix(reply, `{"error"`) {
			assert.Contains(t, reply, `"no_data"`, "%s %s", c[0], c[1])
		}
	}
}
