// Package mle finds the parameters under which data are likeliest, for models
// whose parameters are positive, and says so where there are none: likelihoods
// that rise for ever as a parameter goes to 0 or to infinity have no maximum.
//
// A model gives the log-likelihood with its gradient and its Hessian
// ([Objective]); [Maximize] climbs by Newton's method in the logarithms of the
// parameters.
package mle
