package event_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// A file as shops keep it: the columns have names of their own, rows come in
// the order in which they were written, and some are bad.
func ExampleReadCSV() {
	file := strings.NewReader(`client;quand;quoi;canal;montant;pays
anne;2024-03-01 10:00:00;product_view;web;;FR
bob;2024-03-01 10:05:00;product_view;app;;BE
anne;2024-03-02 09:00:00;purchase;app;19.90;FR
bob;demain;purchase;app;5;BE
anne;2024-03-01 10:10:00;add_to_cart;web;;FR
`)
	paris := time.FixedZone("Paris", 3600)
	log, err := event.ReadCSV(file, &event.CSVOptions{
		Customer: "client", Time: "quand", Name: "quoi", Channel: "canal", Value: "montant",
		Comma:    ';',
		Location: paris,
		Skip: func(err *event.SyntaxError) error {
			fmt.Println("left out:", err)
			return nil
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	country := log.Attr("pays")
	for trace := range log.Traces() {
		fmt.Println(trace.Customer())
		for i := range trace.Len() {
			fmt.Print("  ", trace.Time(i).Format(time.DateTime), " ", trace.Name(i), ", ", trace.Channel(i), ", ", country.Of(trace, i))
			if v, ok := trace.Value(i); ok {
				fmt.Print(", ", v)
			}
			fmt.Println()
		}
	}
	// Output:
	// left out: line 5, field 2: not a time between the years 1678 and 2262, or not in the layout, which is RFC 3339 unless the options name another
	// anne
	//   2024-03-01 09:00:00 product_view, web, FR
	//   2024-03-01 09:10:00 add_to_cart, web, FR
	//   2024-03-02 08:00:00 purchase, app, FR, 19.9
	// bob
	//   2024-03-01 09:05:00 product_view, app, BE
}

func ExampleCollect() {
	day := time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
	log, err := event.Collect(slices.Values([]event.Event{
		{Customer: "anne", Time: day.Add(2 * time.Hour), Name: "purchase", Channel: journey.Web, Value: 19.9},
		{Customer: "anne", Time: day, Name: "product_view", Channel: journey.Web, NoValue: true},
		{Customer: "visitor-7", Time: day.Add(time.Hour), Name: "add_to_cart", Channel: journey.App, NoValue: true},
	}))
	if err != nil {
		fmt.Println(err)
		return
	}
	// The visitor turned out to be Anne.
	log = log.Rename(func(customer string) string {
		if customer == "visitor-7" {
			return "anne"
		}
		return customer
	})
	for e := range log.All() {
		fmt.Println(e.Customer, e.Time.Format(time.TimeOnly), e.Name)
	}
	// Output:
	// anne 00:00:00 product_view
	// anne 01:00:00 add_to_cart
	// anne 02:00:00 purchase
}

// steps counts how often one thing follows another.
type steps struct {
	names int
	count []int // from × names + to
}

func (s *steps) Add(t event.Trace) {
	for i := 1; i < t.Len(); i++ {
		s.count[t.NameID(i-1)*s.names+t.NameID(i)]++
	}
}

func (s *steps) Merge(next *steps) {
	for k, n := range next.count {
		s.count[k] += n
	}
}

// An analysis of one's own is a type with Add and Merge.
func ExampleFold() {
	log, err := event.ReadCSV(strings.NewReader(`customer,time,event
a,2024-03-01T10:00:00Z,view
a,2024-03-01T10:01:00Z,cart
a,2024-03-01T10:02:00Z,view
a,2024-03-01T10:03:00Z,cart
b,2024-03-01T10:00:00Z,view
b,2024-03-01T10:09:00Z,buy
`), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	names := log.Names()
	n := len(names)
	found := event.Fold(log, func() *steps { return &steps{n, make([]int, n*n)} })
	for k, count := range found.count {
		if count > 0 {
			fmt.Println(names[k/n], "→", names[k%n], count)
		}
	}
	// Output:
	// cart → view 1
	// view → buy 1
	// view → cart 2
}

func ExampleLog_Split() {
	log, err := event.ReadCSV(strings.NewReader(`customer,time,event,value
a,2024-03-01T10:00:00Z,purchase,10
b,2024-03-01T10:00:00Z,purchase,250
c,2024-03-01T10:00:00Z,visit,
`), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	spent := map[string]float64{}
	for i := range log.Interactions("purchase") {
		spent[i.Customer] += i.Value
	}
	for name, part := range log.Split(func(customer string) string {
		if spent[customer] >= 100 {
			return "large"
		}
		return "small"
	}) {
		fmt.Println(name, part.Customers(), part.Len())
	}
	// Output:
	// large 1 1
	// small 2 2
}

// A file that is too large to look at: what is in it?
func ExampleCountCSV() {
	const file = `user_id,event,channel,timestamp
ann,product_view,web,2026-03-01T10:00:00Z
ann,purchase,web,2026-03-01T10:05:00Z
bob,product_view,store,2026-03-02T09:00:00Z
bob,product_view,web,2026-03-02T20:00:00Z
`
	counts, err := event.CountCSV(strings.NewReader(file), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range counts {
		fmt.Println(c.Name, c.Channel, c.Events)
	}
	// Output:
	// product_view store 1
	// product_view web 2
	// purchase web 1
}

// Sessions in place of customers.
func ExampleLog_Sessions() {
	const visits = `customer,time,name
ada,2024-05-01T10:00:00Z,view_item
ada,2024-05-01T10:20:00Z,add_to_cart
ben,2024-05-01T10:05:00Z,view_item
ada,2024-05-01T21:00:00Z,purchase
`
	log, err := event.ReadCSV(strings.NewReader(visits), nil)
	if err != nil {
		panic(err)
	}
	sessions := log.Sessions(event.Cut{}) // half an hour of silence ends one
	for trace := range sessions.Log.Traces() {
		fmt.Println(trace.Customer(), trace.Len(), "events of", sessions.Customer(trace))
	}
	// Output:
	// ada#0001 2 events of ada
	// ada#0002 1 events of ada
	// ben#0001 1 events of ben
}

// A file of XES is a log of cases, here two orders of a shop.
func ExampleReadXES() {
	const orders = `<log>
  <trace>
    <string key="concept:name" value="order 1"/>
    <event><string key="concept:name" value="add_to_cart"/><date key="time:timestamp" value="2026-03-01T10:00:00+01:00"/></event>
    <event><string key="concept:name" value="purchase"/><date key="time:timestamp" value="2026-03-01T10:09:00+01:00"/></event>
  </trace>
  <trace>
    <string key="concept:name" value="order 2"/>
    <event><string key="concept:name" value="add_to_cart"/><date key="time:timestamp" value="2026-03-01T11:00:00Z"/></event>
  </trace>
</log>`
	log, err := event.ReadXES(strings.NewReader(orders), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for t := range log.Traces() {
		for i := range t.Len() {
			fmt.Println(t.Customer(), t.Time(i).Format("15:04"), t.Name(i))
		}
	}
	// Output:
	// order 1 09:00 add_to_cart
	// order 1 09:09 purchase
	// order 2 11:00 add_to_cart
}

// What a tool exports is read by its name, whatever its format; options say
// what is different.
func ExampleRead() {
	const pages = `id,anonymous_id,user_id,timestamp,path,title
1,a-7,,2026-03-01 10:00:00,/,Home
2,a-7,,2026-03-01 10:01:00,/shoes,Shoes
2,a-7,,2026-03-01 10:01:00,/shoes,Shoes
`
	log, err := event.Read(strings.NewReader(pages), "segment_pages", &event.ReadOptions{Name: "title"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(log.Names(), log.Duplicates())
	// Output: [Home Shoes] 1
}
