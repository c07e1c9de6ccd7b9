package flow

import "github.com/parcours-go/parcours/kpi/internal/stat"

// Times says what something took, in seconds.
type Times struct {
	N      int     `json:"n"`
	Sum    float64 `json:"sum"`
	Mean   float64 `json:"mean"`
	Median float64 `json:"median"` // quantiles are of type 7 of Hyndman and Fan 1996
	P90    float64 `json:"p90"`
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`

	// Stdev is the standard deviation of a sample, with N - 1 below the line.
	// nil where N is 1, since one time has none.
	Stdev *float64 `json:"stdev,omitempty"`
}

// timesOf returns what a sample of nanoseconds says, which is not empty.
func timesOf(s *stat.Sample) *Times {
	n := s.N()
	if n == 0 {
		return nil
	}
	mean, stdev := s.Moments()
	least, greatest := s.Range()
	quantiles := s.Estimates(0.5, 0.5, 0.9)
	t := &Times{
		N: n, Sum: seconds(s.Total()), Mean: seconds(mean), Median: seconds(quantiles[0].Value), P90: seconds(quantiles[1].Value),
		Min: seconds(float64(least)), Max: seconds(float64(greatest)),
	}
	if n > 1 {
		stdev = seconds(stdev)
		t.Stdev = &stdev
	}
	return t
}

// seconds returns a time in nanoseconds in seconds.
func seconds(nanos float64) float64 { return stat.Tidy(nanos / 1e9) }
