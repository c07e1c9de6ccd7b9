package bridge

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi"
	"github.com/parcours-go/parcours/kpi/cart"
	"github.com/parcours-go/parcours/kpi/conformance"
	"github.com/parcours-go/parcours/kpi/dwell"
	"github.com/parcours-go/parcours/kpi/flow"
	"github.com/parcours-go/parcours/kpi/friction"
	"github.com/parcours-go/parcours/kpi/funnel"
	"github.com/parcours-go/parcours/kpi/retention"
	"github.com/parcours-go/parcours/persona/segment"
)

func TestTheDeclaredResultsAreInStep(t *testing.T) {
	text := declarations(t)
	for name, of := range map[string]reflect.Type{
		"FrictionsResult":  reflect.TypeFor[friction.Result](),
		"FoundFriction":    reflect.TypeFor[friction.Found](),
		"FrictionSegment":  reflect.TypeFor[friction.Segment](),
		"FrictionPeriod":   reflect.TypeFor[friction.Period](),
		"FrictionSignal":   reflect.TypeFor[friction.Signal](),
		"ConversionChange": reflect.TypeFor[friction.Change](),
		"CarryingMoment":   reflect.TypeFor[friction.Moment](),
		"Estimate":         reflect.TypeFor[friction.Estimate](),

		"FunnelStep":       reflect.TypeFor[funnel.Step](),
		"Condition":        reflect.TypeFor[funnel.Condition](),
		"FunnelExclusion":  reflect.TypeFor[funnel.Exclusion](),
		"FunnelResult":     reflect.TypeFor[funnel.Result](),
		"FunnelRow":        reflect.TypeFor[funnel.Row](),
		"FunnelStepResult": reflect.TypeFor[funnel.StepResult](),
		"FunnelNext":       reflect.TypeFor[funnel.Next](),
		"FunnelComparison": reflect.TypeFor[funnel.Comparison](),

		"FlowAround":       reflect.TypeFor[flow.Around](),
		"FlowResult":       reflect.TypeFor[flow.Result](),
		"FlowNode":         reflect.TypeFor[flow.Node](),
		"FlowRepeats":      reflect.TypeFor[flow.Repeats](),
		"FlowTransition":   reflect.TypeFor[flow.Transition](),
		"FlowTimes":        reflect.TypeFor[flow.Times](),
		"FlowLater":        reflect.TypeFor[flow.Later](),
		"FlowReturn":       reflect.TypeFor[flow.Return](),
		"FlowStep":         reflect.TypeFor[flow.Step](),
		"FlowStepNode":     reflect.TypeFor[flow.StepNode](),
		"FlowLink":         reflect.TypeFor[flow.Link](),
		"FlowVariants":     reflect.TypeFor[flow.Variants](),
		"FlowPath":         reflect.TypeFor[flow.Path](),
		"FlowAroundResult": reflect.TypeFor[flow.AroundResult](),
		"FlowRoute":        reflect.TypeFor[flow.Route](),

		"RetentionBracket": reflect.TypeFor[retention.Bracket](),
		"RetentionResult":  reflect.TypeFor[retention.Result](),
		"RetentionCohort":  reflect.TypeFor[retention.Cohort](),
		"RetentionCell":    reflect.TypeFor[retention.Cell](),
		"ActivityResult":   reflect.TypeFor[retention.Activity](),
		"ActivePeriod":     reflect.TypeFor[retention.ActivePeriod](),

		"RFMScores":   reflect.TypeFor[segment.Scores](),
		"RFMCustomer": reflect.TypeFor[segment.Customer](),

		"DwellResult":  reflect.TypeFor[dwell.Result](),
		"DwellStage":   reflect.TypeFor[dwell.Stage](),
		"CartsResult":  reflect.TypeFor[cart.Result](),
		"CartsSegment": reflect.TypeFor[cart.Segment](),

		"ConformanceResult":    reflect.TypeFor[conformance.Result](),
		"ConformanceFitness":   reflect.TypeFor[conformance.Fitness](),
		"ConformanceReplay":    reflect.TypeFor[conformance.Replay](),
		"ConformancePlace":     reflect.TypeFor[conformance.Place](),
		"ConformanceStep":      reflect.TypeFor[conformance.Step](),
		"ConformanceTiming":    reflect.TypeFor[conformance.Timing](),
		"ConformancePair":      reflect.TypeFor[conformance.Pair](),
		"ConformancePromise":   reflect.TypeFor[conformance.Promise](),
		"ConformanceDeviation": reflect.TypeFor[conformance.Deviation](),
		"ConformanceVariant":   reflect.TypeFor[conformance.Variant](),
		"ConformanceUnplanned": reflect.TypeFor[conformance.Unplanned](),
		"ConformanceFollow":    reflect.TypeFor[conformance.Follow](),
	} {
		assert.Equal(t, written(of), declared(t, text, name), name)
	}
}

// Beside the options of the module stand those of the reading, and what the
// function in Go takes by itself.
func TestTheDeclaredOptionsOfAnalysesAreTheParameters(t *testing.T) {
	text := declarations(t)
	for name, c := range map[string]struct {
		of     reflect.Type
		beside []string
	}{
		"AnalyzeOptions":     {reflect.TypeFor[kpi.Options](), []string{"events?"}},
		"FrictionsOptions":   {reflect.TypeFor[friction.Options](), []string{"events?"}},
		"FunnelOptions":      {reflect.TypeFor[funnel.Options](), []string{"events?"}},
		"FlowOptions":        {reflect.TypeFor[flow.Options](), []string{"events?", "map?"}},
		"RetentionOptions":   {reflect.TypeFor[retention.Options](), []string{"events?", "target?", "returns?"}},
		"ActivityOptions":    {reflect.TypeFor[retention.ActivityOptions](), []string{"events?", "target?"}},
		"RFMOptions":         {reflect.TypeFor[segment.Options](), []string{"events?", "purchases?", "at?"}},
		"DwellOptions":       {reflect.TypeFor[dwell.Options](), []string{"events?"}},
		"CartsOptions":       {reflect.TypeFor[cart.Options](), []string{"events?"}},
		"ConformanceOptions": {reflect.TypeFor[conformance.Options](), []string{"events?"}},
		"SessionOptions":     {reflect.TypeFor[event.Cut](), nil},
	} {
		assert.ElementsMatch(t, append(optional(c.of), c.beside...), declared(t, text, name), name)
	}
}
