package event

import (
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/require"
)

func utc(t *testing.T, s string) time.Time {
	at, err := time.Parse(time.RFC3339, s)
	require.NoError(t, err)
	return at.UTC()
}

func TestTablesOfToolsAreReadAsTheyAre(t *testing.T) {
	for _, test := range []struct {
		name, file string
		opt        *CSVOptions
		customers  []string
		names      []string // of the events of the first, then of the second…
		first      string   // time of the first event
		last       string   // time of the last event
		attrs      []string
		duplicates int
	}{
		{"PM4Py", "pm4py.csv", PM4PyCSV(), []string{"NA", "Zoé"}, []string{"visit", "add_to_cart", "purchase"},
			"2026-02-28T23:59:59Z", "2026-03-01T09:05:00Z", []string{"case:country", "org:resource"}, 0},
		{"bupaR", "bupar.csv", BupaRCSV("patient", "handling", "time"), []string{"1", "2"},
			[]string{"Registration", "Registration", "Triage", "Registration"},
			"2026-01-02T11:41:53Z", "2026-01-02T11:40:53Z", []string{"registration_type"}, 0},
		{"Retentioneering", "retentioneering.csv", RetentioneeringCSV(), []string{"219483890", "null"}, []string{"catalog", "cart", "main"},
			"2026-11-01T17:59:13.273932Z", "2026-11-01T22:31:03.212Z", []string{"session_id"}, 0},
		{"Snowplow", "snowplow.csv", SnowplowCSV(), []string{"d-1", "u-7"}, []string{"page_view", "transaction"},
			"2026-03-01T10:00:00.9Z", "2026-03-01T10:09:00.8Z",
			[]string{"app_id", "collector_tstamp", "domain_sessionid", "domain_sessionidx", "event", "network_userid", "platform"}, 1},
		{"Matomo", "matomo.csv", MatomoCSV(), []string{"0F1A2B3C4D5E6F70", "8899AABBCCDDEEFF"}, []string{"Product", "Cart", "Home"},
			"2026-03-01T10:00:00Z", "2026-03-01T09:00:00Z", []string{"idvisit"}, 1},
		{"Segment", "segment_tracks.csv", SegmentCSV("event_text"), []string{"97980", "a-1"}, []string{"Order Completed", "Product Viewed"},
			"2026-03-01T10:05:01Z", "2026-03-01T10:00:01.5Z", []string{"context_campaign_source", "event", "received_at", "sent_at"}, 1},
		{"PostHog", "posthog.csv", PostHogCSV(), []string{"d-2", "p-1"}, []string{"$pageview", "$pageview", "$rageclick"},
			"2026-03-01T09:00:00.5Z", "2026-03-01T10:00:07Z", []string{"properties", "session_id"}, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := os.Open("testdata/dialects/" + test.file)
			require.NoError(t, err)
			defer f.Close()
			l, err := ReadCSV(f, test.opt)
			require.NoError(t, err)
			var customers, names []string
			var last Event
			for tr := range l.Traces() {
				customers = append(customers, tr.Customer())
			}
			for e := range l.All() {
				names = append(names, e.Name)
				last = e
			}
			require.Equal(t, test.customers, customers)
			require.Equal(t, test.names, names)
			require.Equal(t, utc(t, test.first), l.Trace(0).Time(0))
			require.Equal(t, utc(t, test.last), last.Time)
			require.Equal(t, test.attrs, l.Attrs())
			require.Equal(t, test.duplicates, l.Duplicates())
		})
	}
}

// Counts taken without this package: rows, distinct cells.
func TestExportsOfToolsAreReadAsTheyAre(t *testing.T) {
	for _, test := range []struct {
		name, file                           string
		opt                                  *CSVOptions
		events, customers, names, duplicates int
		customer, first                      string // whose first event is when
	}{
		{"PM4Py's running example", "data/logs/running-example.csv", PM4PyCSV(), 42, 6, 8, 0, "1", "2010-12-30T10:02:00Z"},
		{"PM4Py's receipts", "data/logs/receipt.csv.gz", PM4PyCSV(), 8577, 1434, 27, 0, "case-10011", "2011-10-11T11:45:40.276Z"},
		{"bupaR's patients", "data/logs/patients.csv.gz", BupaRCSV("patient", "handling", "time"), 5442, 500, 7, 0, "1", "2017-01-02T11:41:53Z"},
		{"Retentioneering's shop", "data/logs/ecom.csv.gz", RetentioneeringCSV(), 31106, 600, 19, 0, "user_0000", "2024-03-13T10:21:14Z"},
		{"Mixpanel by Fivetran", "data/exports/mixpanel_event.csv", MixpanelCSV(), 5, 3, 4, 0,
			"9e308c27-42ab-57af-beef-555708cde092", "2020-08-01T10:16:46Z"},
		{"Amplitude by Fivetran", "data/exports/amplitude_event_data.csv", AmplitudeCSV(), 10, 7, 5, 0, "dev@gmail.com", "2025-03-01T19:42:58.123Z"},
		{"Segment's pages", "data/exports/example_segment_pages.csv", SegmentCSV("path"), 1, 1, 1, 0, "97980cfea0067", "2015-02-23T22:28:55Z"},
	} {
		t.Run(test.name, func(t *testing.T) {
			l, err := ReadCSV(shared(t, test.file), test.opt)
			require.NoError(t, err)
			require.Equal(t, []int{test.events, test.customers, test.names, test.duplicates},
				[]int{l.Len(), l.Customers(), len(l.Names()), l.Duplicates()})
			for tr := range l.Traces() {
				if tr.Customer() == test.customer {
					require.Equal(t, utc(t, test.first), tr.Time(0))
					return
				}
			}
			require.Fail(t, "no such customer")
		})
	}
}

func TestSnowplowFilesHaveNoHeaderAndNoQuotes(t *testing.T) {
	data, err := os.ReadFile("testdata/dialects/snowplow.tsv")
	require.NoError(t, err)
	want, err := ReadCSV(SnowplowTSV(strings.NewReader(string(data))), SnowplowCSV())
	require.NoError(t, err)
	require.Equal(t, 2, want.Len())
	first, second := want.Trace(0), want.Trace(1)
	require.Equal(t, []string{"d-1", "u-7"}, []string{first.Customer(), second.Customer()})
	require.Equal(t, utc(t, "2026-03-01T10:00:00.9Z"), first.Time(0))
	require.Equal(t, `A "quoted" title, with a comma`, want.Attr("page_title").Of(first, 0))
	require.Equal(t, `{"schema":"iglu:a/b","data":[]}`, want.Attr("contexts").Of(first, 0))
	require.Equal(t, `{"k":"v\"w"}`, want.Attr("unstruct_event").Of(second, 0))
	v, ok := second.Value(0)
	require.True(t, ok)
	require.Equal(t, 49.9, v)

	for name, r := range map[string]io.Reader{
		"lines that end in CR LF": strings.NewReader(strings.ReplaceAll(string(data), "\n", "\r\n")),
		"no end of the last line": strings.NewReader(strings.TrimSuffix(string(data), "\n")),
		"blank lines":             strings.NewReader("\n" + strings.ReplaceAll(string(data), "\n", "\n\r\n")),
		"byte by byte":            iotest.OneByteReader(strings.NewReader(string(data))),
		"compressed":              Decompress(strings.NewReader(string(gzipped(string(data)))), nil),
	} {
		l, err := ReadCSV(SnowplowTSV(r), SnowplowCSV())
		require.NoError(t, err, name)
		for e := range l.All() {
			require.Contains(t, []string{"page_view", "transaction"}, e.Name, name)
		}
		require.Equal(t, want.Attrs(), l.Attrs(), name)
		require.Equal(t, want.Len(), l.Len(), name)
	}

	_, err = ReadCSV(SnowplowTSV(strings.NewReader("shop\tweb\n")), SnowplowCSV())
	require.EqualError(t, err, "line 2, field 3: not as many fields as the header")
	_, err = ReadCSV(SnowplowTSV(lazyReader{}), SnowplowCSV())
	require.ErrorIs(t, err, io.ErrNoProgress)
}

func TestTrapsOfTables(t *testing.T) {
	paris, err := time.LoadLocation("Europe/Paris")
	require.NoError(t, err)
	for _, test := range []struct {
		name, file string
		opt        CSVOptions
		want       []string // customer, time and name of each event
	}{
		{"ids that read like nothing", "customer,time,event\nNA,2024-03-01T10:00:00Z,a\nnull,2024-03-01T10:00:00Z,NA\nNaN,2024-03-01T10:00:00Z,null\n0,2024-03-01T10:00:00Z,0\n",
			CSVOptions{}, []string{"0 10:00:00 0", "NA 10:00:00 a", "NaN 10:00:00 null", "null 10:00:00 NA"}},
		{"ids with zeros before them, and as large as no number", "customer,time,event\n007,2024-03-01T10:00:00Z,a\n7,2024-03-01T10:00:00Z,a\n90071992547409931,2024-03-01T10:00:00Z,a\n90071992547409930,2024-03-01T10:00:00Z,a\n",
			CSVOptions{}, []string{"007 10:00:00 a", "7 10:00:00 a", "90071992547409930 10:00:00 a", "90071992547409931 10:00:00 a"}},
		{"a byte order mark, semicolons and times of another kind, as in the raw table of the sepsis log",
			"\uFEFFcase_id;activity;timestamp;age\nNA;ER Registration;2014/10/22 11:15:41.000;85\nA;Leucocytes;2014/10/22 11:27:00.500;\n",
			CSVOptions{Comma: ';', Layout: "2006/01/02 15:04:05.000"}, []string{"A 11:27:00.5 Leucocytes", "NA 11:15:41 ER Registration"}},
		{"tabs and blank lines", "user_id\tevent\ttimestamp\n\na\tx\t2024-03-01 10:00:00\n\n\na\ty\t2024-03-01 10:00:01\n\n",
			CSVOptions{Comma: '\t'}, []string{"a 10:00:00 x", "a 10:00:01 y"}},
		{"times without a zone, in Paris", "customer,time,event\na,2024-03-01 10:00:00,x\na,2024-07-01T10:00:00,y\na,2024-07-01T10:00:00Z,z\n",
			CSVOptions{Location: paris}, []string{"a 09:00:00 x", "a 08:00:00 y", "a 10:00:00 z"}},
		{"seconds", "customer,time,event\na,1709287200,x\na,1709287200.5,y\n", CSVOptions{Layout: UnixSeconds}, []string{"a 10:00:00 x", "a 10:00:00.5 y"}},
		{"milliseconds", "customer,time,event\na,1709287200500,x\n", CSVOptions{Layout: UnixMilli}, []string{"a 10:00:00.5 x"}},
		{"microseconds", "customer,time,event\na,1709287200500001,x\n", CSVOptions{Layout: UnixMicro}, []string{"a 10:00:00.500001 x"}},
		{"what was sent twice, and an event at another time under the same id", "customer,time,event,id\na,2024-03-01T10:00:00Z,x,1\na,2024-03-01T10:00:00Z,x,1\na,2024-03-01T11:00:00Z,x,1\na,2024-03-01T12:00:00Z,x,\na,2024-03-01T12:00:00Z,x,\n",
			CSVOptions{ID: "id"}, []string{"a 10:00:00 x", "a 12:00:00 x", "a 12:00:00 x"}},
		{"events out of order", "customer,time,event\na,2024-03-01T12:00:00Z,z\na,2024-03-01T10:00:00Z,y\na,2024-03-01T10:00:00Z,x\n",
			CSVOptions{}, []string{"a 10:00:00 y", "a 10:00:00 x", "a 12:00:00 z"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for e := range read(t, test.file, &test.opt).All() {
				got = append(got, e.Customer+" "+e.Time.Format("15:04:05.999999999")+" "+e.Name)
			}
			require.Equal(t, test.want, got)
		})
	}
}
