package journey

// A label is one word of the module's own vocabulary in the languages that it
// writes.
type label struct{ en, fr string }

func (w label) in(l Lang) string {
	if l.French() {
		return w.fr
	}
	return w.en
}

// Label returns the name of the phase in language l. A phase of the user's own
// is its own name.
func (p Phase) Label(l Lang) string { return labelOf(phaseLabels, p, l) }

// Label returns the name of the channel in language l. A channel of the user's
// own is its own name.
func (c Channel) Label(l Lang) string { return labelOf(channelLabels, c, l) }

// Label returns the name of the kind in language l.
func (k Kind) Label(l Lang) string { return labelOf(kindLabels, k, l) }

// Label returns the name of the state in language l.
func (s State) Label(l Lang) string { return labelOf(stateLabels, s, l) }

// Label returns the name of the severity in language l, and "" for an unranked
// one.
func (s Severity) Label(l Lang) string { return severityLabels[s].in(l) }

// Label returns the name of the impact in language l, and "" for an unranked
// one.
func (i Impact) Label(l Lang) string { return impactLabels[i].in(l) }

// Label returns the name of the measure in language l. A measure of the user's
// own is its own name.
func (m Measure) Label(l Lang) string {
	if w, ok := statisticLabels[m.Name]; ok {
		return w.in(l)
	}
	return labelOf(measureLabels, m.Name, l)
}

func labelOf[K ~string](labels map[K]label, k K, l Lang) string {
	if w, ok := labels[k]; ok {
		return w.in(l)
	}
	return string(k)
}

var phaseLabels = map[Phase]label{
	Awareness:      {"Awareness", "Sensibilisation"},
	Consideration:  {"Consideration", "Considération"},
	Conversion:     {"Conversion", "Conversion"},
	Retention:      {"Retention", "Fidélisation"},
	Advocacy:       {"Advocacy", "Recommandation"},
	Discovery:      {"Discovery", "Découverte"},
	Acquisition:    {"Acquisition", "Acquisition"},
	Onboarding:     {"Onboarding", "Intégration"},
	Engagement:     {"Engagement", "Engagement"},
	Recommendation: {"Recommendation", "Recommandation"},
	Service:        {"Service", "Service"},
}

var channelLabels = map[Channel]label{
	Web:    {"Website", "Site web"},
	App:    {"App", "Application"},
	Email:  {"Email", "E-mail"},
	SMS:    {"SMS", "SMS"},
	Phone:  {"Phone", "Téléphone"},
	Chat:   {"Chat", "Chat"},
	Social: {"Social media", "Réseaux sociaux"},
	Search: {"Search", "Moteur de recherche"},
	Ads:    {"Advertising", "Publicité"},
	Store:  {"Store", "Magasin"},
	Mail:   {"Post", "Courrier"},
	Parcel: {"Parcel", "Colis"},
	Venue:  {"Venue", "Événement"},
	Survey: {"Survey", "Enquête"},
	Review: {"Reviews", "Avis"},
}

var kindLabels = map[Kind]label{
	"":              {"Customer journey", "Parcours client"},
	CustomerJourney: {"Customer journey", "Parcours client"},
	BuyerJourney:    {"Buyer journey", "Parcours d’achat"},
	UserJourney:     {"User journey", "Parcours utilisateur"},
	ExperienceMap:   {"Experience map", "Carte d’expérience"},
}

var stateLabels = map[State]label{
	"":      {"Current state", "État actuel"},
	Current: {"Current state", "État actuel"},
	Future:  {"Future state", "État futur"},
}

var severityLabels = map[Severity]label{
	Minor:    {"minor", "mineure"},
	Major:    {"major", "majeure"},
	Critical: {"critical", "critique"},
}

var impactLabels = map[Impact]label{
	LowImpact:    {"low impact", "effet faible"},
	MediumImpact: {"medium impact", "effet moyen"},
	HighImpact:   {"high impact", "effet fort"},
}

var measureLabels = map[string]label{
	MeasureReached:      {"Customers", "Clients"},
	MeasureConversion:   {"Conversion", "Conversion"},
	MeasureDropOff:      {"Drop-off", "Abandon"},
	MeasureTimeMedian:   {"Median time", "Temps médian"},
	MeasureTimeMean:     {"Mean time", "Temps moyen"},
	MeasureTimeP90:      {"Time, 90th percentile", "Temps, 90e centile"},
	MeasureSatisfaction: {"Satisfaction", "Satisfaction"},
	MeasureCSAT:         {"CSAT", "CSAT"},
	MeasureCES:          {"Effort score", "Score d’effort"},
	MeasureNPS:          {"NPS", "NPS"},
	MeasureAbandonment:  {"Cart abandonment", "Abandon de panier"},
	MeasureChurn:        {"Churn", "Attrition"},
	MeasureRetention:    {"Retention", "Rétention"},
	MeasureRepeat:       {"Repeat rate", "Taux de réachat"},
	MeasureRevenue:      {"Revenue per customer", "Revenu par client"},
	MeasureCLV:          {"Customer lifetime value", "Valeur vie client"},
}

// statisticLabels are those of the measures that packages below kpi name. Their
// names are common words: a measure of such a name may have any unit.
var statisticLabels = map[string]label{
	"proportion":                  {"Share", "Part"},
	"difference":                  {"Difference", "Écart"},
	"relative_risk":               {"Relative risk", "Risque relatif"},
	"odds_ratio":                  {"Odds ratio", "Rapport de cotes"},
	"nps_difference":              {"Difference of NPS", "Écart de NPS"},
	"csat_difference":             {"Difference of CSAT", "Écart de CSAT"},
	"ces_difference":              {"Difference of effort scores", "Écart de score d’effort"},
	"nps_trend":                   {"Trend of NPS", "Tendance du NPS"},
	"csat_trend":                  {"Trend of CSAT", "Tendance du CSAT"},
	"ces_trend":                   {"Trend of the effort score", "Tendance du score d’effort"},
	"gross_revenue_retention":     {"Gross revenue retention", "Rétention brute du revenu"},
	"net_revenue_retention":       {"Net revenue retention", "Rétention nette du revenu"},
	"survival":                    {"Survival", "Survie"},
	"leaving":                     {"Departures", "Départs"},
	"lifetime":                    {"Lifetime", "Durée de vie"},
	"residual_lifetime":           {"Residual lifetime", "Durée de vie restante"},
	"customer_base":               {"Value of the customer base", "Valeur de la base de clients"},
	"frequency_value_correlation": {"Correlation of frequency and value", "Corrélation de la fréquence et de la valeur"},
	"customer_equity":             {"Customer equity", "Capital client"},
}
