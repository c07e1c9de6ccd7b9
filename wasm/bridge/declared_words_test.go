package bridge

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The words that a property may be are the constants of its type in Go.
func TestTheDeclaredWordsAreTheConstants(t *testing.T) {
	text := declarations(t)
	for property, of := range map[string]string{
		"FoundFriction.kind":          "friction.Kind",
		"FunnelOptions.order":         "funnel.Order",
		"FunnelOptions.ties":          "funnel.Ties",
		"FunnelOptions.anchor":        "funnel.Anchor",
		"FunnelOptions.effect":        "funnel.Effect",
		"FunnelOptions.scope":         "funnel.Scope",
		"FunnelOptions.count":         "funnel.Count",
		"FunnelOptions.attribution":   "funnel.Attribution",
		"FunnelResult.count":          "funnel.Count",
		"FlowOptions.by":              "flow.By",
		"FlowAround.occurrence":       "flow.Occurrence",
		"RetentionOptions.period":     "retention.Period",
		"RetentionOptions.week_start": "retention.Weekday",
		"RetentionOptions.window":     "retention.Window",
		"RetentionOptions.round":      "retention.Rounding",
		"RetentionOptions.births":     "retention.Births",
		"RetentionOptions.at_birth":   "retention.AtBirth",
		"RetentionOptions.return":     "retention.Criterion",
		"RetentionResult.period":      "retention.Period",
		"ActivityOptions.period":      "retention.Period",
		"ActivityOptions.week_start":  "retention.Weekday",
		"ActivityResult.period":       "retention.Period",
		"CartsOptions.unit":           "cart.Unit",
		"ConformanceOptions.by":       "conformance.By",
		"ConformanceOptions.per":      "conformance.Per",
		"ConformanceResult.by":        "conformance.By",
		"ConformanceResult.per":       "conformance.Per",
		"ConformanceDeviation.kind":   "conformance.Kind",

		"AttributionTransition.end":        "attribution.End",
		"SurveyQuestion.kind":              "survey.Kind",
		"AskedQuestion.kind":               "survey.Kind",
		"SurveyScore.method":               "survey.Method",
		"AnswersOptions.which":             "survey.Which",
		"AnswersOptions.period":            "survey.Period",
		"ChurnOptions.leave":               "churn.Leave",
		"ChurnOptions.period":              "churn.Period",
		"ChurnResult.period":               "churn.Period",
		"RevenueChurnOptions.reactivation": "churn.Reactivation",
		"RevenueChurnResult.period":        "churn.Period",
		"LifetimesOptions.leave":           "churn.Leave",
		"SurvivalOptions.transform":        "churn/survival.Transform",
		"SurvivalOptions.weights":          "churn/survival.Weights",
		"SurvivalOptions.ties":             "churn/survival.TieRule",
		"SurvivalCurve.transform":          "churn/survival.Transform",
		"SurvivalComparison.weights":       "churn/survival.Weights",
		"SurvivalHazard.ties":              "churn/survival.TieRule",
		"RenewalOptions.family":            "churn/renewal.Family",
		"RenewalModel.family":              "churn/renewal.Family",
		"ValuationOptions.method":          "clv.Method",
		"Valuation.method":                 "clv.Method",
		"Valuation.convention":             "clv.Convention",
		"CompareOptions.test":              "proportion.Test",
		"CompareOptions.correction":        "proportion.Correction",
	} {
		name, key, _ := strings.Cut(property, ".")
		pkg, typeName, _ := strings.Cut(of, ".")
		want := constants(t, pkg, typeName)
		require.NotEmpty(t, want, of)
		assert.ElementsMatch(t, want, choices(t, text, name)[key], property)
	}
}

// A word that may be an option is taken, and one that may not is a mistake at its
// place.
func TestTheDeclaredWordsOfOptionsAreKnown(t *testing.T) {
	text := declarations(t)
	for name, method := range map[string]string{
		"FunnelOptions": "funnel", "FlowOptions": "flow", "RetentionOptions": "retention",
		"ActivityOptions": "activity", "CartsOptions": "carts", "ConformanceOptions": "conformance",
		"AnswersOptions": "survey", "ChurnOptions": "churn", "RevenueChurnOptions": "revenue_churn",
		"LifetimesOptions": "lifetimes", "SurvivalOptions": "survival", "LifetimeValueOptions": "lifetime_value",
		"HistoriesOptions": "lifetime_value_of_histories", "RenewalOptions": "renewal",
		"ProportionOptions": "proportion", "DifferenceOptions": "difference", "SampleSizeOptions": "sample_size", "CompareOptions": "compare",
	} {
		for key, list := range choices(t, text, name) {
			for _, w := range list {
				assert.NotRegexp(t, `unknown|out of range`, faultWith(t, method, key, w), "%s.%s: %s", name, key, w)
			}
			assert.Regexp(t, `^options.`+key+`: (unknown|out of range)`, faultWith(t, method, key, "no such word"), "%s.%s", name, key)
		}
	}
}

// faultWith returns what a method says of a word as an option.
func faultWith(t *testing.T, method, option, word string) (message string) {
	e := extremeMethods[method]
	if slices.Contains([]string{"funnel", "flow", "conformance"}, method) {
		e.params = object{"template": "ecommerce"}
	}
	request := encode(over(e.params, object{"options": object{option: word}}))
	var reply struct{ Error struct{ Message string } }
	line, _, _ := bytes.Cut(Call(method, slices.Concat(request, []byte(e.payload))), []byte("\n"))
	require.NoError(t, json.Unmarshal(line, &reply))
	return reply.Error.Message
}

var (
	choice  = regexp.MustCompile(`(?m)^  (\w+)\??:\s*(['|][^;]*|Weekday);`)
	weekday = "export type Weekday ="
)

// choices returns the properties of an interface that are one of some words.
func choices(t *testing.T, text, name string) map[string][]string {
	found := map[string][]string{}
	for _, m := range choice.FindAllStringSubmatch(bodyOf(t, text, name), -1) {
		if m[2] == "Weekday" {
			found[m[1]] = words(t, text, weekday)
			continue
		}
		for _, w := range word.FindAllStringSubmatch(m[2], -1) {
			found[m[1]] = append(found[m[1]], w[1])
		}
	}
	require.NotEmpty(t, found, name)
	return found
}

// constants returns the values of the constants of a type of a package of kpi.
func constants(t *testing.T, pkg, typeName string) (values []string) {
	files, err := filepath.Glob(filepath.Join("..", "..", "kpi", pkg, "*.go"))
	require.NoError(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok {
				return true
			}
			if of, ok := spec.Type.(*ast.Ident); ok && of.Name == typeName {
				for _, v := range spec.Values {
					if text, ok := v.(*ast.BasicLit); ok && text.Kind == token.STRING {
						value, err := strconv.Unquote(text.Value)
						require.NoError(t, err)
						values = append(values, value)
					}
				}
			}
			return true
		})
	}
	return values
}
