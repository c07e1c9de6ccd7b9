package event_test

import (
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey/event"
)

// told returns what a sample says, an event a line, and what it says beside.
func told(t *testing.T, sample string, o *event.JSONOptions) (log *event.Log, events, beside []string) {
	t.Helper()
	file, err := os.Open("testdata/exports/" + sample)
	require.NoError(t, err)
	defer file.Close()
	o.Other = func(kind string) { beside = append(beside, "no event: "+kind) }
	o.Alias = func(alias, customer string) { beside = append(beside, alias+" is "+customer) }
	log, err = event.ReadJSONL(file, o)
	require.NoError(t, err)
	for e := range log.All() {
		line := fmt.Sprint(e.Customer, " ", e.Time.Format("02 15:04:05.999999"), " ", e.Name)
		if e.Channel != "" {
			line += fmt.Sprint(" by ", e.Channel)
		}
		if !e.NoValue {
			line += fmt.Sprint(" for ", e.Value)
		}
		events = append(events, fmt.Sprint(line, " ", e.Attrs))
	}
	return log, events, beside
}

func TestGA4OrdersTheEventsOfOneBatch(t *testing.T) {
	log, events, beside := told(t, "ga4.jsonl", event.GA4())
	assert.Equal(t, []string{
		"1001.2002 01 10:00:00 session_start map[device.category:mobile ga_session_id:1772359200 geo.country:France page_location:https://shop.example/ platform:WEB traffic_source.medium:organic traffic_source.name:(organic) traffic_source.source:google]",
		"1001.2002 01 10:00:00 page_view map[ga_session_id:1772359200 platform:WEB]",
		"1001.2002 01 10:00:00 view_item for 24.5 map[currency:EUR device.category:mobile ga_session_id:1772359200 geo.country:France platform:WEB]",
		"anne 02 10:00:00.25 purchase for 44.1 map[platform:WEB transaction_id:T-7 value:49]",
	}, events)
	assert.Equal(t, []string{"1001.2002 is anne"}, beside)
	one := log.Rename(func(c string) string { return map[string]string{"1001.2002": "anne"}[c] })
	assert.Equal(t, []string{"session_start", "page_view", "view_item", "purchase"}, namesOf(one.Trace(0)))
}

func TestOfWhatMixpanelTookInTwiceTheLastCounts(t *testing.T) {
	o := event.Mixpanel()
	o.Value = []string{"properties.Amount"}
	log, events, beside := told(t, "mixpanel.jsonl", o)
	assert.Equal(t, []string{
		"NA 01 10:00:00 Viewed map[logged in:false]",
		"u-1 01 10:00:00 Signed up map[$city:Lyon mp_processing_time_ms:1772359300000 plan:free]",
		"u-1 01 10:01:00.5 Purchase for 4 map[Item:Espresso]",
		"u-2 01 10:01:00.5 Purchase for 3.5 map[Item:Tea]",
	}, events)
	assert.Equal(t, []string{"$device:9 is u-1", "no event: $identify"}, beside)
	assert.Equal(t, 1, log.Duplicates())
}

func TestAmplitudeCountsAnInsertIDOnceADevice(t *testing.T) {
	log, events, beside := told(t, "amplitude.jsonl", event.Amplitude())
	assert.Equal(t, []string{
		"75805000264 01 10:00:00.123 Viewed Page map[Cohort:Test A country:Portugal device_family:Apple iPhone language:Portuguese os_name:ios page:home platform:iOS session_id:1772359200000 version_name:3.1.0]",
		"ines 01 10:05:00 Bought for 19.9 map[Cohort:Test A session_id:1772359200000]",
		"rui 01 10:00:01 Viewed Page map[]",
	}, events)
	assert.Equal(t, []string{"75805000999 is rui", "75805000264 is ines", "no event: $identify", "75805000264 is ines"}, beside)
	assert.Equal(t, 1, log.Duplicates())
}

func TestPropertiesOfPostHogMayBeAText(t *testing.T) {
	log, events, beside := told(t, "posthog.jsonl", event.PostHog())
	assert.Equal(t, []string{
		"p-1 01 10:00:00.123456 $pageview map[$current_url:https://app.example/ $session_id:s-1 café:true]",
		"p-1 01 10:01:00 upgraded map[$session_id:s-1 plan:pro seats:5]",
		"server 01 10:02:00 exported map[]",
	}, events)
	assert.Equal(t, []string{"anon-1 is p-1", "mia@example is p-1", "anon-1 is p-1", "no event: $identify", "mia@example is p-1", "mia@example is p-1"}, beside)
	assert.Equal(t, 1, log.Duplicates())
}

func TestSegmentSaysWhoIsWhoBetweenItsEvents(t *testing.T) {
	log, events, beside := told(t, "segment.jsonl", event.Segment())
	assert.Equal(t, []string{
		"23adfd82 01 10:00:00.152 Home map[context_campaign_medium:email context_campaign_name:spring context_campaign_source:news path:/ url:https://shop.example/]",
		"23adfd82 01 10:01:00 page map[path:/tea]",
		"507f191e 01 09:05:00 Basket by mobile map[]",
		"507f191e 01 10:03:00 Order Completed by web for 25 map[order_id:A7 total:27.50]",
	}, events)
	assert.Equal(t, []string{
		"23adfd82 is 507f191e", "no event: identify", "23adfd82 is 507f191e", "23adfd82 is 507f191e",
		"jen@shop.example is 507f191e", "no event: alias", "no event: group",
	}, beside)
	assert.Equal(t, 1, log.Duplicates())
}

// Options are one's own: to change some changes no others.
func TestPresetsAreFresh(t *testing.T) {
	for _, preset := range []func() *event.JSONOptions{event.GA4, event.Mixpanel, event.Amplitude, event.PostHog, event.Segment} {
		o := preset()
		o.Customer[0], o.Time = "other", nil
		clear(o.Attrs)
		slices.Reverse(o.ID)
		assert.NotEqual(t, o, preset())
		assert.Equal(t, preset(), preset())
	}
}
