package event

// Segment returns how to read the calls that Segment and RudderStack keep: JSON
// lines, of which tracks, pages and screens are events. The name of a track is
// its event; of a page or a screen it is its name, and else page or screen. A
// customer is a userId, and where there is none an anonymousId; the identify
// and alias calls say which of them are one, which [JSONOptions].Alias hears.
// Calls with one messageId count once. The value is the revenue, the total or
// the value. Attributes are all properties, and the campaign, by the names that
// it has in warehouses, such as context_campaign_source.
func Segment() *JSONOptions {
	return &JSONOptions{
		Customer: []string{"userId", "anonymousId"},
		Aliases:  []string{"anonymousId", "previousId"},
		Time:     []string{"timestamp", "originalTimestamp", "receivedAt"},
		Name:     []string{"event", "name", "properties.name", "type"},
		Channel:  []string{"channel"},
		Kind:     "type",
		Kinds:    []string{"track", "page", "screen"},
		Value:    []string{"properties.revenue", "properties.total", "properties.value"},
		ID:       []string{"messageId"},
		Spread:   []string{"properties"},
		Attrs: map[string]string{
			"context_campaign_source":  "context.campaign.source",
			"context_campaign_medium":  "context.campaign.medium",
			"context_campaign_name":    "context.campaign.name",
			"context_campaign_term":    "context.campaign.term",
			"context_campaign_content": "context.campaign.content",
		},
	}
}
