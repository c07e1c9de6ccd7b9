package render

// For tests that see the package from outside.
var (
	Contrast = contrast
	Mix      = mix
)
