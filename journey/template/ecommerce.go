package template

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/journey/event"
)

// Ecommerce returns the journey of an online shop's customer in language l:
// discover, explore, cart, checkout, purchase, use, recommend.
//
// Its events are those of plain shop logs, of the Google Analytics 4 e-commerce
// vocabulary and of Segment's; see [event.Act.Names].
func Ecommerce(l journey.Lang) *journey.Map {
	t := words(l)
	return &journey.Map{
		Title:    t.in("Buying in our online shop", "Acheter dans notre boutique en ligne"),
		Lang:     l,
		Scenario: t.in("A need comes up; the customer looks for a product, orders it online and receives it at home.", "Un besoin apparaît ; le client cherche un produit, le commande en ligne et le reçoit chez lui."),
		Stages: []journey.Stage{
			shopDiscover(t), shopExplore(t), shopCart(t), shopCheckout(t),
			shopPurchase(t), shopUse(t), shopRecommend(t),
		},
	}
}

func shopDiscover(t words) journey.Stage {
	return journey.Stage{
		Name:    t.in("Discover", "Découvrir"),
		Phase:   journey.Awareness,
		Goal:    t.in("Find a shop that has what I need", "Trouver une boutique qui a ce qu’il me faut"),
		Actions: []string{t.in("Sees an advert or a recommendation", "Voit une publicité ou une recommandation"), t.in("Lands on the shop", "Arrive sur la boutique")},
		Thoughts: []string{
			t.in("Can I trust this shop?", "Puis-je faire confiance à cette boutique ?"),
		},
		Emotion: journey.Neutral,
		Touchpoints: []journey.Touchpoint{
			{Name: t.in("Advert", "Publicité"), Channel: journey.Ads, Events: events(event.SeeAd)},
			{Name: t.in("Home page", "Page d’accueil"), Channel: journey.Web, Events: events(event.Visit)},
		},
		Opportunities: []journey.Opportunity{
			{Text: t.in("Show delivery and return terms at first sight", "Montrer d’emblée livraison et retours"), Impact: journey.MediumImpact},
		},
	}
}

func shopExplore(t words) journey.Stage {
	return journey.Stage{
		Name:    t.in("Explore", "Explorer"),
		Phase:   journey.Consideration,
		Goal:    t.in("Choose the right product at a fair price", "Choisir le bon produit au juste prix"),
		Actions: []string{t.in("Searches and filters", "Cherche et filtre"), t.in("Compares products", "Compare des produits"), t.in("Reads reviews", "Lit les avis")},
		Thoughts: []string{
			t.in("So much choice. Which one is right for me?", "Que de choix. Lequel me convient ?"),
		},
		Emotion: journey.Pleased,
		Touchpoints: []journey.Touchpoint{
			{Name: t.in("Search", "Recherche"), Channel: journey.Search, Events: events(event.Search)},
			{Name: t.in("Catalogue", "Catalogue"), Channel: journey.Web, Events: events(event.BrowseList, event.Compare)},
			{Name: t.in("Product page", "Fiche produit"), Channel: journey.Web, MomentOfTruth: true, Events: events(event.ViewProduct, event.SaveForLater)},
			{Name: t.in("Reviews", "Avis clients"), Channel: journey.Review, Events: events(event.ReadReviews)},
		},
		Frictions: []journey.Friction{
			{Text: t.in("Filters return too much or nothing", "Les filtres donnent trop ou rien"), Severity: journey.Minor},
		},
		Opportunities: []journey.Opportunity{
			{Text: t.in("Help choose: compare side by side", "Aider à choisir : comparer côte à côte"), Impact: journey.MediumImpact},
		},
	}
}

func shopCart(t words) journey.Stage {
	return journey.Stage{
		Name:    t.in("Fill the cart", "Remplir le panier"),
		Phase:   journey.Conversion,
		Goal:    t.in("Keep what I chose and see the total", "Garder mon choix et voir le total"),
		Actions: []string{t.in("Adds products to the cart", "Ajoute des produits au panier"), t.in("Checks price and delivery", "Vérifie prix et livraison")},
		Thoughts: []string{
			t.in("What will delivery cost?", "Combien coûtera la livraison ?"),
		},
		Emotion: journey.Neutral,
		Touchpoints: []journey.Touchpoint{
			{Name: t.in("Add to cart", "Ajout au panier"), Channel: journey.Web, Events: events(event.AddToCart)},
			{Name: t.in("Cart", "Panier"), Channel: journey.Web, Events: events(event.ViewCart, event.RemoveFromCart)},
		},
		Frictions: []journey.Friction{
			{Text: t.in("Delivery cost appears late", "Les frais de port apparaissent tard"), Severity: journey.Major},
		},
		Opportunities: []journey.Opportunity{
			{Text: t.in("Remind of a cart left behind", "Rappeler un panier laissé"), Impact: journey.HighImpact},
		},
	}
}

func shopCheckout(t words) journey.Stage {
	return journey.Stage{
		Name:    t.in("Check out", "Commander"),
		Phase:   journey.Conversion,
		Goal:    t.in("Pay quickly and safely", "Payer vite et en sécurité"),
		Actions: []string{t.in("Enters address and delivery", "Saisit adresse et livraison"), t.in("Pays", "Paie")},
		Thoughts: []string{
			t.in("Why do they need an account for this?", "Pourquoi faut-il un compte pour cela ?"),
		},
		Emotion: journey.Annoyed,
		Touchpoints: []journey.Touchpoint{
			{Name: t.in("Checkout", "Commande"), Channel: journey.Web, Events: events(event.BeginCheckout)},
			{Name: t.in("Delivery details", "Livraison"), Channel: journey.Web, Events: events(event.AddShipping)},
			{Name: t.in("Payment", "Paiement"), Channel: journey.Web, MomentOfTruth: true, Events: events(event.AddPayment, event.FailPayment)},
		},
		Frictions: []journey.Friction{
			{Text: t.in("An account is asked for before paying", "Un compte est exigé avant de payer"), Severity: journey.Major},
			{Text: t.in("Payment fails without a reason", "Le paiement échoue sans raison donnée"), Severity: journey.Critical},
		},
		Opportunities: []journey.Opportunity{
			{Text: t.in("Guest checkout on one page", "Commande sans compte, en une page"), Impact: journey.HighImpact},
		},
	}
}

func shopPurchase(t words) journey.Stage {
	return journey.Stage{
		Name:    t.in("Buy", "Acheter"),
		Phase:   journey.Conversion,
		Goal:    t.in("Be sure that the order is placed", "Être sûr que la commande est passée"),
		Actions: []string{t.in("Reads the confirmation", "Lit la confirmation")},
		Thoughts: []string{
			t.in("Done. When will it arrive?", "C’est fait. Quand arrivera-t-il ?"),
		},
		Emotion: journey.Pleased,
		Touchpoints: []journey.Touchpoint{
			{Name: t.in("Order confirmation", "Confirmation de commande"), Channel: journey.Email, MomentOfTruth: true, Events: events(event.Purchase)},
		},
		Opportunities: []journey.Opportunity{
			{Text: t.in("Say the delivery day, not a range", "Annoncer le jour de livraison, pas un délai"), Impact: journey.LowImpact},
		},
	}
}

func shopUse(t words) journey.Stage {
	return journey.Stage{
		Name:    t.in("Receive and use", "Recevoir et utiliser"),
		Phase:   journey.Service,
		Goal:    t.in("Get what I expected, and help if I need it", "Recevoir ce que j’attendais, et de l’aide au besoin"),
		Actions: []string{t.in("Follows the parcel", "Suit le colis"), t.in("Asks a question or returns it", "Pose une question ou renvoie le produit")},
		Thoughts: []string{
			t.in("Is somebody there if it does not fit?", "Y a-t-il quelqu’un si cela ne va pas ?"),
		},
		Emotion: journey.Pleased,
		Touchpoints: []journey.Touchpoint{
			{Name: t.in("Delivery", "Livraison du colis"), Channel: journey.Parcel, MomentOfTruth: true, Events: events(event.Receive)},
			{Name: t.in("My account", "Mon compte"), Channel: journey.Web, Events: events(event.UseAccount)},
			{Name: t.in("Customer service", "Service client"), Channel: journey.Chat, Events: events(event.ContactSupport)},
			{Name: t.in("Return", "Retour"), Channel: journey.Parcel, Events: events(event.ReturnOrder)},
		},
		Frictions: []journey.Friction{
			{Text: t.in("Nobody says where the parcel is", "Personne ne dit où est le colis"), Severity: journey.Minor},
		},
		Opportunities: []journey.Opportunity{
			{Text: t.in("Tell of delays before the customer asks", "Prévenir d’un retard avant qu’on le demande"), Impact: journey.MediumImpact},
		},
	}
}

func shopRecommend(t words) journey.Stage {
	return journey.Stage{
		Name:    t.in("Recommend", "Recommander"),
		Phase:   journey.Advocacy,
		Goal:    t.in("Share what was good", "Partager ce qui était bien"),
		Actions: []string{t.in("Writes a review", "Écrit un avis"), t.in("Tells friends", "En parle à des amis")},
		Thoughts: []string{
			t.in("I would buy here again.", "J’achèterais encore ici."),
		},
		Emotion: journey.Delighted,
		Touchpoints: []journey.Touchpoint{
			{Name: t.in("Review", "Avis"), Channel: journey.Review, Events: events(event.WriteReview)},
			{Name: t.in("Referral", "Parrainage"), Channel: journey.Social, Events: events(event.Recommend)},
		},
		Opportunities: []journey.Opportunity{
			{Text: t.in("Thank those who bring a friend", "Remercier qui amène un ami"), Impact: journey.MediumImpact},
		},
	}
}
