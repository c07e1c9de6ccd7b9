package attribution_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
	"github.com/parcours-go/parcours/kpi/attribution"
)

// threeCustomers is a log. Anne bought after an e-mail, a search and a visit of
// the site.
func threeCustomers() (*event.Log, error) {
	return event.ReadCSV(strings.NewReader(`customer,time,name,channel,value
anne,2024-01-01 09:00:00,click,email,
anne,2024-01-08 09:00:00,click,search,
anne,2024-01-15 09:00:00,click,web,
anne,2024-01-15 09:10:00,purchase,web,70
bob,2024-01-01 10:00:00,click,email,
carla,2024-01-04 10:00:00,click,search,
carla,2024-01-05 10:00:00,click,web,
`), nil)
}

func ExampleCompute() {
	log, err := threeCustomers()
	if err != nil {
		fmt.Println(err)
		return
	}
	credit, err := attribution.Compute(log, []string{"purchase"}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d of %d paths converted\n", credit.Conversions, credit.Conversions+credit.Nulls)
	fmt.Println("         first last linear markov")
	for _, c := range credit.Channels {
		fmt.Printf("%-8s %5.2f %4.2f %6.2f %6.2f\n", c.Channel, c.First, c.Last, c.Linear, c.Markov)
	}
	// Output:
	// 1 of 3 paths converted
	//          first last linear markov
	// email     1.00 0.00   0.33   0.20
	// search    0.00 0.00   0.33   0.40
	// web       0.00 1.00   0.33   0.40
}

// Other models, and the credit for the 70 that Anne spent.
func ExampleCompute_models() {
	log, err := threeCustomers()
	if err != nil {
		fmt.Println(err)
		return
	}
	credit, err := attribution.Compute(log, []string{"purchase"}, &attribution.Options{
		Models:   []attribution.Model{attribution.LastNonDirect, attribution.PositionBased, attribution.TimeDecay, attribution.Shapley},
		Direct:   []journey.Channel{"web"},
		HalfLife: 7 * 24 * time.Hour,
		Lookback: 30 * 24 * time.Hour,
		Values:   true,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("         last non-direct position decay Shapley decay of", credit.Value)
	for _, c := range credit.Channels {
		fmt.Printf("%-8s %15.2f %8.2f %5.2f %7.2f %11.2f\n", c.Channel, c.LastNonDirect, c.PositionBased, c.TimeDecay, c.Shapley, c.Value.TimeDecay)
	}
	// Output:
	//          last non-direct position decay Shapley decay of 70
	// email               0.00     0.40  0.14    0.33       10.00
	// search              1.00     0.20  0.29    0.33       20.00
	// web                 0.00     0.40  0.57    0.33       40.00
}

// Paths that somebody counted, with their value, in the columns of the R package
// ChannelAttribution; and a chain that remembers two touches.
func ExampleFromPaths() {
	paths, err := attribution.ReadPaths(strings.NewReader(`path,total_conversions,total_conversion_value,total_null
email > search > web,10,900,30
search > web,5,200,40
email > web,1,100,50
web,4,100,80
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	credit, err := attribution.FromPaths(paths, &attribution.Options{Order: 2, Values: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("probability %.3f\n", credit.Probability)
	for _, c := range credit.Channels {
		fmt.Printf("%-8s removal effect %.3f, %5.2f conversions worth %6.2f\n", c.Channel, c.RemovalEffect, c.Markov, c.Value.Markov)
	}
	// Output:
	// probability 0.091
	// email    removal effect 0.403,  3.74 conversions worth 266.08
	// search   removal effect 0.750,  6.97 conversions worth 473.88
	// web      removal effect 1.000,  9.29 conversions worth 560.04
}

// Two files of paths, read apart and merged.
func ExampleOfPaths() {
	january, err := attribution.OfPaths([]attribution.Path{{Channels: []journey.Channel{"email", "web"}, Conversions: 3, Nulls: 5}}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	february, err := attribution.OfPaths([]attribution.Path{{Channels: []journey.Channel{"web"}, Conversions: 1, Nulls: 7}}, nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	january.Merge(february)
	credit, err := january.Result()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, t := range credit.Transitions {
		fmt.Printf("%q to %q %s %d\n", t.From, t.To, t.End, t.Count)
	}
	// Output:
	// "" to "email"  8
	// "" to "web"  8
	// "email" to "web"  8
	// "web" to "" conversion 4
	// "web" to "" null 12
}

func ExampleReadPaths() {
	paths, err := attribution.ReadPaths(strings.NewReader("path,total_conversions,total_null\nemail > web,2,1\n"))
	fmt.Println(paths, err)
	// Output: [{[email web] 2 0 1}] <nil>
}

func ExamplePaths() {
	log, err := threeCustomers()
	if err != nil {
		fmt.Println(err)
		return
	}
	for path := range attribution.Paths(log, []string{"purchase"}, nil) {
		fmt.Println(path.Channels, path.Conversions, path.Value)
	}
	// Output:
	// [email search web] 1 70
	// [email] 0 0
	// [search web] 0 0
}

// Customers in two logs: each is tallied where it lies, and one is sent as JSON.
func ExampleTally() {
	here, err := threeCustomers()
	if err != nil {
		fmt.Println(err)
		return
	}
	there, err := event.ReadCSV(strings.NewReader("customer,time,name,channel\ndora,2024-01-02,click,social\ndora,2024-01-03,purchase,\n"), nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	var tallies []*attribution.Tally
	for _, log := range []*event.Log{here, there} {
		tally, err := attribution.New(log, []string{"purchase"}, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		for trace := range log.Traces() {
			tally.Add(trace)
		}
		tallies = append(tallies, tally)
	}
	sent, err := json.Marshal(tallies[1])
	if err != nil {
		fmt.Println(err)
		return
	}
	received := new(attribution.Tally)
	if err := json.Unmarshal(sent, received); err != nil {
		fmt.Println(err)
		return
	}
	tallies[0].Merge(received)
	credit, err := tallies[0].Result()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range credit.Channels {
		fmt.Println(c.Channel, c.Last)
	}
	// Output:
	// email 0
	// search 0
	// social 1
	// web 1
}

// What sets of channels sold in an experiment: search alone 7, social alone 6,
// both 19.
func ExampleShapleyOf() {
	worth := []float64{0, 7, 6, 19} // bit 0 is search, bit 1 social
	values, err := attribution.ShapleyOf(2, func(coalition uint) float64 { return worth[coalition] })
	fmt.Println(values, err)
	// Output: [10 9] <nil>
}
