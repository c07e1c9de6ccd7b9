package render

import (
	"errors"
	"fmt"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/parcours-go/parcours/render/svg"
)

// form returns what is no font or no logo in the theme: with it nothing can be
// drawn.
func (t Theme) form() error {
	var mistakes []error
	for i, name := range t.Fonts {
		if err := svg.CheckFamily(name); err != nil {
			mistakes = append(mistakes, &field.Error{
				Path: fmt.Sprintf("theme.fonts[%d]", i), Err: fmt.Errorf("%w: %w", field.ErrInvalid, err),
			})
		}
	}
	if len(t.Logo.Data) > 0 {
		if _, err := t.Logo.image(); err != nil {
			mistakes = append(mistakes, &field.Error{Path: "theme.logo", Err: err})
		}
	}
	return errors.Join(mistakes...)
}
