package event

// Amplitude returns how to read the event export of Amplitude: JSON lines, in
// the archive that [Decompress] opens. A customer is a user_id, where there is
// none an amplitude_id, and else a device_id; times are UTC. Events that a
// device sent twice under one $insert_id count once. What only sets properties
// of users and groups is no event. Attributes are the properties of events and
// users, of which those of events come first, session_id where there is one,
// and with what and where the customer was.
func Amplitude() *JSONOptions {
	return &JSONOptions{
		Customer: []string{"user_id", "amplitude_id", "device_id"},
		Aliases:  []string{"amplitude_id"},
		Time:     []string{"event_time"},
		Name:     []string{"event_type"},
		Kind:     "event_type",
		Except:   []string{"$identify", "$groupidentify"},
		Value:    []string{"event_properties.$revenue"},
		ID:       []string{"$insert_id", "device_id"},
		Spread:   []string{"event_properties", "user_properties"},
		Attrs: map[string]string{
			"session_id":    "session_id",
			"platform":      "platform",
			"version_name":  "version_name",
			"os_name":       "os_name",
			"device_family": "device_family",
			"country":       "country",
			"language":      "language",
		},
		Absent: map[string]string{"session_id": "-1"},
	}
}
