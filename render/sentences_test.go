package render

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestASentenceHasOneStop(t *testing.T) {
	assert.Equal(t, "Who is it? Three notes. Late… No!", sentences("Who is it?", "", "Three notes", "Late…", "No!"))
	assert.Equal(t, "Ended.", sentences("Ended."))
	assert.Empty(t, sentences())
}
