package event

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// shopFile returns a file of n rows of about 90 bytes, in time order but for
// one in a thousand, of one customer to twelve events.
func shopFile(n int) []byte {
	r := rand.New(rand.NewPCG(42, 42))
	var b bytes.Buffer
	b.WriteString("customer_id,event,channel,timestamp,revenue,segment\n")
	names := strings.Fields("ad_click product_view search add_to_cart cart_view checkout_start payment_info purchase order_tracking delivery review_write")
	channels := strings.Fields("web mobile_app email social search_ad display_ad store call_center")
	segments := strings.Fields("new standard premium vip b2b")
	now := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for range n {
		now = now.Add(time.Duration(r.Int64N(int64(600 * time.Millisecond))))
		at, customer := now, r.IntN(1+n/12)
		if r.IntN(1000) == 0 {
			at = at.Add(-time.Duration(r.Int64N(int64(time.Hour))))
		}
		k := rand.New(rand.NewPCG(uint64(customer), 0))
		name := names[r.IntN(len(names))]
		revenue := ""
		if name == "purchase" {
			revenue = fmt.Sprintf("%d.%02d", r.IntN(300), r.IntN(100))
		}
		fmt.Fprintf(&b, "%08x-%04x-4%03x-a%03x-%012x,%s,%s,%s,%s,%s\n",
			k.Uint32(), k.Uint32()>>16, k.Uint32()>>20, k.Uint32()>>20, k.Uint64()>>16,
			name, channels[r.IntN(len(channels))], at.Format("2006-01-02T15:04:05.000Z"), revenue, segments[customer%len(segments)])
	}
	return b.Bytes()
}

func BenchmarkReadCSV(b *testing.B) {
	plain := shopFile(200_000)
	for _, bench := range []struct {
		name string
		data []byte
	}{
		{"plain", plain},
		{"all in quotes", []byte(`"` + strings.NewReplacer(",", `","`, "\n", "\"\n\"").Replace(string(plain[:len(plain)-1])) + "\"\n")},
	} {
		b.Run(bench.name, func(b *testing.B) {
			rows := bytes.Count(bench.data, newline) - 1
			b.SetBytes(int64(len(bench.data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ReadCSV(bytes.NewReader(bench.data), nil); err != nil {
					b.Fatal(err)
				}
			}
			perEvent(b, rows)
		})
	}
}

func BenchmarkCollect(b *testing.B) {
	events := slices.Collect(read(b, string(shopFile(100_000)), nil).All())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Collect(slices.Values(events)); err != nil {
			b.Fatal(err)
		}
	}
	perEvent(b, len(events))
}

// BenchmarkFold counts transitions, on the names and nothing else.
func BenchmarkFold(b *testing.B) {
	l := read(b, string(shopFile(400_000)), nil)
	b.ReportAllocs()
	for b.Loop() {
		Fold(l, func() *transitions { return newTransitions(l) })
	}
	perEvent(b, l.Len())
}

func perEvent(b *testing.B, events int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(events), "ns/event")
}

type transitions struct {
	names int
	count []int
}

func newTransitions(l *Log) *transitions {
	n := l.name.words.len()
	return &transitions{n, make([]int, n*n)}
}

func (a *transitions) Add(t Trace) {
	for i := 1; i < t.Len(); i++ {
		a.count[t.NameID(i-1)*a.names+t.NameID(i)]++
	}
}

func (a *transitions) Merge(b *transitions) {
	for k, n := range b.count {
		a.count[k] += n
	}
}

func TestNothingIsAllocatedForAnEvent(t *testing.T) {
	small, large := shopFile(20_000), shopFile(120_000)
	allocs := func(do func()) float64 { return testing.AllocsPerRun(1, do) }
	t.Run("in reading", func(t *testing.T) {
		more := allocs(func() { read(t, string(large), nil) }) - allocs(func() { read(t, string(small), nil) })
		require.Less(t, more/100_000, 0.005)
	})
	t.Run("in a fold", func(t *testing.T) {
		l := read(t, string(large), nil)
		a := newTransitions(l)
		require.Zero(t, allocs(func() {
			for c := range l.Customers() {
				a.Add(l.Trace(c))
			}
		}))
		require.Less(t, allocs(func() { Fold(l, func() *transitions { return newTransitions(l) }) }), 20.0)
	})
	t.Run("in looking at what an event has", func(t *testing.T) {
		l := read(t, string(small), nil)
		segment := l.Attr("segment")
		n := 0
		require.Zero(t, allocs(func() {
			for tr := range l.Traces() {
				for i := range tr.Len() {
					_, ok := tr.Value(i)
					if ok && segment.ID(tr, i) > 0 {
						n += len(tr.Customer()) + len(tr.Name(i)) + len(tr.Channel(i)) + len(segment.Of(tr, i)) + tr.ChannelID(i) + int(tr.Nano(i)&1)
					}
				}
			}
		}))
		require.Positive(t, n)
	})
}

// A log of the shape that most shops have takes 18 bytes an event, and what the
// ids of its customers take.
func TestALogIsSmall(t *testing.T) {
	l := read(t, string(shopFile(120_000)), nil)
	size := 8*cap(l.nano) + 4*cap(l.seq) + cap(l.name.id.b1) + cap(l.channel.id.b1) + cap(l.attrs[0].id.b1) +
		8*cap(l.value.has) + 4*cap(l.value.rank) + 8*cap(l.value.num)
	require.Less(t, float64(size)/float64(l.Len()), 18.0)
	customers := len(l.who.all) + 8*cap(l.who.ends) + 4*cap(l.from)
	require.Less(t, float64(customers)/float64(l.Customers()), 52.0)
}
