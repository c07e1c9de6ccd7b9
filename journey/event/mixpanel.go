package event

// Mixpanel returns how to read the raw event export of Mixpanel: JSON lines
// with the time in seconds or in milliseconds. Of events with one name, time,
// distinct_id and $insert_id the last in the file counts. What only tells
// Mixpanel who is who is no event. Attributes are all properties. Which of them
// is an amount differs from one project to the next: set Value to its path, such
// as properties.Amount.
func Mixpanel() *JSONOptions {
	return &JSONOptions{
		Customer: []string{"properties.distinct_id"},
		Aliases:  []string{"properties.$anon_id"},
		Time:     []string{"properties.time"},
		Name:     []string{"event"},
		Kind:     "event",
		Except:   []string{"$identify", "$create_alias", "$merge"},
		ID:       []string{"properties.$insert_id", "event", "properties.time", "properties.distinct_id"},
		KeepLast: true,
		Spread:   []string{"properties"},
	}
}
