package event_test

import (
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey/event"
)

// A file of calls that Segment keeps. Before she signed in, Anne was a number:
// the file says which, and the log becomes one of persons.
func ExampleReadJSONL() {
	file := strings.NewReader(`
{"type":"page","anonymousId":"23ad","messageId":"1","name":"Home","timestamp":"2026-03-01T10:00:00Z","context":{"campaign":{"source":"newsletter"}}}
{"type":"identify","anonymousId":"23ad","userId":"anne","messageId":"2","timestamp":"2026-03-01T10:01:00Z"}
{"type":"track","userId":"anne","messageId":"3","event":"Order Completed","timestamp":"2026-03-01T10:02:00Z","properties":{"revenue":24.5}}
{"type":"track","userId":"anne","messageId":"3","event":"Order Completed","timestamp":"2026-03-01T10:02:00Z","properties":{"revenue":24.5}}
{"type":"track","userId":"anne","messageId":"4","event":"Product Viewed","timestamp":"soon"}
`)
	known := make(map[string]string)
	opt := event.Segment()
	opt.Alias = func(alias, customer string) { known[alias] = customer }
	opt.Skip = func(err *event.SyntaxError) error {
		fmt.Println("left out:", err)
		return nil
	}
	log, err := event.ReadJSONL(file, opt)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("sent twice:", log.Duplicates())
	log = log.Rename(func(customer string) string { return known[customer] })
	source := log.Attr("context_campaign_source")
	for trace := range log.Traces() {
		fmt.Println(trace.Customer())
		for i := range trace.Len() {
			fmt.Println(" ", trace.Time(i).Format("15:04"), trace.Name(i), source.Of(trace, i))
		}
	}
	// Output:
	// left out: line 6, column 86: not a time between the years 1678 and 2262, or not in the layout, which is RFC 3339 unless the options name another
	// sent twice: 1
	// anne
	//   10:00 Home newsletter
	//   10:02 Order Completed
}
