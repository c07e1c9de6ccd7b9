package bridge

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"slices"
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

// Each option alone, as far off as its type goes, and several at once: they are
// computed with or refused, and the module never fails.
func TestNoOptionMakesTheModuleFail(t *testing.T) {
	for method, of := range map[string]reflect.Type{
		"analyze": reflect.TypeFor[analyzeParams](), "frictions": reflect.TypeFor[frictionsParams](),
		"funnel": reflect.TypeFor[funnelParams](), "flow": reflect.TypeFor[flowParams](),
		"retention": reflect.TypeFor[retentionParams](), "activity": reflect.TypeFor[activityParams](),
		"dwell": reflect.TypeFor[dwellParams](), "carts": reflect.TypeFor[cartsParams](),
		"conformance": reflect.TypeFor[conformanceParams](),
	} {
		t.Run(method, func(t *testing.T) {
			for _, params := range extremes(of) {
				survives(t, method, of, params.(map[string]any))
			}
			random := rand.New(rand.NewPCG(1, 2))
			options, _ := of.FieldByName("Options")
			computed := 0
			for range 100 {
				if survives(t, method, of, map[string]any{"options": drawn(random, options.Type)}) {
					computed++
				}
			}
			assert.Positive(t, computed)
		})
	}
}

// survives reports whether there is a result.
func survives(t *testing.T, method string, of reflect.Type, params map[string]any) bool {
	_, takesMap := of.FieldByName("Template")
	if takesMap && params["steps"] == nil && params["map"] == nil && params["lang"] == nil {
		params["template"] = "ecommerce"
	}
	line := encode(params)
	reply, _, ok := bytes.Cut(Call(method, slices.Concat(line, []byte(fewVisits))), []byte("\n"))
	require.True(t, ok)
	var r struct{ Error *fault }
	require.NoError(t, json.Unmarshal(reply, &r))
	if r.Error != nil {
		assert.NotEqual(t, codeInternal, r.Error.Code, "%s %s", method, line)
	}
	return r.Error == nil
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
