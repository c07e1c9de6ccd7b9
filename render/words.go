package render

import "github.com/parcours-go/parcours/journey"

// words are the labels that drawings add, in one language.
type words struct {
	// Lanes.
	emotion, measures string

	// The portrait.
	share, ofCustomers, more                                 string
	hasGoals, hasNeeds, hasFrustrations, hasBehaviours, uses string

	// What is said of an entry.
	found, reported, supposed string
	momentOfTruth, lowest     string
	goOn, leave               string
	target, met, missed       string
	to                        string // between the ends of an interval
	of5                       string
	openQuote, closeQuote     string
	colon, semicolon          string

	// The footer.
	oneCustomer, manyCustomers, oneEvent, manyEvents string
	source, intervals, sampleSize                    string
	emotionMeasured, emotionSupposed                 string
	frictionFound, frictionTold                      string

	// What measures mean, with $ for a time.
	churn, retention, lifetimeValue string

	// The description.
	of, oneStage, manyStages                 string
	lowestEmotion, highestEmotion, worstDrop string
}

func wordsIn(l journey.Lang) *words {
	if l.French() {
		return &french
	}
	return &english
}

var english = words{
	emotion: "Emotion", measures: "Measures",

	share: "Share", ofCustomers: "of customers", more: "more",
	hasGoals: "Goals", hasNeeds: "Needs", hasFrustrations: "Frustrations",
	hasBehaviours: "Behaviours", uses: "Preferred channels",

	found: "found in data: ", reported: "reported: ", supposed: "supposed",
	momentOfTruth: "Moment of truth", lowest: "lowest point",
	goOn: "go on", leave: "leave",
	target: "Target", met: "met", missed: "missed",
	to: "to", of5: "of 5", openQuote: "“", closeQuote: "”", colon: ": ", semicolon: "; ",

	oneCustomer: "customer", manyCustomers: "customers", oneEvent: "event", manyEvents: "events",
	source: "Source: ", intervals: "Intervals at a confidence level of ",
	sampleSize:      "n is the number of observations behind a number.",
	emotionMeasured: "Emotion measured", emotionSupposed: "Emotion supposed",
	frictionFound: "Friction found in the data", frictionTold: "Friction supposed or reported",

	churn:         "customers without an event for $",
	retention:     "of the buyers of one period of $, those who bought in the next, the last of the log",
	lifetimeValue: "what a buyer will spend in the next $, as the BG/NBD and Gamma-Gamma models expect",

	of: " of ", oneStage: "stage", manyStages: "stages",
	lowestEmotion: "Lowest emotion: ", highestEmotion: "highest: ",
	worstDrop: "Highest drop-off rate after ",
}

var french = words{
	emotion: "Émotion", measures: "Mesures",

	share: "Part", ofCustomers: "des clients", more: "de plus",
	hasGoals: "Buts", hasNeeds: "Besoins", hasFrustrations: "Frustrations",
	hasBehaviours: "Habitudes", uses: "Canaux préférés",

	found: "constatée\u00a0: ", reported: "rapportée\u00a0: ", supposed: "supposée",
	momentOfTruth: "Moment de vérité", lowest: "point bas",
	goOn: "continuent", leave: "abandonnent",
	target: "Objectif", met: "atteint", missed: "manqué",
	to: "à", of5: "sur 5", openQuote: "«\u202f", closeQuote: "\u202f»", colon: "\u00a0: ", semicolon: "\u00a0; ",

	oneCustomer: "client", manyCustomers: "clients", oneEvent: "événement", manyEvents: "événements",
	source: "Source\u00a0: ", intervals: "Intervalles au niveau de confiance de ",
	sampleSize:      "n est le nombre d’observations sur lesquelles repose une valeur.",
	emotionMeasured: "Émotion mesurée", emotionSupposed: "Émotion supposée",
	frictionFound: "Friction constatée dans les données", frictionTold: "Friction supposée ou rapportée",

	churn:         "clients sans événement depuis $",
	retention:     "des acheteurs d’une période de $, ceux qui ont acheté dans la suivante, la dernière du journal",
	lifetimeValue: "ce qu’un acheteur dépensera dans les $ à venir, selon les modèles BG/NBD et Gamma-Gamma",

	of: " de ", oneStage: "étape", manyStages: "étapes",
	lowestEmotion: "Émotion la plus basse\u00a0: ", highestEmotion: "la plus haute\u00a0: ",
	worstDrop: "Taux d’abandon le plus élevé après ",
}
