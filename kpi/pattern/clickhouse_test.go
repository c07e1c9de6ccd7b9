package pattern_test

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/sharedtest"
	"github.com/parcours-go/parcours/kpi/pattern"
)

// The cases of ClickHouse's documentation (parametric-functions.md).
func checkTheCasesOfClickHouse(t *testing.T) {
	for _, v := range append(vectors(t, "CH-SM"), vectors(t, "CH-SC")...) {
		t.Run(v.ID, func(t *testing.T) {
			var options struct {
				Pattern    string
				Conditions [][]string
			}
			var want struct{ Value int }
			log := v.read(t, &options, &want)
			m, err := pattern.NewMatcher(log, pattern.Query{Pattern: options.Pattern, Conditions: options.Conditions})
			require.NoError(t, err)
			got := m.Count(log.Trace(0))
			if strings.HasPrefix(v.ID, "CH-SM") {
				got = 0
				if m.Match(log.Trace(0)) {
					got = 1
				}
			}
			assert.Equal(t, want.Value, got)
		})
	}
}

func checkTheNextNodesOfClickHouse(t *testing.T) {
	for _, v := range vectors(t, "CH-NN") {
		t.Run(v.ID, func(t *testing.T) {
			var options struct {
				Base      pattern.Base
				Direction string
				If        string `json:"base_condition"`
				Chain     []string
			}
			var want struct{ Next map[string]*string }
			log := v.read(t, &options, &want)
			q := pattern.NextQuery{Base: options.Base, Backward: options.Direction == "backward", If: []string{options.If}}
			for _, name := range options.Chain {
				q.Chain = append(q.Chain, []string{name})
			}
			next, err := pattern.NewNext(log, q)
			require.NoError(t, err)
			for trace := range log.Traces() {
				i, expected := next.Index(trace), want.Next[trace.Customer()]
				if expected == nil {
					assert.Equal(t, -1, i, trace.Customer())
				} else if assert.GreaterOrEqual(t, i, 0, trace.Customer()) {
					assert.Equal(t, *expected, trace.Name(i), trace.Customer())
				}
			}
		})
	}
}

// CH-SE-01: the longest chain of ClickHouse's documentation is the events at 1,
// 3 and 4, of a pattern whose last event there is not.
func checkTheLongestChain(t *testing.T) {
	log := sequence(t, " 132132")
	q := pattern.Query{Pattern: "(?1).*(?2).*(?1)(?3)", Conditions: letters("124")}
	m, err := pattern.NewMatcher(log, q)
	require.NoError(t, err)
	assert.Equal(t, []int{1, 3, 4}, m.AppendChain(nil, log.Trace(0)))
	result, err := pattern.Compute(log, q, &pattern.Options{Chains: true})
	require.NoError(t, err)
	assert.Equal(t, []int{1, 1, 1, 0}, result.Reached)
}

// CH-RT-01: what ClickHouse's documentation of retention says: position k is
// the first condition and the k-th.
func checkRetentionNeedsTheFirstCondition(t *testing.T) {
	log := logOf(t, []event.Event{at("u1", 1, "b"), at("u1", 2, "a"), at("u2", 1, "b"), at("u3", 1, "a")})
	r, err := pattern.Retention(log, letters("ab"), nil)
	require.NoError(t, err)
	assert.Equal(t, []int{2, 1}, r.Counts)
	assert.InDelta(t, 0.5, r.Shares[0].Value, 0)
}

// Each of the sequence queries and the retention of ClickHouse 18.16.1 for each
// actor of a log without ties.
func TestClickHouseSaysTheSameOfEveryActor(t *testing.T) {
	log, err := event.ReadCSV(sharedtest.Open(t, "data/clickhouse/tiefree_events.csv.gz"), &event.CSVOptions{Layout: event.UnixSeconds})
	require.NoError(t, err)
	var queries struct {
		Sequence map[string]struct {
			Function, Pattern string
			Conditions        []string
		}
	}
	require.NoError(t, json.NewDecoder(sharedtest.Open(t, "data/clickhouse/queries.json")).Decode(&queries))
	rows := expected(t)
	compared := 0
	for name, q := range queries.Sequence {
		var conditions [][]string
		for _, c := range q.Conditions {
			conditions = append(conditions, []string{strings.Trim(strings.TrimPrefix(c, "event="), "'")})
		}
		m, err := pattern.NewMatcher(log, pattern.Query{Pattern: q.Pattern, Conditions: conditions})
		require.NoError(t, err)
		for trace := range log.Traces() {
			got := m.Count(trace)
			if q.Function == "sequenceMatch" {
				got = 0
				if m.Match(trace) {
					got = 1
				}
			}
			require.Equal(t, rows[trace.Customer()][name], fmt.Sprint(got), "%s of actor %s", name, trace.Customer())
			compared++
		}
	}
	tally, err := pattern.NewRetention(log, letters("abc"), nil)
	require.NoError(t, err)
	for trace := range log.Traces() {
		met := tally.AppendMet(nil, trace)
		got := strings.NewReplacer("true", "1", "false", "0", " ", ",").Replace(fmt.Sprint(met))
		require.Equal(t, rows[trace.Customer()]["r_abc"], got, trace.Customer())
		compared++
	}
	require.Equal(t, 8*log.Customers(), compared)
	require.Len(t, rows, log.Customers())
}

// expected returns the answers of ClickHouse by actor and query.
func expected(t *testing.T) map[string]map[string]string {
	z, err := gzip.NewReader(sharedtest.Open(t, "data/clickhouse/tiefree_expected.tsv.gz"))
	require.NoError(t, err)
	r := csv.NewReader(z)
	r.Comma = '\t'
	rows, err := r.ReadAll()
	require.NoError(t, err)
	out := map[string]map[string]string{}
	for _, row := range rows[1:] {
		out[row[0]] = map[string]string{}
		for i, v := range row {
			out[row[0]][rows[0][i]] = v
		}
	}
	return out
}
