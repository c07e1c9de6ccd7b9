package event

// PM4PyCSV returns how to read the tables of PM4Py: a case is a customer.
// Attributes are all other columns, those of cases with "case:" before their
// names. For XES itself there is [ReadXES].
func PM4PyCSV() *CSVOptions {
	return &CSVOptions{Customer: "case:concept:name", Time: "time:timestamp", Name: "concept:name"}
}

// BupaRCSV returns how to read an event log of bupaR that was written as a
// table, given the columns of its case, activity and timestamp; events at one
// time stand by its column .order. Where activities have a start and an end,
// there is an event for each, which the column of the lifecycle tells apart:
// [Log.Filter] keeps one.
func BupaRCSV(caseID, activity, timestamp string) *CSVOptions {
	return &CSVOptions{Customer: caseID, Time: timestamp, Name: activity, Order: []string{".order"}}
}

// RetentioneeringCSV returns how to read the event streams of Retentioneering.
// The column session_id, where there is one, is an attribute, and so are the
// columns of segments.
func RetentioneeringCSV() *CSVOptions {
	return &CSVOptions{Customer: "user_id", Time: "timestamp", Name: "event"}
}

// SnowplowCSV returns how to read the table atomic.events of Snowplow; for its
// files of enriched events see [SnowplowTSV]. A customer is a user_id, and where
// there is none a domain_userid; the time is the derived_tstamp, and the value
// the total of an order. Of events with one event_id the first in the file
// counts. All columns are kept: set Attrs to those that matter, such as
// domain_sessionid and mkt_source, to save memory.
func SnowplowCSV() *CSVOptions {
	return &CSVOptions{
		Customer: "user_id", Anonymous: "domain_userid", Time: "derived_tstamp", Name: "event_name",
		Value: "tr_total", ID: "event_id",
	}
}

// MatomoCSV returns how to read the actions of Matomo as a query gives them,
// since Matomo exports none: the rows of log_link_visit_action with the type, or
// whatever is to be the name of an event, joined from log_action.
//
//	SELECT HEX(v.idvisitor) AS idvisitor, v.idvisit, v.idlink_va, v.server_time, a.name
//	FROM matomo_log_link_visit_action v JOIN matomo_log_action a ON a.idaction = v.idaction_name
//
// Times are UTC, which Matomo keeps; actions of one second stand in the order
// of idlink_va, and one that is there twice counts once.
func MatomoCSV() *CSVOptions {
	return &CSVOptions{
		Customer: "idvisitor", Time: "server_time", Name: "name", ID: "idlink_va", Order: []string{"idlink_va"},
	}
}

// MixpanelCSV returns how to read the table of events that Fivetran makes of
// Mixpanel. What was sent twice is left to Fivetran, since one insert_id may
// stand for several events; for raw exports there is [Mixpanel].
func MixpanelCSV() *CSVOptions {
	return &CSVOptions{Customer: "distinct_id", Time: "time", Name: "name"}
}

// AmplitudeCSV returns how to read the table of events that Fivetran makes of
// Amplitude. A customer is a user_id, and where there is none an amplitude_id;
// times are UTC. Of events with one uuid the first counts. For raw exports there
// is [Amplitude].
func AmplitudeCSV() *CSVOptions {
	return &CSVOptions{Customer: "user_id", Anonymous: "amplitude_id", Time: "event_time", Name: "event_type", ID: "uuid"}
}

// SegmentCSV returns how to read a table that Segment writes into a warehouse,
// given the column that says what happened: event_text in tracks, path or name
// in pages. A customer is a user_id, and where there is none an anonymous_id. Of
// calls with one id the first counts. For the calls themselves there is
// [Segment].
func SegmentCSV(name string) *CSVOptions {
	return &CSVOptions{Customer: "user_id", Anonymous: "anonymous_id", Time: "timestamp", Name: name, ID: "id"}
}

// PostHogCSV returns how to read a query of the events of PostHog as a table. A
// customer is a person_id, and where there is none a distinct_id. Of events with
// one uuid the first counts. The properties are one attribute, as the text of
// JSON that they are; for them apart there is [PostHog].
func PostHogCSV() *CSVOptions {
	return &CSVOptions{Customer: "person_id", Anonymous: "distinct_id", Time: "timestamp", Name: "event", ID: "uuid"}
}
