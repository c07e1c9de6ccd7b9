package bridge

import (
	"reflect"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/kpi/attribution"
	"github.com/parcours-go/parcours/kpi/churn"
	"github.com/parcours-go/parcours/kpi/churn/renewal"
	"github.com/parcours-go/parcours/kpi/churn/survival"
	"github.com/parcours-go/parcours/kpi/clv"
	"github.com/parcours-go/parcours/kpi/proportion"
	"github.com/parcours-go/parcours/kpi/survey"
)

func TestTheDeclaredStatisticsAreInStep(t *testing.T) {
	text := declarations(t)
	for name, of := range map[string]reflect.Type{
		"AttributionResult":     reflect.TypeFor[attribution.Result](),
		"AttributionCredit":     reflect.TypeFor[attribution.Credit](),
		"CreditByModel":         reflect.TypeFor[attribution.ByModel](),
		"AttributionTransition": reflect.TypeFor[attribution.Transition](),

		"SurveyResult":     reflect.TypeFor[survey.Result](),
		"AskedQuestion":    reflect.TypeFor[survey.Question](),
		"SurveyScale":      reflect.TypeFor[survey.Scale](),
		"SurveyRow":        reflect.TypeFor[survey.Row](),
		"SurveyCounts":     reflect.TypeFor[survey.Counts](),
		"SurveyScore":      reflect.TypeFor[survey.Scored](),
		"SurveyAround":     reflect.TypeFor[survey.Around](),
		"SurveyStage":      reflect.TypeFor[survey.Stage](),
		"SurveySegment":    reflect.TypeFor[survey.Segment](),
		"SurveyPeriod":     reflect.TypeFor[survey.Span](),
		"SurveyDifference": reflect.TypeFor[survey.Difference](),
		"SurveyTrend":      reflect.TypeFor[survey.Trend](),

		"ChurnResult":        reflect.TypeFor[churn.Result](),
		"ChurnPeriod":        reflect.TypeFor[churn.Losses](),
		"LossCohort":         reflect.TypeFor[churn.LossCohort](),
		"RevenueChurnResult": reflect.TypeFor[churn.Revenue](),
		"RevenuePeriod":      reflect.TypeFor[churn.RevenuePeriod](),
		"RevenueRates":       reflect.TypeFor[churn.Rates](),
		"RevenueCohort":      reflect.TypeFor[churn.Cohort](),
		"RevenueAge":         reflect.TypeFor[churn.Age](),
		"CustomerLifetime":   reflect.TypeFor[churn.Lifetime](),

		"SurvivalResult":     reflect.TypeFor[survived](),
		"SurvivalCurve":      reflect.TypeFor[curve](),
		"SurvivalStep":       reflect.TypeFor[survival.Step](),
		"SurvivalQuantile":   reflect.TypeFor[survival.Quantile](),
		"SurvivalMean":       reflect.TypeFor[survival.Mean](),
		"SurvivalComparison": reflect.TypeFor[survival.Comparison](),
		"ComparedGroup":      reflect.TypeFor[survival.Compared](),
		"ComparedPair":       reflect.TypeFor[survival.Pair](),
		"SurvivalHazard":     reflect.TypeFor[survival.Hazard](),
		"HazardStep":         reflect.TypeFor[survival.HazardStep](),

		"RenewalProjection": reflect.TypeFor[projection](),
		"RenewalFit":        reflect.TypeFor[renewal.Fitted](),
		"RenewalModel":      reflect.TypeFor[renewal.Model](),
		"RenewalEstimate":   reflect.TypeFor[renewal.Estimate](),
		"RenewalPoint":      reflect.TypeFor[renewal.Point](),
		"RenewalBase":       reflect.TypeFor[renewal.Base](),
		"RenewalWorth":      reflect.TypeFor[renewal.Worth](),

		"LifetimeValueResult": reflect.TypeFor[lifetimeValue](),
		"ObservedPurchases":   reflect.TypeFor[observed](),
		"CustomerHistory":     reflect.TypeFor[clv.Customer](),
		"PurchasesFit":        reflect.TypeFor[clv.Fitted](),
		"SpendFit":            reflect.TypeFor[clv.FittedSpend](),
		"ParameterEstimate":   reflect.TypeFor[clv.Estimate](),
		"Valuation":           reflect.TypeFor[valuation](),
		"CustomerWorth":       reflect.TypeFor[clv.Worth](),
		"HoldoutCheck":        reflect.TypeFor[clv.HoldoutCheck](),
		"HoldoutBin":          reflect.TypeFor[clv.HoldoutBin](),

		"Group":           reflect.TypeFor[proportion.Group](),
		"SampleSize":      reflect.TypeFor[proportion.Size](),
		"GroupComparison": reflect.TypeFor[proportion.Comparison](),
		"GroupPair":       reflect.TypeFor[proportion.Pair](),
	} {
		assert.Equal(t, written(of), declared(t, text, name), name)
	}
}

func TestTheDeclaredOptionsOfStatisticsAreTheParameters(t *testing.T) {
	text := declarations(t)
	for name, c := range map[string]struct {
		of     reflect.Type
		beside []string
	}{
		"AttributionOptions":       {reflect.TypeFor[attribution.Options](), []string{"events?"}},
		"AnswersOptions":           {reflect.TypeFor[survey.Options](), []string{"events?", "map?"}},
		"ChurnOptions":             {reflect.TypeFor[churn.Options](), []string{"target?"}}, // which are options.events
		"RevenueChurnOptions":      {reflect.TypeFor[churn.ContractOptions](), []string{"events?"}},
		"LifetimesOptions":         {reflect.TypeOf(lifetimesParams{}.Options), []string{"target?"}},
		"ContractLifetimesOptions": {reflect.TypeOf(contractParams{}.Options), []string{"events?"}},
		"SurvivalOptions":          {reflect.TypeFor[survivalOptions](), []string{"columns?"}},
		"SurvivalColumns":          {reflect.TypeFor[survivalColumns](), nil},
		"RenewalOptions":           {reflect.TypeFor[renewal.Options](), []string{"margin?", "rate?"}},
		"LifetimeValueOptions":     {reflect.TypeFor[lifetimeValueOptions](), []string{"events?"}},
		"HistoriesOptions":         {reflect.TypeFor[valuationOptions](), []string{"columns?"}},
		"HistoryColumns":           {reflect.TypeFor[clv.ReadOptions](), nil},
		"ProportionOptions":        {reflect.TypeFor[proportion.Options](), nil},
		"DifferenceOptions":        {reflect.TypeFor[proportion.Options](), nil},
		"SampleSizeOptions":        {reflect.TypeFor[proportion.SizeOptions](), nil},
		"CompareOptions":           {reflect.TypeFor[proportion.CompareOptions](), nil},
	} {
		assert.ElementsMatch(t, append(optional(c.of), c.beside...), declared(t, text, name), name)
	}
}

// What must be given has the keys of the parameters too.
func TestTheDeclaredArgumentsAreTheParameters(t *testing.T) {
	text := declarations(t)
	for name, of := range map[string]reflect.Type{
		"LifetimeCalendar": reflect.TypeFor[clv.Calendar](),
		"LifetimeTerms":    reflect.TypeFor[clv.Terms](),
		"SurveyQuestion":   reflect.TypeFor[survey.Question](),
		"RenewalCohort":    reflect.TypeFor[renewal.Cohort](),
	} {
		var keys []string
		for _, key := range declared(t, text, name) {
			keys = append(keys, regexp.MustCompile(`\??$`).ReplaceAllString(key, "?"))
		}
		assert.ElementsMatch(t, optional(of), keys, name)
	}
}

// These words have characters that a Go name has not, or stand in lists.
func TestTheDeclaredModelsAreThoseOfTheModule(t *testing.T) {
	text := declarations(t)
	assert.ElementsMatch(t, constants(t, "attribution", "Model"), words(t, text, "export type AttributionModel ="))
	assert.ElementsMatch(t, constants(t, "churn", "Case"), words(t, text, "export type ChurnCase ="))
	found := regexp.MustCompile(`export type PurchaseFamily = '(.*?)' \| '(.*?)' \| '(.*?)' \| '(.*?)' \| '(.*?)';`).FindStringSubmatch(text)
	var families []string
	for _, f := range clv.Families() {
		families = append(families, string(f))
	}
	assert.ElementsMatch(t, families, found[1:])
	calendar := choices(t, text, "LifetimeCalendar")
	for key, list := range calendar {
		for _, w := range list {
			e := extremeMethods["lifetime_value"]
			reply := Call("lifetime_value", append(encode(over(e.params, object{"calendar": object{key: w}})), e.payload...))
			assert.NotContains(t, string(reply), "calendar", "%s: %s", key, w)
		}
	}
}
