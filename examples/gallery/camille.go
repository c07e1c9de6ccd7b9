package main

import (
	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
)

// say chooses between the two languages.
type say func(en, fr string) string

func in(l journey.Lang) say {
	return func(en, fr string) string {
		if l.French() {
			return fr
		}
		return en
	}
}

// camille is the customer of the shop.
func camille(s say) persona.Persona {
	return persona.Persona{
		Name:         "Camille Moreau",
		Role:         s("Graphic designer, shops in the evening on her phone", "Graphiste, achète le soir sur son téléphone"),
		Quote:        s("I always compare before I buy, and I hate surprises when I pay.", "Je compare toujours avant d’acheter, et je déteste les surprises au moment de payer."),
		Goals:        []string{s("Find the right product quickly", "Trouver vite le bon produit"), s("Know the whole price from the start", "Connaître le prix total d’emblée")},
		Needs:        []string{s("To trust the shop before giving a card number", "Faire confiance à la boutique avant de donner sa carte"), s("To send things back without asking", "Renvoyer sans avoir à demander")},
		Frustrations: []string{s("Hidden delivery costs", "Frais de port cachés"), s("Having to open an account", "Compte obligatoire")},
		Behaviours:   []string{s("Keeps three tabs open", "Garde trois onglets ouverts"), s("Reads the worst reviews first", "Lit d’abord les pires avis")},
		Channels:     []string{"app", "web", "email"},
		Traits:       []persona.Trait{{Name: s("Age", "Âge"), Value: "34"}, {Name: s("Lives in", "Vit à"), Value: "Lyon"}},
		Share:        0.31,
		Empathy: persona.Empathy{
			Says:   []string{s("Seven euros for delivery? They could have said so.", "Sept euros de port\u00a0? Ils auraient pu le dire.")},
			Thinks: []string{s("Is there a cheaper one elsewhere?", "Est-ce moins cher ailleurs\u00a0?"), s("These reviews could be bought.", "Ces avis sont peut-être achetés.")},
			Does:   []string{s("Fills the cart, then closes the page", "Remplit le panier, puis ferme la page"), s("Waits for the sales", "Attend les soldes")},
			Feels:  []string{s("Curious at first, tricked at the till", "Curieuse d’abord, piégée à la caisse")},
			Sees:   []string{s("Advertising in her feed", "De la publicité dans son fil"), s("The same shoes at three prices", "Les mêmes chaussures à trois prix")},
			Hears:  []string{s("Friends who swear by another shop", "Des amis qui ne jurent que par une autre boutique")},
			Pains:  []string{s("A parcel that comes when nobody is home", "Un colis qui arrive quand il n’y a personne")},
			Gains:  []string{s("An evening saved", "Une soirée gagnée"), s("Shoes that fit at once", "Des chaussures à sa taille du premier coup")},
		},
	}
}

// behindTheScenes fills in what a log can not show: who answers for a stage,
// what stands behind it, when something is to be there.
func behindTheScenes(m *journey.Map, s say) {
	for i, b := range []journey.Stage{
		{Owner: "Marketing", Props: []string{s("Advert, home page", "Annonce, page d’accueil")}, Support: []string{s("Media agency", "Agence média")}},
		{Owner: s("Shop team", "Équipe boutique"), Props: []string{s("Pictures, size guide", "Photos, guide des tailles")}, Frontstage: []string{s("Adviser in the chat", "Conseiller dans le chat")}, Backstage: []string{s("Checks the reviews", "Vérifie les avis")}, Support: []string{s("Search engine", "Moteur de recherche")}},
		{Owner: s("Shop team", "Équipe boutique"), Props: []string{s("Cart, delivery costs", "Panier, frais de port")}, Backstage: []string{s("Keeps the stock for an hour", "Réserve le stock une heure")}, Support: []string{s("Stock system", "Gestion des stocks")}},
		{Owner: s("Payments", "Paiements"), Props: []string{s("Order form", "Formulaire de commande")}, Frontstage: []string{s("Help line", "Assistance téléphonique")}, Backstage: []string{s("Checks for fraud", "Contrôle la fraude")}, Support: []string{s("Bank", "Banque")}},
		{Owner: s("Payments", "Paiements"), Props: []string{s("Confirmation e-mail", "E-mail de confirmation")}, Backstage: []string{s("Sends the order on", "Transmet la commande")}, Support: []string{s("Warehouse", "Entrepôt")}},
		{Owner: s("Logistics", "Logistique"), Props: []string{s("Parcel, leaflet", "Colis, notice")}, Frontstage: []string{s("Courier at the door", "Livreur à la porte")}, Backstage: []string{s("Packs, takes returns back", "Emballe, reprend les retours")}, Support: []string{s("Carrier", "Transporteur")}},
		{Owner: "Marketing", Props: []string{s("Review form", "Formulaire d’avis")}, Frontstage: []string{s("Answers reviews", "Répond aux avis")}},
	} {
		if i < len(m.Stages) {
			at := &m.Stages[i]
			at.Owner, at.Props, at.Frontstage, at.Backstage, at.Support = b.Owner, b.Props, b.Frontstage, b.Backstage, b.Support
		}
	}
	for _, t := range m.Touchpoints() {
		switch t.Channel {
		case journey.Ads, journey.Social:
			t.Owner = s("Social networks", "Réseaux sociaux")
		case journey.Parcel:
			t.Owner = s("Carrier", "Transporteur")
		case journey.Review:
			t.Owner = s("Review site", "Site d’avis")
		}
	}
	releases := []string{s("Spring", "Printemps"), s("Summer", "Été"), ""}
	n := 0
	for i := range m.Stages {
		for j := range m.Stages[i].Opportunities {
			m.Stages[i].Opportunities[j].Release = releases[n%len(releases)]
			n++
		}
	}
}
