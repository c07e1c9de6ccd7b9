package font_test

import (
	"fmt"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	own "github.com/parcours-go/parcours/render/font"
)

func ExampleParse() {
	family, err := own.Parse(goregular.TTF, gobold.TTF) // files of yours: os.ReadFile("brand.ttf")
	if err != nil {
		fmt.Println(err)
		return
	}
	width, _ := family.Advance('W', true)
	_, drawn := family.Advance('配', true)
	fmt.Println("a bold W has", width, "thousandths of an em; the font draws 配:", drawn)
	// Output: a bold W has 944 thousandths of an em; the font draws 配: false
}
