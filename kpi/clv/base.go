package clv

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/kpi/internal/figure"
	"github.com/parcours-go/parcours/kpi/internal/stat"
)

// A base is the customers who are valued, with what is asked of them. Customers
// of the same past purchases share what is expected of them.
type base struct {
	histories []History
	distinct  []History
	of        []int32 // of each history, the distinct one
	imputed   int

	family    Family
	purchases *Fitted
	spend     *FittedSpend // nil: a purchase is worth terms.PerPurchase
	terms     Terms
	o         ValueOptions
}

func newBase(histories []History, purchases *Fitted, spend *FittedSpend, terms Terms, o ValueOptions) (*base, error) {
	if purchases == nil || purchases.Model == nil || purchases.Model.law == nil {
		return nil, errors.New("a model of purchases without a family: use New, Fit or JSON")
	}
	if spend != nil {
		if err := spend.Model.known(); err != nil {
			return nil, err
		}
	}
	if err := o.settle(); err != nil {
		return nil, err
	}
	if err := terms.check(spend != nil); err != nil {
		return nil, err
	}
	if err := checkAll(histories, purchases.Model.discrete); err != nil {
		return nil, err
	}
	if purchases.Model.discrete && !terms.isCounted() {
		return nil, figure.OutOfRange("terms.period", "want a whole number of opportunities for %s, up to %d in all", purchases.Model.family, maxOpportunities)
	}
	if len(histories) == 0 {
		return nil, fmt.Errorf("%w: no history", ErrNoData)
	}
	b := &base{
		histories: histories, family: purchases.Model.family,
		purchases: purchases, spend: spend, terms: terms, o: o,
	}
	b.gather()
	return b, b.unusable()
}

// settle puts in what the zero values mean.
func (o *ValueOptions) settle() error {
	var err error
	if o.Level, err = figure.Level(o.Level); err != nil {
		return err
	}
	if o.Method == "" {
		o.Method = Delta
	}
	if o.Draws == 0 {
		o.Draws = 1000
	}
	switch {
	case o.Method != Delta && o.Method != Drawn && o.Method != Bootstrap && o.Method != None:
		return figure.OutOfRange("options.method", "want %q, %q, %q or %q, got %q", Delta, Drawn, Bootstrap, None, string(o.Method))
	case o.Draws < 100 || o.Draws > 100_000:
		return figure.OutOfRange("options.draws", "want 100 to 100000, got %d", o.Draws)
	}
	return nil
}

// gather finds the distinct histories.
func (b *base) gather() {
	type key struct {
		x     int
		tx, t float64
	}
	b.of = make([]int32, len(b.histories))
	place := make(map[key]int32, min(len(b.histories), 1<<16))
	for i := range b.histories {
		h := &b.histories[i]
		k := key{h.Frequency, h.Recency, h.T}
		at, known := place[k]
		if !known {
			at = int32(len(b.distinct))
			place[k] = at
			b.distinct = append(b.distinct, *h)
		}
		b.of[i] = at
	}
}

// unusable counts customers without a mean value that a model of spend can use.
func (b *base) unusable() error {
	u := &Unusable{First: -1}
	for i := range b.histories {
		h := &b.histories[i]
		if b.spend == nil || h.Frequency == 0 || h.Monetary > 0 {
			continue
		}
		if u.First < 0 {
			u.First = i
		}
		if h.Monetary < 0 {
			u.Refunds += h.customers()
		} else {
			u.Unvalued += h.customers()
		}
	}
	b.imputed = u.Refunds + u.Unvalued
	if b.imputed > 0 && !b.o.UseMean {
		return u
	}
	return nil
}

// worths returns what each customer is worth.
func (b *base) worths() ([]Worth, error) {
	shared := make([]Worth, len(b.distinct))
	for j := range shared {
		if err := b.expect(&b.distinct[j], &shared[j]); err != nil {
			return nil, err
		}
	}
	list := make([]Worth, len(b.histories))
	for i := range list {
		h, w := &b.histories[i], &list[i]
		*w = shared[b.of[i]]
		w.ID, w.Customers = h.ID, h.customers()
		each := b.each(b.model(), h)
		v, err := spendNumber(each)
		if err != nil {
			return nil, err
		}
		w.PerPurchase = v
		w.Value = stat.Tidy(b.terms.Margin * w.Discounted * w.PerPurchase)
	}
	return list, nil
}

// expect puts in what is expected of the purchases of a customer.
func (b *base) expect(h *History, w *Worth) error {
	m := b.purchases.Model.law
	alive, discounted, purchases := min(1, m.alive(h)), b.terms.discounted(m, h), 0.0
	if !b.terms.Forever {
		purchases = m.conditional(h, b.terms.horizon())
	}
	for _, v := range []float64{alive, discounted, purchases} {
		if _, err := b.family.number(v); err != nil {
			return err
		}
	}
	w.Alive, w.Discounted, w.Purchases = stat.Tidy(alive), stat.Tidy(discounted), stat.Tidy(purchases)
	return nil
}

// model returns the model of spend, or nil.
func (b *base) model() *Spend {
	if b.spend == nil {
		return nil
	}
	return b.spend.Model
}

// each returns what a purchase of a customer is worth.
func (b *base) each(s *Spend, h *History) float64 {
	switch {
	case s == nil:
		return b.terms.PerPurchase
	case !(h.Monetary > 0):
		return s.expected(0, 0)
	}
	return s.expected(float64(h.Frequency), h.Monetary)
}
