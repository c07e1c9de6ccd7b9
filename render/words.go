package render

import "github.com/parcours-go/parcours/journey"

// words are the labels that drawings add, in one language.
type words struct {
	customers, goals, actions, touchpoints, emotion, thoughts, frictions, measures, opportunities, owner string

	personaGoals, personaNeeds, personaFrustrations, personaBehaviours, personaChannels string

	oneCustomer, manyCustomers, ofCustomers string
	oneEvent, manyEvents                    string
	more, share                             string

	found, supposed, foundIn                  string
	momentOfTruth, lowest                     string
	goOn, leave                               string
	target, met, missed                       string
	to                                        string // between the ends of an interval
	source, intervals                         string
	legendMeasured, legendSupposed            string
	legendFound, legendAssumed                string
	of5, answers                              string
	openQuote, closeQuote                     string
	stagesOne, stagesMany, journeyOf, inOrder string
}

func wordsIn(l journey.Lang) *words {
	if l.French() {
		return &french
	}
	return &english
}

var english = words{
	customers: "Customers", goals: "Goals and expectations", actions: "Actions",
	touchpoints: "Touchpoints", emotion: "Emotion", thoughts: "Thoughts",
	frictions: "Frictions", measures: "Measures", opportunities: "Opportunities", owner: "Owner",

	personaGoals: "Goals", personaNeeds: "Needs", personaFrustrations: "Frustrations",
	personaBehaviours: "Behaviours", personaChannels: "Preferred channels",

	oneCustomer: "customer", manyCustomers: "customers", ofCustomers: "of customers",
	oneEvent: "event", manyEvents: "events",
	more: "more", share: "Share",

	found: "found in data", supposed: "supposed", foundIn: "at",
	momentOfTruth: "Moment of truth", lowest: "lowest",
	goOn: "go on", leave: "leave",
	target: "target", met: "met", missed: "missed",
	to:     "to",
	source: "Source", intervals: "Intervals at a confidence level of",
	legendMeasured: "Emotion measured", legendSupposed: "Emotion supposed",
	legendFound: "Found in data", legendAssumed: "Supposed",
	of5: "of 5", answers: "answers",
	openQuote: "“", closeQuote: "”",
}

var french = words{
	customers: "Clients", goals: "Buts et attentes", actions: "Actions",
	touchpoints: "Points de contact", emotion: "Émotion", thoughts: "Pensées",
	frictions: "Points de friction", measures: "Mesures", opportunities: "Opportunités", owner: "Responsable",

	personaGoals: "Buts", personaNeeds: "Besoins", personaFrustrations: "Agacements",
	personaBehaviours: "Habitudes", personaChannels: "Canaux préférés",

	oneCustomer: "client", manyCustomers: "clients", ofCustomers: "des clients",
	oneEvent: "événement", manyEvents: "événements",
	more: "de plus", share: "Part",

	found: "constaté dans les données", supposed: "supposé", foundIn: "à",
	momentOfTruth: "Moment de vérité", lowest: "au plus bas",
	goOn: "continuent", leave: "abandonnent",
	target: "objectif", met: "atteint", missed: "manqué",
	to:     "à",
	source: "Source", intervals: "Intervalles au niveau de confiance de",
	legendMeasured: "Émotion mesurée", legendSupposed: "Émotion supposée",
	legendFound: "Constaté dans les données", legendAssumed: "Supposé",
	of5: "sur 5", answers: "réponses",
	openQuote: "«\u202f", closeQuote: "\u202f»",
}
