package clv

import (
	"fmt"
	"io"
	"math"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/table"
)

// ReadOptions says under which headings a file has the columns of histories. ""
// means the first of the usual ones that the file has. Headings are told apart
// neither by case nor by space around them.
type ReadOptions struct {
	// ID is the customer's name, a word. "" means id, cust, customer,
	// customer_id. The file may be without it.
	ID string

	// NoID leaves the customers' names unread, which is faster.
	NoID bool

	// Frequency is the number of repeat purchases, a whole number. "" means
	// frequency or x.
	Frequency string

	// Recency is the time from the first purchase to the last, not from the last
	// to today. "" means recency, t.x or t_x.
	Recency string

	// T is the time from the first purchase to the end of the observation. ""
	// means T, T.cal, t_cal, periods, n.cal or n_cal.
	T string

	// Monetary is the mean value of the repeat purchases; a cell may be empty or
	// NA, where it is not known. "" means monetary, monetary_value, m.x, m_x, zbar
	// or spending. The file may be without it.
	Monetary string

	// Customers is how many customers have the history, a whole number from 1.
	// "" means weights, weight, custs or customers. The file may be without it.
	Customers string
}

// columns are what is read, in the order of the constants below.
func (o *ReadOptions) columns() []table.Column {
	usual := func(set string, names ...string) []string {
		if set != "" {
			return []string{set}
		}
		return names
	}
	list := []table.Column{
		columnFrequency: {Names: usual(o.Frequency, "frequency", "x")},
		columnRecency:   {Names: usual(o.Recency, "recency", "t.x", "t_x")},
		columnT:         {Names: usual(o.T, "t", "t.cal", "t_cal", "periods", "n.cal", "n_cal")},
		columnMonetary: {
			Names:    usual(o.Monetary, "monetary", "monetary_value", "m.x", "m_x", "zbar", "spending"),
			Optional: o.Monetary == "", Gaps: true,
		},
		columnCustomers: {Names: usual(o.Customers, "weights", "weight", "custs", "customers"), Optional: o.Customers == ""},
	}
	if !o.NoID {
		list = append(list, table.Column{Names: usual(o.ID, "id", "cust", "customer", "customer_id"), Optional: o.ID == "", Text: true})
	}
	return list
}

const (
	columnFrequency = iota
	columnRecency
	columnT
	columnMonetary
	columnCustomers
	columnID // where it is read
)

// ReadHistories reads histories from CSV: a header, and a row for each, with
// fields separated by commas. It knows the headings of lifetimes, BTYD, CLVTools
// and PyMC-Marketing. Times stay in the unit of the file. No row is no history.
//
// A mistake is an [*event.SyntaxError] with the line; where a number is one that
// no history has, what it wraps is a *[field.Error].
func ReadHistories(r io.Reader, opt *ReadOptions) ([]History, error) {
	var o ReadOptions
	if opt != nil {
		o = *opt
	}
	read, err := table.Read(r, o.columns()...)
	if err != nil {
		return nil, fmt.Errorf("clv: %w", err)
	}
	list := make([]History, read.Rows)
	for i := range list {
		if err = list[i].read(read.Columns, i); err != nil {
			return nil, fmt.Errorf("clv: %w", &event.SyntaxError{Line: read.Line(i), Err: err})
		}
	}
	return list, nil
}

// read takes the history from row i of the columns.
func (h *History) read(columns []table.Cells, i int) error {
	var err error
	if h.Frequency, err = whole("history.frequency", columns[columnFrequency].Numbers[i], 0, maxFrequency); err != nil {
		return err
	}
	h.Recency, h.T = columns[columnRecency].Numbers[i], columns[columnT].Numbers[i]
	if c := columns[columnMonetary]; c.Found() && !math.IsNaN(c.Numbers[i]) {
		h.Monetary = c.Numbers[i]
	}
	if c := columns[columnCustomers]; c.Found() {
		if h.Customers, err = whole("history.customers", c.Numbers[i], 1, maxCustomers); err != nil {
			return err
		}
	}
	if len(columns) > columnID && columns[columnID].Found() {
		h.ID = columns[columnID].Words[columns[columnID].IDs[i]]
	}
	return h.check("history")
}

// maxCustomers bounds how many customers a line may stand for.
const maxCustomers = 1_000_000_000

func whole(path string, v float64, lo, hi int) (int, error) {
	if v != math.Floor(v) || v < float64(lo) || v > float64(hi) {
		return 0, figure.OutOfRange(path, "want a whole number from %d to %d", lo, hi)
	}
	return int(v), nil
}
