package bridge

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every field of the options of every analysis can be asked for: each is given a
// value of its own in a request and found where it belongs.
func TestEveryOptionReachesItsAnalysis(t *testing.T) {
	reaches[analyzeParams](t, "Progress")
	reaches[frictionsParams](t, "Progress")
	reaches[funnelParams](t)
	reaches[flowParams](t, "Map")
	reaches[retentionParams](t)
	reaches[activityParams](t)
	reaches[dwellParams](t)
	reaches[cartsParams](t)
	reaches[conformanceParams](t)
	reaches[attributionParams](t)
	reaches[pathsParams](t)
	reaches[surveyLogParams](t)
	reaches[churnParams](t)
	reaches[revenueParams](t)
	reaches[lifetimesParams](t)
	reaches[contractParams](t)
	reaches[survivalParams](t)
	reaches[lifetimeValueParams](t)
	reaches[historiesParams](t)
	reaches[renewalParams](t)
	reaches[shareParams](t)
	reaches[differenceParams](t)
	reaches[sizeParams](t)
	reaches[compareParams](t)
	reaches[drawParams](t)
}

func reaches[P any](t *testing.T, without ...string) {
	t.Run(reflect.TypeFor[P]().Name(), func(t *testing.T) {
		var want P
		f := filler{t: t}
		line, err := json.Marshal(f.fill(reflect.ValueOf(&want).Elem()))
		require.NoError(t, err)
		got, err := decode[P](line)
		require.NoError(t, err)
		assert.Equal(t, want, got)
		if _, ok := reflect.TypeFor[P]().FieldByName("Events"); ok {
			without = append(without, "Skip")
		}
		assert.ElementsMatch(t, without, missing(t, reflect.ValueOf(want)), "what no request holds")
	})
}

// A filler gives every parameter a value that no other has.
type filler struct {
	t *testing.T
	n int
}

// fill fills a value and returns what is written in a request for it.
func (f *filler) fill(v reflect.Value) any {
	f.n++
	switch value := v.Addr().Interface().(type) {
	case *json.RawMessage:
		*value = fmt.Appendf(nil, `{"n":%d}`, f.n)
		return *value
	case *time.Duration:
		*value = time.Duration(f.n) * time.Second
		return f.n
	case *time.Time:
		*value = time.Unix(int64(f.n), 0).UTC()
		return value.Format(time.RFC3339)
	case **time.Location:
		*value = time.FixedZone("", f.n*60)
		return fmt.Sprintf("+%02d:%02d", f.n/60, f.n%60)
	}
	switch v.Kind() {
	case reflect.Struct:
		object := map[string]any{}
		for _, p := range parametersOf(v.Type()) {
			require.NotContains(f.t, object, p.key)
			object[p.key] = f.fill(v.FieldByIndex(p.index))
		}
		return object
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		return []any{f.fill(v.Index(0)), f.fill(v.Index(1))}
	case reflect.String:
		v.SetString(fmt.Sprintf("a text %d", f.n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(f.n))
	case reflect.Int32:
		v.SetInt(int64('!' + f.n))
		return string(rune('!' + f.n))
	case reflect.Uint64:
		v.SetUint(uint64(f.n))
	case reflect.Float64:
		v.SetFloat(float64(f.n) / 4)
	default:
		f.t.Fatalf("a parameter is a %v, which no request holds", v.Type())
	}
	return v.Interface()
}

// missing returns the names of the functions and pointers of a struct, and
// asserts that all else in it was filled.
func missing(t *testing.T, v reflect.Value) (names []string) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch kind := f.Type.Kind(); {
		case isTime(f.Type):
			assert.False(t, v.Field(i).IsZero(), f.Name)
		case kind == reflect.Func || kind == reflect.Pointer:
			names = append(names, f.Name)
		case kind == reflect.Struct:
			names = append(names, missing(t, v.Field(i))...)
		default:
			assert.False(t, v.Field(i).IsZero(), f.Name)
		}
	}
	return names
}

func TestKeysAreNamesInLowerCase(t *testing.T) {
	of := reflect.TypeFor[struct {
		ID, NPS, Level, MaxPaths, StopOnForeign int
		Zone                                    int `json:"-"`
		Named                                   int `json:"total_s,omitempty"`
	}]()
	var keys []string
	for _, p := range parametersOf(of) {
		keys = append(keys, p.key)
	}
	assert.Equal(t, []string{"id", "nps", "level", "max_paths", "stop_on_foreign", "zone", "total_s"}, keys)
}

func TestTimesArePlainInRequests(t *testing.T) {
	type times struct {
		For  time.Duration
		At   time.Time
		Zone *time.Location
	}
	got, err := decode[times]([]byte(`{"for":-1,"at":"","zone":""}`))
	require.NoError(t, err)
	assert.Equal(t, times{For: -1}, got, "-1 is the negative time, and an empty text says nothing")
	got, err = decode[times]([]byte(`{"for":0.0000005,"zone":"UTC"}`))
	require.NoError(t, err)
	assert.Equal(t, times{For: 500, Zone: time.UTC}, got)
	for _, bad := range []string{`{"for":-2}`, `{"for":null}`, `{"at":0}`, `{"at":null}`, `{"zone":null}`, `{"zone":2}`, `{"zone":"local"}`} {
		_, err := decode[times]([]byte(bad))
		assert.Error(t, err, bad)
	}
}
