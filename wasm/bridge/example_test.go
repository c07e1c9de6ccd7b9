package bridge_test

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/parcours-go/parcours/wasm/bridge"
)

func ExampleCall() {
	fmt.Printf("%s", bridge.Call("nps", []byte(`{"answers": [10, 9, 9, 7, 3]}`)))
	fmt.Printf("%s", bridge.Call("nps", []byte(`{"answers": [10, 9, null]}`)))
	fmt.Printf("%s", bridge.Call("validate", []byte("{}\n"+`{"stages": [{"name": "Cart"}, {"name": "Cart"}]}`)))
	// Output:
	// {"measure":{"name":"nps","value":40,"unit":"points","n":5,"lo":-29.782658786,"hi":79.782658786,"level":0.95,"source":"survey"}}
	// {"error":{"code":"bad_request","message":"answers[2]: want a whole number","path":"answers[2]"}}
	// {"mistakes":[{"message":"used twice: first in stages[0].name","path":"stages[1].name"}]}
}

// A log travels behind the line, and the result behind that of the reply.
func ExampleCall_analysis() {
	const request = `{"steps": [{"events": ["view"]}, {"events": ["buy"], "within": 3600}], "options": {"brief": true}}
customer,time,event
ann,2026-03-01T10:00:00Z,view
ann,2026-03-01T10:05:00Z,buy
bob,2026-03-01T11:00:00Z,view
`
	reply := bridge.Call("funnel", []byte(request))
	line, payload, _ := bytes.Cut(reply, []byte("\n"))
	var result struct {
		All struct {
			Steps []struct {
				Name    string
				Reached int
			}
		}
	}
	fmt.Printf("%s %v\n", line, json.Unmarshal(payload, &result))
	for _, step := range result.All.Steps {
		fmt.Println(step.Name, step.Reached)
	}
	// Output:
	// {} <nil>
	// view 2
	// buy 1
}
