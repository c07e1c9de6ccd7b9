package event

// PostHog returns how to read the events that PostHog exports, as JSON lines:
// the properties may be an object or, as SQL gives them, a text that is one. A
// customer is a person_id, and where there is none a distinct_id. Events with
// one uuid count once. What only tells PostHog who is who is no event.
// Attributes are all properties, such as $session_id and $current_url.
func PostHog() *JSONOptions {
	return &JSONOptions{
		Customer: []string{"person_id", "distinct_id"},
		Aliases:  []string{"distinct_id", "properties.$anon_distinct_id"},
		Time:     []string{"timestamp"},
		Name:     []string{"event"},
		Kind:     "event",
		Except:   []string{"$identify", "$create_alias", "$merge_dangerously", "$set", "$groupidentify"},
		ID:       []string{"uuid"},
		Spread:   []string{"properties"},
	}
}
