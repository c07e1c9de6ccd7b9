package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/parcours-go/parcours/journey/journeytest"
)

// statistics returns the methods that estimate and iterate, whose numbers must
// be the same on every processor.
func statistics(t *testing.T) []request {
	events, orders := shopCSV(t, 400, 5), buyersCSV(t)
	calendar := object{"location": "+01:00", "occasion": "day", "unit": "week"}
	terms := object{"margin": 0.3, "period": 4.345, "rate": 0.01, "periods": 12}
	forever := object{"margin": 1, "per_purchase": 30, "period": 52, "rate": 0.1, "forever": true}
	var all []request
	for _, r := range []request{
		{"", "attribution", object{"conversion": []string{"purchase"}, "options": object{"values": true, "order": 3, "models": []string{"markov", "shapley", "time_decay", "position_based"}}}, events},
		{"", "attribution_of_paths", object{"options": object{"order": 2}}, countedPaths()},
		{"", "survey", object{"preset": "nps", "template": "ecommerce", "options": object{"by": "channel", "period": "month", "method": "exact"}}, events},
		{"", "survey", object{"preset": "csat", "options": object{"period": "week"}}, events},
		{"", "churn", object{"options": object{"period": "week", "silence": 864000}}, events},
		{"", "revenue_churn", object{"options": object{"start": []string{"purchase"}, "lapse": 2.6e6, "period": "week"}}, orders},
		{"", "lifetimes", object{"options": object{"by": "channel", "hazards": true, "pairs": true, "customers": true}}, events},
		{"", "contract_lifetimes", object{"options": object{"start": []string{"purchase"}, "lapse": 2.6e6, "transform": "log_log", "weights": "harrington_fleming", "rho": 0.3, "by": "channel"}}, orders},
		{"", "survival", object{"options": object{"hazards": true, "ties": "fleming_harrington", "weights": "peto_peto"}}, manyDurations()},
		{"", "lifetime_value", object{"calendar": calendar, "terms": terms, "options": object{"customers": true}}, orders},
		{"", "lifetime_value", object{"calendar": calendar, "terms": forever, "options": object{"family": "Pareto/NBD", "method": "drawn", "draws": 100}}, orders},
		{"", "lifetime_value", object{"calendar": calendar, "terms": terms, "options": object{"family": "MBG/NBD", "holdout": "2026-04-26T00:00:00Z", "until": "2026-04-05T00:00:00Z"}}, orders},
		{"", "lifetime_value", object{"calendar": calendar, "terms": terms}, events},
		{"", "renewal", object{"cohorts": []object{{"alive": []int{1000, 631, 468, 382, 326, 289, 262, 241}}}, "last": 20, "margin": 100, "rate": 0.1, "options": object{"family": "BdW"}}, nil},
		{"", "renewal", object{"cohorts": []object{{"alive": []int{1000, 1000}}}, "last": 20}, nil},
		{"", "proportion", object{"k": 3, "n": 101, "options": object{"method": "mid_p", "level": 0.99}}, nil},
		{"", "difference", object{"a": object{"k": 3, "n": 101}, "b": object{"k": 19, "n": 107}, "options": object{"method": "miettinen_nurminen"}}, nil},
		{"", "sample_size", object{"p1": 0.1, "p2": 0.11}, nil},
		{"", "compare", object{"groups": []object{{"name": "a", "k": 3, "n": 101}, {"name": "b", "k": 19, "n": 107}, {"name": "c", "n": 50}}, "options": object{"test": "fisher"}}, nil},
	} {
		r.name = fmt.Sprintf("%s of %v", r.method, r.params)
		all = append(all, r)
	}
	return all
}

// buyersCSV returns the events of a shop whose buyers return.
func buyersCSV(t *testing.T) []byte {
	truth := journeytest.Usual()
	truth.Regulars = journeytest.Regulars{R: 0.7, Alpha: 10, A: 1, B: 3}
	return csvOf(t, journeytest.Shop{Customers: 1500, Seed: 2, Truth: truth})
}

func countedPaths() []byte {
	var b strings.Builder
	b.WriteString("path,total_conversions,total_conversion_value,total_null\n")
	channels := []string{"web", "app", "email", "ads", "store"}
	for i := range 200 {
		path := channels[i%5]
		for k := 1; k <= i%7; k++ {
			path += " > " + channels[(i*k+k)%5]
		}
		fmt.Fprintf(&b, "%s,%d,%g,%d\n", path, 1+i%9, float64(1+i%9)*12.7, i%31)
	}
	return []byte(b.String())
}

func manyDurations() []byte {
	var b strings.Builder
	b.WriteString("time,event,group\n")
	for i := range 500 {
		fmt.Fprintf(&b, "%g,%d,%c\n", float64(1+i*i%97)/7, i*i%3&1, 'a'+i%3)
	}
	return []byte(b.String())
}
