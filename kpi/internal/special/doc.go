// Package special holds the special functions of the statistics: logarithms of
// the gamma and the beta function in forms that do not cancel, their
// derivatives, incomplete integrals, and quadrature.
//
// The functions are for arguments that their callers have checked: each says
// its domain and returns NaN outside of it.
//
// Products that are added stand in float64(…), which keeps a compiler from
// fusing them.
package special
