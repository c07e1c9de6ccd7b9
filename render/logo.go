package render

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/parcours-go/parcours/persona/field"
	"github.com/parcours-go/parcours/render/internal/layout"
	"github.com/parcours-go/parcours/render/scene"
)

// A Logo is the sign of an organisation, at the upper right of its drawings, or
// above the title of a narrow one. It stands in the drawing as data: a page with
// a content security policy shows it if that has img-src data:.
type Logo struct {
	// Data is a PNG or JPEG file of at most 256 KiB and 10,000 pixels in width
	// and height. It is drawn at most 40 pixels high and 200 wide, and no larger
	// than it is: a file twice that size is sharp on all screens. nil is no logo.
	Data []byte

	// Alt is the name of the organisation, for those who do not see it. "" means
	// "Logo".
	Alt string
}

const (
	logoBytes = 256 << 10
	logoSides = 10_000 // pixels
	logoHigh  = 40 * px
	logoWide  = 200 * px
	logoGap   = 24 * px  // from the text beside it
	logoRoom  = 360 * px // that the text beside it needs
)

// image reads what a logo is: its sort and size, as the head of the file has
// them.
func (l Logo) image() (*scene.Image, error) {
	if len(l.Data) > logoBytes {
		return nil, fmt.Errorf("%w: %d bytes, want at most %d", field.ErrRange, len(l.Data), logoBytes)
	}
	kind, w, h := pngSize(l.Data)
	if kind == "" {
		kind, w, h = jpegSize(l.Data)
	}
	if kind == "" {
		return nil, fmt.Errorf("%w: want a PNG or JPEG file", field.ErrInvalid)
	}
	if w < 1 || h < 1 || w > logoSides || h > logoSides {
		return nil, fmt.Errorf("%w: %d × %d pixels, want 1 to %d", field.ErrRange, w, h, logoSides)
	}
	return &scene.Image{Box: scene.Box{W: scene.Px(w) * px, H: scene.Px(h) * px}, Kind: kind, Data: l.Data}, nil
}

// pngSize returns the size of a PNG image (W3C, Portable Network Graphics, third
// edition, 5.2 and 11.2.1), and no kind if it is none.
func pngSize(data []byte) (kind scene.ImageKind, w, h int) {
	if len(data) < 24 || !bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) || string(data[12:16]) != "IHDR" {
		return "", 0, 0
	}
	return scene.PNG, int(binary.BigEndian.Uint32(data[16:]) & 0x7fffffff), int(binary.BigEndian.Uint32(data[20:]) & 0x7fffffff)
}

// jpegSize returns the size of a JPEG image (ITU-T T.81, annex B), and no kind if
// it is none.
func jpegSize(data []byte) (kind scene.ImageKind, w, h int) {
	if !bytes.HasPrefix(data, []byte{0xff, 0xd8}) {
		return "", 0, 0
	}
	for rest := data[2:]; len(rest) >= 9 && rest[0] == 0xff; {
		marker := rest[1]
		if marker == 0xff { // a byte that fills
			rest = rest[1:]
			continue
		}
		if isFrame(marker) {
			return scene.JPEG, int(binary.BigEndian.Uint16(rest[7:])), int(binary.BigEndian.Uint16(rest[5:]))
		}
		skip := 2 + int(binary.BigEndian.Uint16(rest[2:]))
		if skip > len(rest) {
			break
		}
		rest = rest[skip:]
	}
	return "", 0, 0
}

// isFrame reports whether a marker begins a frame: SOF0 to SOF15, but for those
// of that row that are other things (DHT, JPG, DAC).
func isFrame(marker byte) bool {
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc
}

// withLogo lays something out in that width, with the logo at its right, or above
// it where it would have no room.
func (p *page) withLogo(width scene.Px, lay func(width scene.Px) layout.Block) layout.Block {
	logo := p.logo(width)
	if logo.Empty() {
		return lay(width).Wide(width)
	}
	if width-logo.W-logoGap < logoRoom {
		return layout.Stack(16*px, logo, lay(width)).Wide(width)
	}
	b := lay(width - logo.W - logoGap)
	b.H = max(b.H, logo.H)
	b.Nodes = append(b.Nodes, logo.At(width-logo.W, 0)...)
	return b.Wide(width)
}

// logo draws the logo, in at most a third of that width.
func (p *page) logo(width scene.Px) layout.Block {
	if len(p.theme.Logo.Data) == 0 {
		return layout.Block{}
	}
	image, err := p.theme.Logo.image()
	if err != nil { // which newPage has returned
		return layout.Block{}
	}
	image.W, image.H = fitted(image.W, image.H, min(logoWide, width/3), logoHigh)
	alt := p.theme.Logo.Alt
	if alt == "" {
		alt = "Logo"
	}
	b := layout.Block{W: image.W, H: image.H, Nodes: []scene.Node{image}}
	return b.Titled(alt).Cell("logo", image.H)
}

// fitted returns the size in which something of that size has room.
func fitted(w, h, mostW, mostH scene.Px) (scene.Px, scene.Px) {
	if h > mostH {
		w, h = scene.Px(int64(w)*int64(mostH)/int64(h)), mostH
	}
	if w > mostW {
		w, h = mostW, scene.Px(int64(h)*int64(mostW)/int64(w))
	}
	return max(w, 1), max(h, 1)
}
