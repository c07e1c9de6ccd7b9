package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/render"
	"github.com/parcours-go/parcours/render/scene"
)

// An exhibit is one view with the data of the shop.
type exhibit struct {
	name string
	view func(*shop) render.View
}

// A drawing is an exhibit in one theme, one language and one width.
type drawing struct {
	exhibit string
	theme   string
	lang    journey.Lang
	width   int // 0 is the usual width of the view
	svg     []byte
}

func (d drawing) name() string {
	name := fmt.Sprintf("%s-%s-%s", d.exhibit, d.theme, d.lang)
	if d.width > 0 {
		name += fmt.Sprintf("-%d", d.width)
	}
	return strings.ToLower(name)
}

// themes are the themes of the house, and one as a user would make it.
var themes = []struct {
	name  string
	theme render.Theme
}{
	{"light", render.Light()},
	{"dark", render.Dark()},
	{"print", render.Print()},
	{"contrast", render.HighContrast()},
	{"brand", brand()},
}

// brand is a theme as a company would make it of the light one.
func brand() render.Theme {
	t := render.Light()
	t.Background, t.Band = scene.RGB(0xfffdf8), scene.RGB(0xf6f1e6)
	t.Accent = render.Tone{Ink: scene.RGB(0x8a1c3f), Tint: scene.RGB(0xfae5ea)}
	return t
}

const phone = 390 // pixels

// hang draws every exhibit in every theme and language, and at the width of a
// phone in the first theme.
func hang(tell func(share float64)) ([]drawing, error) {
	var list []drawing
	for _, lang := range languages {
		data, err := openShop(lang)
		if err != nil {
			return nil, err
		}
		for i, e := range exhibits {
			view := e.view(data)
			for j, t := range themes {
				widths := []int{0}
				if j == 0 {
					widths = append(widths, phone)
				}
				for _, width := range widths {
					d := drawing{e.name, t.name, lang, width, nil}
					if d.svg, err = draw(view, &render.Options{Theme: t.theme, Lang: lang, Width: width, ID: d.name()}); err != nil {
						return nil, fmt.Errorf("%s: %w", d.name(), err)
					}
					list = append(list, d)
				}
			}
			done := float64(i+1) / float64(len(exhibits))
			if lang == journey.English {
				tell(done / 2)
			} else {
				tell(0.5 + done/2)
			}
		}
	}
	return list, nil
}

func draw(v render.View, opt *render.Options) ([]byte, error) {
	var b bytes.Buffer
	err := render.SVG(&b, v, opt)
	return b.Bytes(), err
}
