package progress_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/parcours-go/parcours/examples/internal/progress"
)

func TestEachTenthIsPrintedOnceAndTheLastEndsTheLine(t *testing.T) {
	var out strings.Builder
	tell := progress.To(&out, "measuring")
	for _, share := range []float64{0, 0.01, 0.1, 0.19, 0.55, 0.55, 1, 1} {
		tell(share)
	}
	assert.Equal(t, "\rmeasuring   0%\rmeasuring  10%\rmeasuring  50%\rmeasuring 100%\n", out.String())
}
