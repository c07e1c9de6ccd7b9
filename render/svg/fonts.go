package svg

import (
	"fmt"
	"slices"
	"strings"
)

// usualFonts lists faces that are as wide as Helvetica first, since that is how
// the text was measured.
const usualFonts = "Helvetica, Arial, 'Liberation Sans', Arimo, 'Nimbus Sans', sans-serif"

// generics are the families that every browser has a font for (CSS Fonts Module
// Level 4, section 2.1.3).
var generics = []string{
	"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math",
	"ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded",
}

const longestFamily = 64

// CheckFamily reports whether a name is one of a family of fonts that a drawing
// can ask for: at most 64 ASCII letters, digits, spaces and hyphens, the first a
// letter or a digit.
func CheckFamily(name string) error {
	switch {
	case name == "":
		return fmt.Errorf("family %q: want a name", name)
	case len(name) > longestFamily:
		return fmt.Errorf("family of %d bytes: want at most %d", len(name), longestFamily)
	case strings.Trim(name, alphanumeric+" -") != "" || strings.ContainsAny(name[:1], " -"):
		return fmt.Errorf("family %q: want ASCII letters, digits, spaces and hyphens", name)
	}
	return nil
}

// stack writes families as the attribute has them, before the usual ones.
func stack(families []string) (string, error) {
	var b strings.Builder
	for i, name := range families {
		if err := CheckFamily(name); err != nil {
			return "", fmt.Errorf("svg: font %d: %w", i, err)
		}
		if !slices.Contains(generics, name) {
			name = "'" + name + "'"
		}
		b.WriteString(name + ", ")
	}
	return b.String() + usualFonts, nil
}
