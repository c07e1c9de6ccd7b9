package event

// GA4 returns how to read the events that Google Analytics 4 exports to
// BigQuery, as JSON lines. A customer is a user_id, and where there is none a
// user_pseudo_id, which is that of a browser or an app; the value is the
// revenue of a purchase, or else the parameter value. Events of one time stand
// as they were sent, by the three batch numbers. Attributes are all event
// parameters, such as page_location and ga_session_id, which numbers the
// sessions of a customer ([Cut]), and where the customer came from, was, and
// with what.
func GA4() *JSONOptions {
	return &JSONOptions{
		Customer: []string{"user_id", "user_pseudo_id"},
		Aliases:  []string{"user_pseudo_id"},
		Time:     []string{"event_timestamp"},
		Layout:   UnixMicro,
		Name:     []string{"event_name"},
		Value:    []string{"ecommerce.purchase_revenue", "event_params[value]"},
		Order:    []string{"batch_page_id", "batch_ordering_id", "batch_event_index"},
		Spread:   []string{"event_params[]"},
		Attrs: map[string]string{
			"platform":              "platform",
			"device.category":       "device.category",
			"geo.country":           "geo.country",
			"traffic_source.source": "traffic_source.source",
			"traffic_source.medium": "traffic_source.medium",
			"traffic_source.name":   "traffic_source.name",
		},
	}
}
