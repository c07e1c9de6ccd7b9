package journey_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/parcours-go/parcours/journey"
)

func ExampleRead() {
	const text = `{
  "title": "Buying shoes",
  "lang": "en",
  "stages": [
    {"name": "Compare", "phase": "consideration", "emotion": 3.5,
     "touchpoints": [{"name": "Product page", "channel": "web", "events": ["view_item"]}]},
    {"name": "Buy", "phase": "conversion",
     "frictions": [{"text": "Shipping costs come late", "severity": "critical"}]}
  ]
}`
	m, err := journey.Read(strings.NewReader(text))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range m.Stages {
		fmt.Printf("%s (%s): %d touchpoints\n", s.Name, s.Phase.Label(m.Lang), len(s.Touchpoints))
	}
	// Output:
	// Compare (Consideration): 1 touchpoints
	// Buy (Conversion): 0 touchpoints
}

func ExampleSyntaxError() {
	_, err := journey.Read(strings.NewReader(`{
  "stages": [
    {"name": "Compare", "emotion": "good"}
  ]
}`))
	fmt.Println(err)
	if bad, ok := errors.AsType[*journey.SyntaxError](err); ok {
		fmt.Println(bad.Line, bad.Column, bad.Path)
	}
	// Output:
	// line 3, column 36: stages[0].emotion: want a number, found a text
	// 3 36 stages[0].emotion
}

func ExampleMap_Write() {
	m := &journey.Map{
		Title: "Buying shoes",
		Stages: []journey.Stage{{
			Name: "Compare", Phase: journey.Consideration, Emotion: journey.Pleased,
			Touchpoints: []journey.Touchpoint{{Name: "Product page", Channel: journey.Web, Events: []string{"view_item"}}},
		}},
	}
	if err := m.Write(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// {
	//   "title": "Buying shoes",
	//   "stages": [
	//     {
	//       "name": "Compare",
	//       "phase": "consideration",
	//       "emotion": 4,
	//       "touchpoints": [
	//         {
	//           "name": "Product page",
	//           "channel": "web",
	//           "events": [
	//             "view_item"
	//           ]
	//         }
	//       ]
	//     }
	//   ]
	// }
}
