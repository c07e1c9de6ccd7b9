package render_test

import (
	"time"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/persona"
)

// shop is a measured map with something in every field, in English or French.
func shop(l journey.Lang) *journey.Map {
	say := func(en, fr string) string {
		if l.French() {
			return fr
		}
		return en
	}
	return &journey.Map{
		Title: say("Buying running shoes online", "Acheter des chaussures de course en ligne"),
		Kind:  journey.CustomerJourney, State: journey.Current, Lang: l, Currency: "EUR",
		Scenario: say(
			"Camille’s old pair is worn out, and her half marathon is seven weeks away. She wants shoes that fit, before the long runs begin.",
			"La vieille paire de Camille est usée et son semi-marathon a lieu dans sept semaines. Elle veut des chaussures à sa pointure avant les sorties longues."),
		Persona:  runner(say),
		Stages:   []journey.Stage{discover(say), choose(say), order(say), receive(say), wear(say), recommend(say)},
		Measures: figures(),
		Targets: []journey.Target{
			{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.04},
			{Measure: journey.MeasureAbandonment, Op: journey.AtMost, Value: 0.60},
			{Measure: journey.MeasureNPS, Op: journey.AtLeast, Value: 30},
		},
		Observed: &journey.Observation{
			Source:    say("shop events, web and app", "événements de la boutique, site et application"),
			From:      time.Date(2026, 1, 5, 6, 12, 0, 0, time.UTC),
			To:        time.Date(2026, 3, 29, 22, 40, 0, 0, time.UTC),
			Customers: 12480, Events: 148220,
		},
	}
}

type translate func(en, fr string) string

func runner(say translate) persona.Persona {
	return persona.Persona{
		Name:  "Camille Moreau",
		Role:  say("Amateur runner, lives in Lyon", "Coureuse amateur, vit à Lyon"),
		Quote: say("I would rather pay a little more than send three pairs back.", "Je préfère payer un peu plus que renvoyer trois paires."),
		Goals: []string{
			say("Finish the half marathon without an injury", "Finir le semi-marathon sans blessure"),
			say("Decide within one evening", "Se décider en une soirée"),
		},
		Needs: []string{
			say("To know that the size will fit", "Savoir que la pointure ira"),
			say("Advice from people who run as she does", "Des conseils de gens qui courent comme elle"),
		},
		Frustrations: []string{
			say("Delivery costs that appear at the end", "Des frais de port qui n’apparaissent qu’à la fin"),
			say("Reviews that say nothing about the fit", "Des avis qui ne disent rien de la pointure"),
		},
		Behaviours: []string{
			say("Compares on her phone, orders on the laptop", "Compare sur son téléphone, commande sur l’ordinateur"),
			say("Reads the worst reviews first", "Lit d’abord les pires avis"),
		},
		Channels: []string{"search", "app", "web", "store"},
		Traits: []persona.Trait{
			{Name: say("Age", "Âge"), Value: "34"},
			{Name: say("Runs", "Court"), Value: say("25 km a week", "25 km par semaine")},
		},
		Share: 0.31,
	}
}

func figures() []journey.Measure {
	return []journey.Measure{
		ratio(journey.MeasureConversion, 0.0471, 12480, 0.0435, 0.0510),
		ratio(journey.MeasureAbandonment, 0.6125, 1213, 0.5848, 0.6396),
		ratio(journey.MeasureRepeat, 0.184, 588, 0.155, 0.217),
		ratio(journey.MeasureChurn, 0.322, 588, 0.286, 0.361),
		{Name: journey.MeasureRevenue, Value: 94.3, Unit: journey.Money, N: 588, Lo: 90.8, Hi: 97.9, Level: 0.95, Source: journey.FromLog},
		{Name: journey.MeasureNPS, Value: 27, Unit: journey.Points, N: 412, Lo: 19, Hi: 35, Level: 0.95, Source: journey.FromSurvey},
	}
}

func ratio(name string, v float64, n int, lo, hi float64) journey.Measure {
	return journey.Measure{Name: name, Value: v, Unit: journey.Ratio, N: n, Lo: lo, Hi: hi, Level: 0.95, Source: journey.FromLog}
}

func reached(n int) journey.Measure {
	v := float64(n)
	return journey.Measure{Name: journey.MeasureReached, Value: v, Unit: journey.Count, N: n, Lo: v, Hi: v, Level: 1, Source: journey.FromLog}
}

func median(seconds float64, n int, lo, hi float64) journey.Measure {
	return journey.Measure{Name: journey.MeasureTimeMedian, Value: seconds, Unit: journey.Seconds, N: n, Lo: lo, Hi: hi, Level: 0.95, Source: journey.FromLog}
}

func satisfaction(v float64, n int, lo, hi float64) journey.Measure {
	return journey.Measure{Name: journey.MeasureSatisfaction, Value: v, Unit: journey.Score, N: n, Lo: lo, Hi: hi, Level: 0.95, Source: journey.FromSurvey}
}

func discover(say translate) journey.Stage {
	return journey.Stage{
		Name: say("Discover", "Découvrir"), Phase: journey.Awareness,
		Goal:         say("Find out which shoes suit her stride", "Savoir quelles chaussures vont à sa foulée"),
		Expectations: []string{say("Clear words, no jargon", "Des mots clairs, pas de jargon")},
		Actions: []string{
			say("Searches for “running shoes half marathon”", "Cherche « chaussures semi-marathon »"),
			say("Follows an advert in a running group", "Suit une annonce dans un groupe de course"),
		},
		Thoughts: []string{say("So many models. Where do I begin?", "Tant de modèles… Par où commencer ?")},
		Emotion:  3.2,
		Touchpoints: []journey.Touchpoint{
			{Name: say("Search results", "Résultats de recherche"), Channel: journey.Search},
			{Name: say("Running group advert", "Annonce du groupe de course"), Channel: journey.Social, Emotion: 4},
			{Name: say("Landing page", "Page d’accueil"), Channel: journey.Web, Action: say("Reads the buying guide", "Lit le guide d’achat")},
		},
		Opportunities: []journey.Opportunity{{Text: say("A two-minute quiz that leads to three models", "Un questionnaire de deux minutes qui mène à trois modèles"), Impact: journey.MediumImpact}},
		Measures: []journey.Measure{
			reached(12480), ratio(journey.MeasureConversion, 0.412, 12480, 0.403, 0.421),
			ratio(journey.MeasureDropOff, 0.588, 12480, 0.579, 0.597), median(74, 12480, 71, 77),
		},
		Owner:      say("Marketing", "Marketing"),
		Frontstage: []string{say("Guide that adapts to the visitor", "Guide qui s’adapte au visiteur")},
		Backstage:  []string{say("Editors write and test the guide", "La rédaction écrit et teste le guide")},
		Support:    []string{say("Advertising agency", "Agence de publicité")},
	}
}

func choose(say translate) journey.Stage {
	return journey.Stage{
		Name: say("Choose", "Choisir"), Phase: journey.Consideration,
		Goal:         say("Narrow it down to one pair, in her size", "Retenir une paire, à sa pointure"),
		Expectations: []string{say("Photos of the sole", "Des photos de la semelle"), say("Reviews by weight and pace", "Des avis par poids et par allure")},
		Actions: []string{
			say("Compares three models", "Compare trois modèles"),
			say("Reads the worst reviews", "Lit les pires avis"),
			say("Asks the chat about sizes", "Interroge le chat sur les pointures"),
		},
		Thoughts: []string{say("Is that a 39 or a 40 with this brand?", "C’est un 39 ou un 40, chez cette marque ?")},
		Emotion:  3.8,
		Touchpoints: []journey.Touchpoint{
			{Name: say("Product page", "Fiche produit"), Channel: journey.App, MomentOfTruth: true, Emotion: 4, Measures: []journey.Measure{median(131, 5142, 126, 137)}},
			{Name: say("Customer reviews", "Avis de clients"), Channel: journey.Review, Emotion: 3},
			{Name: say("Size advice", "Conseil de pointure"), Channel: journey.Chat, Emotion: 2, Owner: say("Service partner", "Prestataire"),
				Frictions: []journey.Friction{{Text: say("Nobody answers after six in the evening", "Personne ne répond après dix-huit heures"), Severity: journey.Minor, Evidence: say("12 interviews", "12 entretiens")}}},
		},
		Frictions: []journey.Friction{{Text: say("The size guide is three clicks away", "Le guide des tailles est à trois clics"), Severity: journey.Major}},
		Opportunities: []journey.Opportunity{
			{Text: say("Show the size that other buyers kept", "Montrer la pointure que les autres ont gardée"), Impact: journey.HighImpact},
		},
		Measures: []journey.Measure{
			reached(5142), ratio(journey.MeasureConversion, 0.236, 5142, 0.225, 0.248), ratio(journey.MeasureDropOff, 0.764, 5142, 0.752, 0.775),
			median(412, 5142, 398, 427), satisfaction(3.8, 340, 3.6, 4.0),
		},
		Targets: []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.22}},
		Owner:   say("Product team", "Équipe produit"),

		Frontstage: []string{say("Adviser answers in the chat", "Une conseillère répond au chat")},
		Backstage:  []string{say("Sizes kept are counted by model", "Les pointures gardées sont comptées par modèle")},
	}
}

func order(say translate) journey.Stage {
	abandonment := ratio(journey.MeasureAbandonment, 0.6125, 1213, 0.5848, 0.6396)
	return journey.Stage{
		Name: say("Order", "Commander"), Phase: journey.Conversion,
		Goal:         say("Pay quickly, know the delivery day", "Payer vite, connaître le jour de livraison"),
		Expectations: []string{say("No surprise in the total", "Pas de surprise dans le total")},
		Actions:      []string{say("Fills the cart", "Remplit le panier"), say("Enters the address again", "Saisit de nouveau son adresse"), say("Pays by card", "Paie par carte")},
		Thoughts:     []string{say("Seven euros for delivery? They could have said so.", "Sept euros de livraison ? Ils auraient pu le dire.")},
		Emotion:      2.1,
		Touchpoints: []journey.Touchpoint{
			{Name: say("Cart", "Panier"), Channel: journey.Web, Emotion: 2},
			{Name: say("Payment", "Paiement"), Channel: journey.Web, MomentOfTruth: true, Emotion: 2,
				Measures: []journey.Measure{ratio("payment_errors", 0.083, 640, 0.064, 0.107)},
				Targets:  []journey.Target{{Measure: "payment_errors", Op: journey.AtMost, Value: 0.02}}},
			{Name: say("Confirmation", "Confirmation"), Channel: journey.Email, Emotion: 4},
		},
		Frictions: []journey.Friction{
			{Text: say("Delivery costs appear on the last page", "Les frais de port n’apparaissent qu’à la dernière page"), Severity: journey.Critical, Because: &abandonment},
			{Text: say("An account is asked for before payment", "Un compte est exigé avant le paiement"), Severity: journey.Major, Evidence: say("9 of 12 interviews", "9 entretiens sur 12")},
		},
		Opportunities: []journey.Opportunity{
			{Text: say("Show the total with delivery in the cart", "Montrer dans le panier le total, port compris"), Impact: journey.HighImpact, Because: &abandonment},
			{Text: say("Let guests pay without an account", "Laisser payer sans compte"), Impact: journey.MediumImpact},
		},
		Measures: []journey.Measure{
			reached(1213), ratio(journey.MeasureConversion, 0.485, 1213, 0.457, 0.513), ratio(journey.MeasureDropOff, 0.515, 1213, 0.487, 0.543),
			median(268, 1213, 251, 286), satisfaction(2.1, 198, 1.9, 2.3),
		},
		Targets: []journey.Target{{Measure: journey.MeasureConversion, Op: journey.AtLeast, Value: 0.55}, {Measure: journey.MeasureTimeMedian, Op: journey.AtMost, Value: 180}},
		Owner:   say("Checkout team", "Équipe paiement"),

		Props:      []string{say("Order confirmation", "Confirmation de commande")},
		Frontstage: []string{say("Payment page asks for the code", "La page de paiement demande le code")},
		Backstage:  []string{say("Order is picked within two hours", "La commande est préparée en deux heures")},
		Support:    []string{say("Payment provider", "Prestataire de paiement")},
	}
}

func receive(say translate) journey.Stage {
	return journey.Stage{
		Name: say("Receive", "Recevoir"), Phase: journey.Service,
		Goal:         say("Have the shoes before Saturday", "Avoir les chaussures avant samedi"),
		Expectations: []string{say("A two-hour slot", "Un créneau de deux heures")},
		Actions:      []string{say("Follows the parcel", "Suit le colis"), say("Tries them on indoors", "Les essaie chez elle")},
		Thoughts:     []string{say("It came a day early!", "Un jour d’avance !")},
		Emotion:      4.5,
		Touchpoints: []journey.Touchpoint{
			{Name: say("Delivery notice", "Avis de livraison"), Channel: journey.SMS, Emotion: 4},
			{Name: say("Parcel", "Colis"), Channel: journey.Parcel, Emotion: 5, Expectation: say("A box that is not torn", "Une boîte en bon état"), Owner: say("Carrier", "Transporteur"), MomentOfTruth: true},
		},
		Measures: []journey.Measure{
			reached(588), ratio(journey.MeasureConversion, 0.893, 588, 0.866, 0.916), ratio(journey.MeasureDropOff, 0.107, 588, 0.084, 0.134),
			median(190800, 588, 183600, 198000), satisfaction(4.5, 301, 4.4, 4.6),
		},
		Targets: []journey.Target{{Measure: journey.MeasureTimeMedian, Op: journey.AtMost, Value: 259200}},
		Owner:   say("Logistics", "Logistique"),

		Props:      []string{say("Box that closes again for a return", "Boîte qui se referme pour un retour")},
		Frontstage: []string{say("Driver hands the parcel over", "Le livreur remet le colis")},
		Backstage:  []string{say("Slots are planned overnight", "Les créneaux sont planifiés la nuit")},
		Support:    []string{say("Carrier’s sorting centre", "Centre de tri du transporteur")},
	}
}

func wear(say translate) journey.Stage {
	return journey.Stage{
		Name: say("Wear and return", "Porter ou rendre"), Phase: journey.Retention,
		Goal:     say("Be sure after the first long run", "Être sûre après la première sortie longue"),
		Actions:  []string{say("Runs 12 km", "Court 12 km"), say("Looks for the return label", "Cherche l’étiquette de retour")},
		Thoughts: []string{say("A little tight. Can I still send them back?", "Un peu serrées. Puis-je encore les rendre ?")},
		Emotion:  2.9,
		Touchpoints: []journey.Touchpoint{
			{Name: say("Return form", "Formulaire de retour"), Channel: journey.Web, Emotion: 2},
			{Name: say("Help line", "Assistance"), Channel: journey.Phone, Emotion: 3},
			{Name: say("Shop in town", "Boutique en ville"), Channel: journey.Store},
		},
		Frictions:     []journey.Friction{{Text: say("Worn shoes cannot be exchanged", "Les chaussures portées ne sont pas échangées"), Severity: journey.Major}},
		Opportunities: []journey.Opportunity{{Text: say("A 30-day trial, outdoors too", "Trente jours d’essai, dehors aussi"), Impact: journey.MediumImpact, Release: say("Autumn", "Automne")}},
		Measures: []journey.Measure{
			reached(525), ratio(journey.MeasureConversion, 0.301, 525, 0.263, 0.342), ratio(journey.MeasureDropOff, 0.699, 525, 0.658, 0.737),
		},
		Owner: say("Customer care", "Service clients"),
	}
}

func recommend(say translate) journey.Stage {
	return journey.Stage{
		Name: say("Recommend", "Recommander"), Phase: journey.Advocacy,
		Goal:     say("Help others in the group to choose", "Aider les autres du groupe à choisir"),
		Actions:  []string{say("Writes a review", "Écrit un avis"), say("Answers the survey", "Répond à l’enquête")},
		Thoughts: []string{say("I would say 39, and order early.", "Je dirais 39, et de commander tôt.")},
		Emotion:  4.1,
		Touchpoints: []journey.Touchpoint{
			{Name: say("Survey", "Enquête"), Channel: journey.Survey, Emotion: 4},
			{Name: say("Club evening", "Soirée du club"), Channel: journey.Venue, Emotion: 5},
			{Name: say("Loyalty card", "Carte de fidélité"), Channel: "wallet"},
		},
		Opportunities: []journey.Opportunity{{Text: say("Thank reviewers with early access", "Remercier les auteurs d’avis par un accès anticipé"), Impact: journey.LowImpact}},
		Measures: []journey.Measure{
			reached(158),
			{Name: journey.MeasureNPS, Value: 27, Unit: journey.Points, N: 412, Lo: 19, Hi: 35, Level: 0.95, Source: journey.FromSurvey},
		},
		Owner: say("Marketing", "Marketing"),
	}
}

// scripts is a map in Japanese, Arabic, Hebrew, Russian, Greek, Thai and Hindi,
// and with emoji.
func scripts() *journey.Map {
	return &journey.Map{
		Title: "オンラインでランニングシューズを買う", Lang: "ja", Scenario: "「古い靴がすり減った。」七週間後にハーフマラソンがある。長い距離を走る前に、足に合う靴がほしいのです。",
		Persona: persona.Persona{Name: "田中 美咲", Role: "東京に住むアマチュアランナー", Quote: "少し高くても、三足返品するよりいい。", Goals: []string{"けがをせずにハーフマラソンを完走する", "一晩で決める"}, Channels: []string{"app", "web"}},
		Stages: []journey.Stage{
			{Name: "発見する", Phase: "awareness", Goal: "自分の走り方に合う靴を知りたい。", Actions: []string{"「ハーフマラソン　靴」で検索する", "ランニング仲間の広告を見る（スマートフォンで）。"}, Emotion: 3, Thoughts: []string{"モデルが多すぎる…どこから始めればいい？"},
				Touchpoints: []journey.Touchpoint{{Name: "検索結果", Channel: "search", Emotion: 2}, {Name: "ランディングページの購入ガイド", Channel: "web"}}},
			{Name: "السلة والدفع", Phase: "consideration", Goal: "الدفع بسرعة ومعرفة يوم التوصيل", Actions: []string{"يملأ سلة التسوق بثلاثة منتجات", "يدخل العنوان مرة أخرى (للمرة الثانية)"}, Emotion: 1.5, Thoughts: []string{"سبعة يورو للتوصيل؟ كان يمكنهم قول ذلك."},
				Touchpoints: []journey.Touchpoint{{Name: "صفحة الدفع", Channel: "web", Emotion: 1, MomentOfTruth: true, Action: "يدفع بالبطاقة"}},
				Frictions:   []journey.Friction{{Text: "تظهر تكاليف التوصيل في الصفحة الأخيرة", Severity: journey.Critical}}, Owner: "فريق الدفع"},
			{Name: "עגלה ותשלום", Goal: "לשלם מהר", Actions: []string{"ממלאת את העגלה", "Pays with Visa ****1234 בכרטיס"}, Emotion: 4,
				Touchpoints: []journey.Touchpoint{{Name: "אתר", Channel: "chat", Emotion: 5}}, Opportunities: []journey.Opportunity{{Text: "להציג את המחיר הכולל", Impact: journey.HighImpact}}},
			{Name: "Emoji 🎉👩‍👩‍👧‍👦", Goal: "👍🏽 Send a thumbs up 🇫🇷🇩🇪🇯🇵 to everybody ❤️", Actions: []string{"🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒🛒", "1️⃣ first 2️⃣ second"}, Emotion: 5,
				Touchpoints: []journey.Touchpoint{{Name: "📦 Parcel", Channel: "parcel"}}},
			{Name: "Русский ελληνικά", Goal: "Быстро оплатить заказ и узнать день доставки", Actions: []string{"Γεμίζει το καλάθι και πληρώνει με κάρτα", "ตะกร้าสินค้าและการชำระเงินออนไลน์อย่างรวดเร็ว", "कार्ट में उत्पाद जोड़ना और भुगतान करना"}, Emotion: 4},
		},
	}
}
