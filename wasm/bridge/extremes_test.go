package bridge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const fewVisits = `customer,time,event,channel,value
ann,2026-03-01T10:00:00Z,product_view,web,
bob,2026-03-01T10:00:00Z,product_view,app,
bob,2026-03-01T10:20:00Z,add_to_cart,app,
bob,2026-03-02T10:00:00Z,purchase,app,49.90
`

// An extreme is a method with what it needs to have a result.
type extreme struct {
	of      reflect.Type
	params  map[string]any
	payload string
}

type object = map[string]any

var extremeMethods = map[string]extreme{
	"analyze":     {reflect.TypeFor[analyzeParams](), nil, fewVisits},
	"frictions":   {reflect.TypeFor[frictionsParams](), nil, fewVisits},
	"funnel":      {reflect.TypeFor[funnelParams](), nil, fewVisits},
	"flow":        {reflect.TypeFor[flowParams](), nil, fewVisits},
	"retention":   {reflect.TypeFor[retentionParams](), nil, fewVisits},
	"activity":    {reflect.TypeFor[activityParams](), nil, fewVisits},
	"rfm":         {reflect.TypeFor[rfmParams](), nil, fewVisits},
	"dwell":       {reflect.TypeFor[dwellParams](), nil, fewVisits},
	"carts":       {reflect.TypeFor[cartsParams](), nil, fewVisits},
	"conformance": {reflect.TypeFor[conformanceParams](), nil, fewVisits},

	"attribution":          {reflect.TypeFor[attributionParams](), object{"conversion": []string{"purchase"}}, fewVisits},
	"attribution_of_paths": {reflect.TypeFor[pathsParams](), nil, "path,total_conversions,total_null\na > b,3,1\nb,1,9\n"},
	"survey":               {reflect.TypeFor[surveyLogParams](), object{"preset": "nps"}, fewVisits + "ann,2026-03-04T10:00:00Z,nps,web,9\n"},
	"churn":                {reflect.TypeFor[churnParams](), nil, fewVisits},
	"revenue_churn":        {reflect.TypeFor[revenueParams](), nil, fewVisits + "ann,2026-03-04T10:00:00Z,subscribe,web,9\n"},
	"lifetimes":            {reflect.TypeFor[lifetimesParams](), object{"options": object{"hazards": true}}, fewVisits},
	"contract_lifetimes":   {reflect.TypeFor[contractParams](), nil, fewVisits + "ann,2026-03-02T09:00:00Z,subscribe,web,9\n"},
	"survival":             {reflect.TypeFor[survivalParams](), object{"options": object{"hazards": true}}, "time,event,group\n1,1,a\n2,0,a\n1,1,b\n5,1,b\n"},
	"lifetime_value": {reflect.TypeFor[lifetimeValueParams](), object{
		"calendar": object{"location": "UTC", "occasion": "day", "unit": "day"},
		"terms":    object{"margin": 1, "per_purchase": 1, "period": 7, "periods": 4},
	}, fewOrders()},
	"lifetime_value_of_histories": {reflect.TypeFor[historiesParams](), object{
		"terms": object{"margin": 1, "per_purchase": 1, "period": 7, "periods": 4},
	}, "x,t_x,T,n\n0,0,30,1\n0,0,30,2\n0,0,30,3\n1,5,30,4\n2,8,30,5\n4,10,30,6\n9,28,30,7\n14,29,30,8\n"},
	"renewal": {reflect.TypeFor[renewalParams](), object{"cohorts": []object{{"alive": []int{1000, 631, 468, 382}}}, "last": 3}, ""},

	"proportion":  {reflect.TypeFor[shareParams](), object{"k": 1, "n": 7}, ""},
	"difference":  {reflect.TypeFor[differenceParams](), object{"a": object{"k": 1, "n": 7}, "b": object{"k": 5, "n": 7}}, ""},
	"sample_size": {reflect.TypeFor[sizeParams](), object{"p1": 0.1, "p2": 0.4}, ""},
	"compare":     {reflect.TypeFor[compareParams](), object{"groups": []object{{"name": "purchase", "k": 1, "n": 7}, {"name": "b", "k": 5, "n": 7}}}, ""},
}

// fewOrders are the purchases of customers of whom some leave.
func fewOrders() string {
	var b strings.Builder
	b.WriteString("customer,time,event,value\n")
	for i, days := range [][]int{{0}, {0}, {0}, {0, 5}, {0, 2, 8}, {0, 4, 6, 9, 10}, {0, 3, 6, 9, 12, 15, 18, 21, 25, 28}, {0, 2, 5, 10, 15, 19, 22, 25, 29}, {30}} {
		for _, day := range days {
			fmt.Fprintf(&b, "c%d,%s,purchase,%d\n", i, time.Date(2026, 3, 1+day, 9, 0, 0, 0, time.UTC).Format(time.RFC3339), 10+i)
		}
	}
	return b.String()
}

// Each option alone, as far off as its type goes, and several at once: they are
// computed with or refused, and the module never fails.
func TestNoOptionMakesTheModuleFail(t *testing.T) {
	for method, e := range extremeMethods {
		t.Run(method, func(t *testing.T) {
			for _, params := range extremes(e.of) {
				survives(t, method, e, params.(object))
			}
			random := rand.New(rand.NewPCG(1, 2))
			options, _ := e.of.FieldByName("Options")
			computed := 0
			for range 100 {
				if survives(t, method, e, object{"options": drawn(random, options.Type)}) {
					computed++
				}
			}
			assert.Positive(t, computed)
		})
	}
}

// survives reports whether there is a result.
func survives(t *testing.T, method string, e extreme, params object) bool {
	_, takesMap := e.of.FieldByName("Template")
	if takesMap && method != "survey" && params["steps"] == nil && params["map"] == nil && params["lang"] == nil {
		params["template"] = "ecommerce"
	}
	line := encode(over(e.params, params))
	reply, _, ok := bytes.Cut(Call(method, slices.Concat(line, []byte(e.payload))), []byte("\n"))
	require.True(t, ok)
	var r struct{ Error *fault }
	require.NoError(t, json.Unmarshal(reply, &r))
	if r.Error != nil {
		assert.NotEqual(t, codeInternal, r.Error.Code, "%s %s", method, line)
	}
	return r.Error == nil
}

// over returns params with what is missing there from base.
func over(base, params object) object {
	out := maps.Clone(params)
	for key, value := range base {
		inner, nested := value.(object)
		given, ok := params[key].(object)
		switch {
		case nested && ok:
			out[key] = over(inner, given)
		case params[key] == nil:
			out[key] = value
		}
	}
	return out
}

// drawn returns options of which some are given, each with one of the values that
// it may be given alone.
func drawn(random *rand.Rand, of reflect.Type) any {
	if of.Kind() != reflect.Struct || isTime(of) {
		list := extremes(of)
		return list[random.IntN(len(list))]
	}
	object := map[string]any{}
	for _, p := range parametersOf(of) {
		if random.IntN(4) == 0 {
			object[p.key] = drawn(random, of.FieldByIndex(p.index).Type)
		}
	}
	return object
}

// extremes returns values that the decoder reads into one of a type.
func extremes(of reflect.Type) (list []any) {
	switch {
	case of == reflect.TypeFor[json.RawMessage]():
		return []any{map[string]any{"stages": []any{}}}
	case of == reflect.TypeFor[time.Duration]():
		return []any{-1, 1e-9, 9e9}
	case of == reflect.TypeFor[time.Time]():
		return []any{"1678-01-01T00:00:00Z", "2026-03-01T10:00:00Z", "2261-12-31T23:59:59Z"}
	case of == zoneType:
		return []any{"+23:59", "-23:59"}
	}
	switch of.Kind() {
	case reflect.Struct:
		for _, p := range parametersOf(of) {
			for _, v := range extremes(of.FieldByIndex(p.index).Type) {
				list = append(list, map[string]any{p.key: v})
			}
		}
	case reflect.Slice:
		list = append(list, []any{})
		for _, v := range extremes(of.Elem()) {
			list = append(list, []any{v}, []any{v, v})
		}
	case reflect.String:
		list = []any{"", "channel", "purchase", "\x00"}
	case reflect.Bool:
		list = []any{true}
	case reflect.Int:
		list = []any{-1 << 63, -1, 1, 2, 3, 7, 1<<63 - 1}
	case reflect.Int32:
		list = []any{"\n", "\"", ";"}
	case reflect.Uint64:
		list = []any{uint64(1<<64 - 1)}
	case reflect.Float64:
		list = []any{-1e308, -1, 1e-308, 0.5, 1, 1e308}
	}
	return list
}
