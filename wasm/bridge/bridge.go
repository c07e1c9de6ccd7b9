// Package bridge is the module as one function of bytes, for callers that are
// not Go. It knows no host, so that its tests run natively; the WebAssembly
// module (package wasm) is this function and nothing more.
//
// # Requests and replies
//
// A request and a reply have one form: a line of JSON, a newline, and a payload
// of raw bytes, which may be empty. A file or a drawing so travels as it is,
// never inside a JSON text. The line of a request holds the parameters of the
// method, and an empty line is {}; the newline may be missing where there is no
// payload.
//
// # Methods
//
// Each line names the method, its parameters, and what becomes of the payload.
//
//	version                                       → {"module", "abi", "methods", "views"}
//	schema                                        → {}, payload: JSON Schema of a map
//	template  name, lang                          → {}, payload: a map
//	validate                        payload: map  → {"mistakes": […]}
//	render    view, lang, theme,
//	          dark, width, id       payload: data → {}, payload: SVG
//	tables    the same              payload: data → {"tables": [{"title", "columns", "rows", "notes"}]}
//	nps       answers, level, method, wald        → {"measure": {…}}
//	csat      answers, level, method, wald        → {"measure": {…}}
//	ces       answers, level, method, wald        → {"measure": {…}}
//
// These compute with numbers and no payload, and take options too, of the type
// of the function on the right:
//
//	proportion   k, n           → {"measure"}     [proportion.Interval]
//	difference   a, b           → {"measure"}     [proportion.Difference]
//	compare      groups         → {"comparison"}  [proportion.Compare]
//	sample_size  p1, p2         → {"size"}        [proportion.SampleSize]
//	renewal      cohorts, last,
//	             margin, rate   → {"projection"}  [renewal.Fit] and what it says
//
// A projection has fit, the points up to the renewal last, the lifetime unless
// that is infinite (infinite_lifetime), and with a margin and a rate the base:
// what the customers are worth.
//
// The following take a log as their payload and reply with {} and a payload of
// JSON: the result of the function on the right. All take events and options
// beside what is named here.
//
//	analyze      map                    [kpi.Analyze]
//	frictions    map                    [friction.Find]
//	funnel       steps, or a map        [funnel.Compute], of [funnel.Steps] of the map
//	flow         map, if at all         [flow.Compute]
//	retention    target, returns        [retention.Compute]
//	activity     target                 [retention.ComputeActivity]
//	dwell        map                    [dwell.Compute]
//	carts                               [cart.Compute]
//	conformance  map, or none with
//	             options.sequence       [conformance.Compute]
//	attribution  conversion             [attribution.Compute]
//	survey       preset or question,
//	             map, if at all         [survey.Compute]
//	churn                               [churn.Compute]
//	revenue_churn                       [churn.ComputeRevenue]
//	rfm          purchases, at          [segment.RFM], of the [event.Log.Interactions] of the purchases
//
// The preset of a survey is "nps", "csat" or "ces". These join several functions:
//
//	lifetime_value      calendar, terms  [clv.Observe], [clv.Fit], [clv.FitSpend] and [clv.Value]
//	lifetimes                            [churn.Lifetimes], and what survival says of them
//	contract_lifetimes                   the same of subscriptions
//
// And these are of a table, which is CSV without compression. columns says under
// which headings it has what; all take options too.
//
//	attribution_of_paths                        [attribution.ReadPaths], [attribution.FromPaths]
//	lifetime_value_of_histories  terms,
//	                             columns        [clv.ReadHistories] and the others of lifetime_value
//	survival                     columns        [survival.ReadCSV], [survival.KaplanMeier],
//	                                            [survival.LogRank], [survival.NelsonAalen]
//
// A lifetime value is {"observed", "purchases", "spend", "value", "holdout"}: the
// counts of what was observed in a log, the two fitted models, the valuation, and
// a check where options.holdout asks for one. options are those of all functions
// together. With options.customers, observed.histories and value.customers list
// who the customers are, and else are missing. Of the calendar and the terms
// nothing is implied. With terms.per_purchase there is no model of spend.
//
// Survival is {"curves", "comparison", "case", "hazards", "lifetimes"}. A curve
// has its median and its mean, and only the steps at options.times if these are
// given. Where groups do not compare, case says why: "one_group" or "no_events".
// hazards are there with options.hazards, whose ties are options.ties, and
// lifetimes with options.customers.
//
// A view is "journey_map", where it is missing, or one of the others of package
// render in lower case with "_" between words. Its data are a map, a persona, or
// what the method that computes them replied with: {"before", "after"} of two
// maps for "compare", a list for "cards". What only some views take (lanes, hide,
// shape, others; form; title, currency; names; models, value; counts; measures;
// releases; most; self, cycle; unit) is an error with the others.
//
// The template is "ecommerce". Where a method takes a map it is in the form of
// [journey.Read]; as a parameter, it is that or a text of it, and template and lang
// may stand in place of map.
// Parameters are read as strictly: a key that is unknown or used twice, null, a
// value of another type are errors that name their place and what is allowed.
//
// The parameters events are the format, as [event.Read] takes it, and the fields
// of [event.ReadOptions]; options are those of the options of the function, and
// steps those of [funnel.Step]. Their keys are the names in lower case, with "_"
// between words. A time is a text of RFC 3339 and a duration a number of seconds,
// where -1 stands for what the field takes a negative one for, as [funnel.AtOnce].
// Comma is a text of one character. A time zone is "UTC" or an offset such as
// "+02:00". Names of places such as "Europe/Paris" are not known: the tables of
// the time zones would add 55 kB to what a page downloads, and results would
// depend on which edition of them a machine has.
//
// # Errors
//
// An error is the line
//
//	{"error": {"code", "message", "path", "line", "column", "mistakes", "family", "case", "limit"}}
//
// without a payload. All but code and message may be missing. path, line and
// column lead to the first mistake: in the parameters, in the map or in the
// file of events, as the code says. line and column count from 1; a column counts
// characters of a map, fields of CSV, and bytes of other files. mistakes has
// everything that is wrong with a map, each with its path and message. family,
// case and limit are of the code degenerate: the model that was asked for, what
// is the matter with the data, and the simpler model that they lead to. A case is
// a [clv.Case], a [renewal.Case] or "unusable_values": repeat purchases without a
// mean value above 0. A message is for people, in English, and holds nothing of
// what stands in a map or in a file but numbers; of the parameters it quotes
// names that are not known: of keys, of columns, of the like; and of the data of a
// drawing, keys that are not known. The path into such data begins with "data",
// "before" or "after".
//
// The codes are stable:
//
//	unknown_method  no method of that name
//	bad_request     the parameters
//	invalid_map     the map
//	bad_events      the file of events, or the table in its place
//	no_data         there is nothing to compute from
//	degenerate      there is data, but no model of the family: see case
//	no_convergence  a search for a model came to no end
//	too_large       the file of events goes over a limit, or a number does
//	internal        a mistake of this module: a panic ends here
package bridge

import (
	"bytes"
	"slices"
	"strings"

	"github.com/parcours-go/parcours/kpi"
)

// Call runs a method on a request and returns its reply. It never panics: what
// goes wrong is in the reply. It keeps nothing of the request and nothing
// between calls, so any number of goroutines may call it at once.
func Call(method string, request []byte) (reply []byte) {
	return serve(methods(), method, request)
}

// Methods returns the names that Call knows, sorted.
func Methods() []string {
	var names []string
	for _, m := range methods() {
		names = append(names, m.name)
	}
	return names
}

// A method is one thing that Call can do.
type method struct {
	name string
	run  func(line, payload []byte) (answer, error)
}

// methods returns all there are, sorted by name.
func methods() []method {
	return []method{
		{"activity", withPayload(activity)},
		{"analyze", withPayload(analyze)},
		{"attribution", withPayload(credit)},
		{"attribution_of_paths", withPayload(creditOfPaths)},
		{"carts", withPayload(carts)},
		{"ces", alone(scoring(kpi.CES))},
		{"churn", withPayload(lost)},
		{"compare", alone(compare)},
		{"conformance", withPayload(conform)},
		{"contract_lifetimes", withPayload(subscribed)},
		{"csat", alone(scoring(kpi.CSAT))},
		{"difference", alone(difference)},
		{"dwell", withPayload(stays)},
		{"flow", withPayload(countFlow)},
		{"frictions", withPayload(frictions)},
		{"funnel", withPayload(countFunnel)},
		{"lifetime_value", withPayload(worth)},
		{"lifetime_value_of_histories", withPayload(worthOfHistories)},
		{"lifetimes", withPayload(stayed)},
		{"nps", alone(scoring(kpi.NPS))},
		{"proportion", alone(share)},
		{"render", withPayload(draw)},
		{"renewal", alone(project)},
		{"retention", withPayload(retained)},
		{"revenue_churn", withPayload(lostRevenue)},
		{"rfm", withPayload(scored)},
		{"sample_size", alone(sampleSize)},
		{"schema", alone(schema)},
		{"survey", withPayload(answers)},
		{"survival", withPayload(survive)},
		{"tables", withPayload(tabulate)},
		{"template", alone(start)},
		{"validate", withPayload(validate)},
		{"version", alone(version)},
	}
}

// alone makes a method of a function of parameters.
func alone[P any](f func(P) (answer, error)) func(line, payload []byte) (answer, error) {
	return func(line, payload []byte) (answer, error) {
		if len(payload) > 0 {
			return answer{}, badRequest("", "want no payload")
		}
		p, err := decode[P](line)
		if err != nil {
			return answer{}, err
		}
		return f(p)
	}
}

// withPayload makes a method of a function of parameters and a payload.
func withPayload[P any](f func(P, []byte) (answer, error)) func(line, payload []byte) (answer, error) {
	return func(line, payload []byte) (answer, error) {
		p, err := decode[P](line)
		if err != nil {
			return answer{}, err
		}
		return f(p, payload)
	}
}

func serve(table []method, name string, request []byte) (reply []byte) {
	defer func() {
		if recover() != nil {
			reply = faultReply(&fault{Code: codeInternal, Message: "a mistake in the module; please report it with the request"})
		}
	}()
	i := slices.IndexFunc(table, func(m method) bool { return m.name == name })
	if i < 0 {
		return faultReply(&fault{Code: codeUnknownMethod, Message: "unknown method: want one of " + strings.Join(Methods(), ", ")})
	}
	line, payload, _ := bytes.Cut(request, []byte{'\n'})
	a, err := table[i].run(line, payload)
	if err != nil {
		return faultReply(faultOf(err))
	}
	return a.reply()
}
