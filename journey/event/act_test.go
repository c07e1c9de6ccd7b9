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
		RageClick, DeadClick, ErrorClick, QuickBack, ExcessiveScroll, ThrashCursor,
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

func TestSignalsOfFrictionHaveTheNamesOfTheirTools(t *testing.T) {
	of := map[string]Act{}
	for _, a := range FrictionSignals() {
		require.NotEmpty(t, a.Names())
		for _, name := range a.Names() {
			of[name] = a
		}
	}
	for name, want := range map[string]Act{
		"$rageclick":             RageClick,  // PostHog
		"$mp_dead_click":         DeadClick,  // Mixpanel
		"[Amplitude] Rage Click": RageClick,  // Amplitude
		"QuickbackClick":         QuickBack,  // Clarity, Data Export API
		"error_tap":              ErrorClick, // Datadog, on a phone
		"app_exception":          MeetError,  // Google Analytics 4, for apps
		"ExcessiveScroll":        ExcessiveScroll,
		"payment_failed":         FailPayment,
	} {
		require.Equal(t, want, of[name], name)
	}
}
