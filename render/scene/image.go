package scene

// An Image is a picture of dots, drawn as large as has room in the middle of its
// box.
type Image struct {
	Box
	Kind ImageKind // an image of another kind is not drawn
	Data []byte    // the file; not to be changed
}

// An ImageKind is the format of an image.
type ImageKind string

// The formats of images.
const (
	PNG  ImageKind = "png"
	JPEG ImageKind = "jpeg"
)
