package event

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestNoNameRecordsTwoActs(t *testing.T) {
	of := map[string]Act{}
	for _, a := range []Act{
		Visit, SeeAd, Search, BrowseList, ViewProduct, Compare, ReadReviews, SaveForLater, AddToCart, RemoveFromCart,
		ViewCart, BeginCheckout, AddShipping, AddPayment, FailPayment, Purchase, Receive, ContactSupport, UseAccount,
		ReturnOrder, WriteReview, Recommend, MeetError, AnswerNPS, AnswerCSAT, AnswerCES,
	} {
		require.NotEmpty(t, a.Names())
		for _, name := range a.Names() {
			require.Empty(t, of[name], "%s is %s and %s", name, a, of[name])
			of[name] = a
		}
	}
	require.Equal(t, AddToCart, of["Product Added"])
	require.Equal(t, []string{"our_own"}, Act("our_own").Names())
}
