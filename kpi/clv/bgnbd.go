package clv

import "github.com/parcours-go/parcours/kpi/internal/mle"

// bgnbdFamily is the beta-geometric/NBD model, whose customers leave right after
// a repeat purchase, and never before.
//
// Source: P. S. Fader, B. G. S. Hardie and K. L. Lee, Counting your customers
// the easy way: an alternative to the Pareto/NBD model, Marketing Science 24
// (2005) 275–284; the likelihood in the form of B. G. S. Hardie and P. S. Fader,
// Overcoming the BG/NBD model's #NUM! error problem, note 027 (2013).
//
// Without a customer who bought more than once again, only the mean of the
// probabilities to leave is in the likelihood.
func bgnbdFamily() family {
	f := betaGeometricFamily(0)
	f.blind = func(s summary) *Degenerate {
		if s.most > 1 {
			return nil
		}
		return &Degenerate{Case: Unidentified, Limit: "one probability to leave for all"}
	}
	return f
}

// mbgnbdFamily is the modified BG/NBD model: customers may leave right after the
// first purchase as well.
//
// Source: E. P. Batislam, M. Denizel and A. Filiztekin, Empirical validation and
// comparison of models for customer base analysis, International Journal of
// Research in Marketing 24 (2007) 201–209; D. Hoppe and U. Wagner, Customer base
// analysis: the case for a central variant of the Betageometric/NBD model,
// Marketing — Journal of Research and Management 3 (2007) 75–90.
func mbgnbdFamily() family { return betaGeometricFamily(1) }

func betaGeometricFamily(first float64) family {
	with := func(p []float64) betaGeometric { return betaGeometric{p[0], p[1], p[2], p[3], first} }
	return family{
		params: []string{"r", "alpha", "a", "b"},
		law:    func(p []float64) law { return with(p) },
		objective: func(rows []row) mle.Objective {
			return func(p []float64, d *mle.Derivatives) { with(p).total(rows, d) }
		},
		start:     func(s summary) []float64 { return []float64{1, s.time / s.purchases, 1, 1} },
		elsewhere: elsewhere,
		limit:     betaGeometricLimit,
	}
}

// betaGeometricLimit names what becomes of the model as its parameters r, alpha,
// a and b go on.
func betaGeometricLimit(toward []int) *Degenerate {
	rates, a, b := toward[0], toward[2], toward[3]
	switch {
	case a < 0 && b >= 0, a == 0 && b > 0:
		if rates > 0 {
			return &Degenerate{Case: NoDropout, Limit: "Poisson: nobody leaves, one rate for all"}
		}
		return &Degenerate{Case: NoDropout, Limit: string(NBD)}
	case a > 0 && b <= 0, a == 0 && b < 0:
		return &Degenerate{Case: AllLeave, Limit: "everybody leaves at the first chance"}
	case a < 0 && b < 0:
		return &Degenerate{Case: Polarised, Limit: "some leave at the first chance, the others never"}
	case a > 0 && b > 0:
		return &Degenerate{Case: Homogeneous, Limit: "one probability to leave for all"}
	case rates > 0:
		return &Degenerate{Case: Homogeneous, Limit: "one rate for all"}
	}
	return nil
}
