package sharedtest

import "os"

// Cases returns on how many random customers a fast way is compared with a slow
// and obvious one: few, and many in CI and where the environment variable
// PARCOURS_LONG is "true".
func Cases(few, many int) int {
	if os.Getenv("CI") == "true" || os.Getenv("PARCOURS_LONG") == "true" {
		return many
	}
	return few
}
