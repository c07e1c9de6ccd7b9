package render_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/persona/segment"
	"github.com/parcours-go/parcours/render"
)

func ExampleSegments() {
	log, err := event.ReadCSV(strings.NewReader(`customer,time,name,value
ann,2026-01-05,purchase,40
bob,2026-01-20,purchase,60
cem,2026-03-14,purchase,20
dee,2026-03-02,purchase,90
dee,2026-03-29,purchase,90
`), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	at := time.Date(2026, 3, 31, 0, 0, 0, 0, time.UTC)
	scores, err := segment.RFM(log.Interactions("purchase"), at, &segment.Options{Scores: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	tables, err := render.Segments{Scores: scores, Currency: "EUR"}.Tables(nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range tables[0].Rows {
		fmt.Println(strings.Join(row, " | "))
	}
	// Output:
	// R2, in the last 17 days | F2, 2 purchases or more | 1 | 25.0% | €180.00 | 60.0%
	// R2, in the last 17 days | F1, 1 purchase | 1 | 25.0% | €20.00 | 6.7%
	// R1, over 17 days ago | F1, 1 purchase | 2 | 50.0% | €50.00 | 33.3%
}
