package bridge_test

import (
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
