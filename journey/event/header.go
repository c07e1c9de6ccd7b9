package event

import (
	"cmp"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"
	"unicode/utf8"
)

// A table says which column holds what. A column that the file lacks is -1.
type table struct {
	columns int // how many
	who     int
	when    int
	what    int // or every event has one name
	every   []byte
	channel int
	value   int
	keys    []string // the headers of the attributes

	anonymous int   // who it is where who is empty
	id        int   // of the event
	order     []int // of events at one time
	texts     []int // the columns of the names, of the channels, if there are any, and of the attributes

	countsOnly bool // nothing but names and channels is looked at

	seed maphash.Seed // of the hashes of customers
	ids  *dedupe      // of the events; nil without a column of them
}

// usual are the headers that most tools write.
var usual = struct{ who, when, what, channel, value []string }{
	who: []string{
		"customer", "customer_id", "user", "user_id", "uid", "client_id", "person_id", "distinct_id",
		"visitor_id", "actor", "actor_id", "userid", "user_pseudo_id", "anonymousid", "anonymous_id",
		"case:concept:name", "case_id",
	},
	when: []string{
		"time", "timestamp", "ts", "event_time", "event_timestamp", "datetime", "occurred_at",
		"created_at", "time:timestamp", "date",
	},
	// "name" comes last: beside an event it is that of a person or a product.
	what:    []string{"event", "event_name", "event_type", "activity", "action", "concept:name", "name"},
	channel: []string{"channel"},
	value:   []string{"value", "revenue", "amount", "score"},
}

// tableOf returns the table of a file with that header.
func tableOf(header []string, o *CSVOptions) (*table, *SyntaxError) {
	if err := checkHeader(header); err != nil {
		return nil, err
	}
	if o.Every != "" && (o.Name != "" || !utf8.ValidString(o.Every)) {
		return nil, &SyntaxError{1, 0, fmt.Errorf("%w: want one name for every event, or a column of names", ErrHeader)}
	}
	t := &table{columns: len(header), order: make([]int, len(o.Order)), every: []byte(o.Every)}
	roles := []columnRole{
		{&t.who, "customer", o.Customer, usual.who, true},
		{&t.when, "time", o.Time, usual.when, true},
		{&t.what, "name", o.Name, usualNames(o), o.Every == ""},
		{&t.channel, "channel", o.Channel, usual.channel, false},
		{&t.value, "value", o.Value, usual.value, false},
		{&t.anonymous, "customer without a name", o.Anonymous, nil, false},
		{&t.id, "id", o.ID, nil, false},
	}
	for k, named := range o.Order {
		roles = append(roles, columnRole{&t.order[k], "order", named, nil, true})
	}
	for _, r := range roles {
		*r.column = columnFor(header, r.named, r.usual)
		if *r.column < 0 && (r.needed || r.named != "") {
			err := missing(r.what, r.named, r.usual)
			if len(header) == 1 {
				err = fmt.Errorf("%w; it is one field: is %q what stands between fields?", err, cmp.Or(o.Comma, ','))
			}
			return nil, &SyntaxError{1, 0, err}
		}
	}
	t.texts = []int{t.what}
	if t.channel >= 0 {
		t.texts = append(t.texts, t.channel)
	}
	return t, t.attributes(header, o.Attrs, roles)
}

// usualNames returns the usual headers of names: none where every event has one.
func usualNames(o *CSVOptions) []string {
	if o.Every != "" {
		return nil
	}
	return usual.what
}

// A columnRole is what a column is for.
type columnRole struct {
	column *int
	what   string
	named  string
	usual  []string
	needed bool
}

// attributes finds the columns of the attributes: those wanted, or, where that
// is nil, all that have a header and no role.
func (t *table) attributes(header, wanted []string, roles []columnRole) *SyntaxError {
	serves := make([]bool, len(header))
	for _, r := range roles {
		if *r.column >= 0 {
			serves[*r.column] = true
		}
	}
	for _, key := range wanted {
		if key == "" || !slices.Contains(header, key) {
			return &SyntaxError{1, 0, missing("attribute", key, nil)}
		}
	}
	for c, key := range header {
		if wanted == nil && key != "" && !serves[c] || key != "" && slices.Contains(wanted, key) {
			t.keys, t.texts = append(t.keys, key), append(t.texts, c)
		}
	}
	return nil
}

// checkHeader reports a header that is not text or that is there twice, and a
// file whose lines end in carriage returns alone: it would be all header.
func checkHeader(header []string) *SyntaxError {
	seen := make(map[string]bool, len(header))
	for c, key := range header {
		if !utf8.ValidString(key) {
			return &SyntaxError{1, c + 1, ErrText}
		}
		if strings.ContainsRune(key, '\r') {
			return &SyntaxError{1, c + 1, fmt.Errorf("%w: a carriage return without a line feed", ErrHeader)}
		}
		if seen[key] && key != "" {
			return &SyntaxError{1, c + 1, fmt.Errorf("%w: two columns have this one", ErrHeader)}
		}
		seen[key] = true
	}
	return nil
}

// columnFor returns the column with the header named, or else with the first
// of the usual ones, or -1.
func columnFor(header []string, named string, usual []string) int {
	if named != "" {
		return slices.Index(header, named)
	}
	for _, u := range usual {
		if c := slices.IndexFunc(header, func(key string) bool {
			return strings.EqualFold(strings.TrimSpace(key), u)
		}); c >= 0 {
			return c
		}
	}
	return -1
}

// missing names what was asked for, and nothing of the file: one without a
// header begins with a customer.
func missing(what, named string, usual []string) error {
	if named != "" || usual == nil {
		return fmt.Errorf("%w: no column %.64q, named for the %s", ErrHeader, named, what)
	}
	return fmt.Errorf("%w: no column for the %s; want one of %s, or name it in the options",
		ErrHeader, what, strings.Join(usual, ", "))
}
