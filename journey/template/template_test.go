package template_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/template"
)

func TestTemplatesAreValid(t *testing.T) {
	for _, l := range []journey.Lang{"", journey.English, journey.French, "fr-CA"} {
		assert.NoError(t, template.Ecommerce(l).Validate(), "language %q", l)
	}
}

func TestBothLanguagesDrawTheSameJourney(t *testing.T) {
	en, fr := template.Ecommerce(journey.English), template.Ecommerce(journey.French)
	require.Len(t, fr.Stages, len(en.Stages))
	for i := range en.Stages {
		a, b := en.Stages[i], fr.Stages[i]
		assert.NotEqual(t, a.Name, b.Name)
		assert.Equal(t, a.Phase, b.Phase)
		assert.Equal(t, a.Emotion, b.Emotion)
		assert.Len(t, b.Actions, len(a.Actions))
		assert.Len(t, b.Frictions, len(a.Frictions))
		assert.Len(t, b.Opportunities, len(a.Opportunities))
		require.Len(t, b.Touchpoints, len(a.Touchpoints))
		for j := range a.Touchpoints {
			assert.Equal(t, a.Touchpoints[j].Events, b.Touchpoints[j].Events)
			assert.Equal(t, a.Touchpoints[j].Channel, b.Touchpoints[j].Channel)
		}
	}
}

func TestFrenchTextHasNoBreakableSpaceBeforeHighPunctuation(t *testing.T) {
	m := template.Ecommerce(journey.French)
	for i := range m.Stages {
		for _, thought := range m.Stages[i].Thoughts {
			assert.NotContains(t, thought, " ?")
		}
	}
}

func TestEachCallReturnsAMapOfItsOwn(t *testing.T) {
	m := template.Ecommerce(journey.English)
	m.Stages[0].Touchpoints[0].Events[0] = "changed"
	assert.NotEqual(t, "changed", template.Ecommerce(journey.English).Stages[0].Touchpoints[0].Events[0])
}

// The recommended e-commerce events of Google Analytics 4, those of Segment's
// e-commerce specification, and the names in the sample log of an ordinary
// shop, each with the stage that it must show.
func TestEventsOfTheUsualToolsAreTied(t *testing.T) {
	stages := map[string]int{
		// Google Analytics 4
		"session_start": 0, "view_promotion": 0, "select_promotion": 0,
		"view_item_list": 1, "select_item": 1, "view_item": 1, "view_search_results": 1, "add_to_wishlist": 1,
		"add_to_cart": 2, "remove_from_cart": 2, "view_cart": 2,
		"begin_checkout": 3, "add_shipping_info": 3, "add_payment_info": 3,
		"purchase": 4, "in_app_purchase": 4, "refund": 5,
		// Segment
		"Promotion Viewed": 0, "Products Searched": 1, "Product List Viewed": 1, "Product Clicked": 1, "Product Viewed": 1,
		"Product Added": 2, "Product Removed": 2, "Cart Viewed": 2,
		"Checkout Started": 3, "Checkout Step Viewed": 3, "Checkout Step Completed": 3, "Payment Info Entered": 3,
		"Order Completed": 4, "Order Refunded": 5, "Order Cancelled": 5, "Product Reviewed": 6, "Product Shared": 6,
		// plain names
		"home": 0, "promo_page": 0, "search": 1, "catalog": 1, "filter_results": 1, "product_view": 1, "compare": 1, "wishlist_add": 1,
		"cart": 2, "shipping_details": 3, "payment_details": 3, "payment_error": 3,
		"account_page": 5, "support_chat": 5, "review_page": 6,
	}
	found := map[string]int{}
	m := template.Ecommerce(journey.English)
	for i := range m.Stages {
		for _, touchpoint := range m.Stages[i].Touchpoints {
			for _, name := range touchpoint.Events {
				found[name] = i
			}
		}
	}
	for name, stage := range stages {
		at, ok := found[name]
		assert.True(t, ok, "no touchpoint names %s", name)
		assert.Equal(t, stage, at, name)
	}
}

func ExampleEcommerce() {
	m := template.Ecommerce(journey.French)
	for _, stage := range m.Stages {
		fmt.Printf("%s (%s)\n", stage.Name, stage.Phase.Label(m.Lang))
	}
	// Output:
	// Découvrir (Sensibilisation)
	// Explorer (Considération)
	// Remplir le panier (Conversion)
	// Commander (Conversion)
	// Acheter (Conversion)
	// Recevoir et utiliser (Service)
	// Recommander (Recommandation)
}
