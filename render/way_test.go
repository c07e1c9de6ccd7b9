package render

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestArrowsPointTheWayThatTheTextRuns(t *testing.T) {
	const cart, pay = "السلة", "الدفع"
	assert.Equal(t, "Cart → Pay", wayText("Cart", "Pay", true))
	assert.Equal(t, cart+" ← "+pay, wayText(cart, pay, true))
	assert.Equal(t, cart+" ← "+pay, wayText(cart, pay, false), "two names from right to left turn what stands between them")
	assert.Equal(t, cart+" ← Pay", wayText(cart, "Pay", true), "the paragraph runs from right to left")
	assert.Equal(t, cart+" → Pay", wayText(cart, "Pay", false), "the sentence around runs from left to right")
	assert.Equal(t, "Cart → "+pay, wayText("Cart", pay, true))
}
