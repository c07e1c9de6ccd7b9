package event

import (
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	fields "github.com/parcours-go/parcours/persona/field"
)

func TestReadKnowsFormatsByName(t *testing.T) {
	for name, file := range map[string]string{
		"xes": "sample.xes", "pm4py": "dialects/pm4py.csv", "retentioneering": "dialects/retentioneering.csv",
		"snowplow": "dialects/snowplow.csv", "snowplow_tsv": "dialects/snowplow.tsv", "matomo": "dialects/matomo.csv",
		"segment_tracks": "dialects/segment_tracks.csv", "posthog_table": "dialects/posthog.csv",
	} {
		data, err := os.ReadFile("testdata/" + file)
		require.NoError(t, err)
		for _, data := range [][]byte{data, gzipped(string(data)), zipped(file, string(data))} {
			l, err := Read(strings.NewReader(string(data)), name, nil)
			require.NoError(t, err, name)
			require.NotZero(t, l.Len(), name)
		}
	}
	for _, name := range Formats() {
		_, err := Read(strings.NewReader("\x00"), name, nil)
		require.Error(t, err, name)
		require.NotErrorIs(t, err, fields.ErrUnknown, name)
	}
	_, err := Read(strings.NewReader(""), "parquet", nil)
	require.ErrorIs(t, err, fields.ErrUnknown)
	require.ErrorContains(t, err, "format: unknown: want one of csv, jsonl, xes, ga4, ")
}

func TestReadSeesWhatAFileIs(t *testing.T) {
	const object = `{"user_id":"a","event":"x","time":"2024-03-01T10:00:00Z"}`
	for name, file := range map[string]string{
		"a table":                              "user_id,event,time\na,x,2024-03-01T10:00:00Z\n",
		"a table after a mark and blank lines": "\uFEFF\n\nuser_id,event,time\na,x,2024-03-01T10:00:00Z\n",
		"lines of JSON":                        object + "\n",
		"a list of JSON":                       "\uFEFF [" + object + "]",
		"XES":                                  `<log><trace><string key="concept:name" value="a"/><event><string key="concept:name" value="x"/><date key="time:timestamp" value="2024-03-01T10:00:00Z"/></event></trace></log>`,
		"a compressed file":                    string(gzipped(object)),
		"an archive":                           string(zipped("a.json", object)),
	} {
		l, err := Read(strings.NewReader(file), "", nil)
		require.NoError(t, err, name)
		require.Equal(t, []Event{{Customer: "a", Name: "x", Time: utc(t, "2024-03-01T10:00:00Z"), NoValue: true}}, slices.Collect(l.All()), name)
	}
	_, err := Read(strings.NewReader(""), "", nil)
	require.ErrorIs(t, err, ErrHeader)
	_, err = Read(strings.NewReader("\x1f\x8b"), "", nil)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}

func TestReadTakesWhatIsDifferent(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	o := &ReadOptions{
		Customer: "who", Time: "when", Name: "what", Channel: "where", Value: "much", Location: paris,
		Layout: "02/01/2006 15:04", Skip: func(*SyntaxError) error { return nil },
	}
	want := []Event{{Customer: "a", Name: "x", Time: utc(t, "2024-03-01T09:00:00Z"), Channel: "web", Value: 5}}
	l, err := Read(strings.NewReader(`{"who":"a","what":"x","when":"01/03/2024 10:00","where":"web","much":5}`+"\nbad\n"), "jsonl", o)
	require.NoError(t, err)
	require.Equal(t, want, slices.Collect(l.All()))
	o.Comma = ';'
	l, err = Read(strings.NewReader("who;what;when;where;much\nbad\na;x;01/03/2024 10:00;web;5\n"), "csv", o)
	require.NoError(t, err)
	require.Equal(t, want, slices.Collect(l.All()))

	_, err = Read(strings.NewReader("{}"), "jsonl", o)
	require.EqualError(t, err, "options.comma: invalid: the format jsonl has none")
	_, err = Read(strings.NewReader("<log/>"), "xes", &ReadOptions{Layout: "2006"})
	require.EqualError(t, err, "options.layout: invalid: the format xes has its own")
	l, err = Read(strings.NewReader(`<log><event><string key="who" value="a"/><string key="what" value="x"/><string key="where" value="web"/>`+
		`<int key="much" value="5"/><date key="when" value="2024-03-01T10:00:00"/></event><event/></log>`), "xes",
		&ReadOptions{Customer: "who", Time: "when", Name: "what", Channel: "where", Value: "much", Location: paris, Skip: o.Skip})
	require.NoError(t, err)
	require.Equal(t, want, slices.Collect(l.All()))

	_, err = Read(strings.NewReader("<log/>"), "xes", &ReadOptions{Anonymous: "org:resource"})
	require.EqualError(t, err, "options.anonymous: invalid: the format xes has none")

	who, err := Read(strings.NewReader("user_id,domain_userid,network_userid,derived_tstamp,event_name,tr_total,event_id\nu,d,n,2024-03-01 10:00:00,x,,1\n"),
		"snowplow", &ReadOptions{Customer: "network_userid"})
	require.NoError(t, err)
	require.Equal(t, "n", who.Trace(0).Customer())
}

func TestReadTakesIDsAndCustomersWithoutAName(t *testing.T) {
	o := &ReadOptions{Customer: "user", Anonymous: "device", ID: "n"}
	for name, file := range map[string]string{
		"csv":   "user,device,n,time,event\n,d,1,2024-03-01T10:00:00Z,x\n,d,1,2024-03-01T10:00:00Z,x\nu,d,2,2024-03-01T10:00:00Z,x\n",
		"jsonl": `{"device":"d","n":"1","time":1709287200,"event":"x"}` + "\n" + `{"device":"d","n":"1","time":1709287200,"event":"x"}` + "\n" + `{"user":"u","device":"d","n":"2","time":1709287200,"event":"x"}`,
	} {
		l, err := Read(strings.NewReader(file), name, o)
		require.NoError(t, err, name)
		require.Equal(t, []string{"d", "u"}, []string{l.Trace(0).Customer(), l.Trace(1).Customer()}, name)
		require.Equal(t, []int{2, 1}, []int{l.Len(), l.Duplicates()}, name)
	}
}
