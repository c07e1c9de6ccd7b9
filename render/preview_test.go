package render_test

import (
	"os"
	"testing"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
)

func TestPreview(t *testing.T) {
	for _, l := range []journey.Lang{"en", "fr"} {
		f, _ := os.Create("/tmp/preview-shop-" + string(l) + ".svg")
		if err := render.SVG(f, render.JourneyMap{Map: shop(l)}, nil); err != nil {
			t.Fatal(err)
		}
		st, _ := f.Stat()
		t.Log(st.Size())
		f.Close()
	}
}
