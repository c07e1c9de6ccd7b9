package render

import (
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// markers are shapes on the grid of the icons, so that series that share a
// drawing differ in more than their colours.
var markers = [...]icon{
	"O 12 12 8",
	"M 4.5 4.5 L 19.5 4.5 19.5 19.5 4.5 19.5 Z",
	"M 12 3 L 21.5 20 2.5 20 Z",
	"M 12 1.5 L 22.5 12 12 22.5 1.5 12 Z",
	"M 2.5 4 L 21.5 4 12 21 Z",
	"M 8.5 3 L 15.5 3 15.5 8.5 21 8.5 21 15.5 15.5 15.5 15.5 21 8.5 21 8.5 15.5 3 15.5 3 8.5 8.5 8.5 Z",
}

// marker draws the marker of a series.
func (t Theme) marker(series int, size scene.Px) layout.Block {
	return markers[series%len(markers)].solid(size, t.series(series))
}
