package report

import (
	"slices"
	"strings"

	"github.com/parcours-go/parcours/journey"
	"github.com/parcours-go/parcours/kpi/conformance"
	"github.com/parcours-go/parcours/render"
)

// A method says how a measure is computed, in English and in French.
type method struct{ en, fr string }

// Intervals that several measures share.
var (
	wilson = method{" Interval: Wilson (1927).", " Intervalle\u00a0: Wilson (1927)."}
	order  = method{" Interval: order statistics.", " Intervalle\u00a0: statistiques d’ordre."}
	mean   = method{" Interval: Student (1908).", " Intervalle\u00a0: Student (1908)."}
)

func (m method) and(more method) method { return method{m.en + more.en, m.fr + more.fr} }

// methodOf returns how package kpi computes a measure; the zero method is that
// of a measure of somebody else.
func methodOf(name string) method {
	switch name {
	case journey.MeasureReached:
		return method{"Customers with at least one event of the place. Counted.", "Clients ayant au moins un événement du lieu. Compté."}
	case journey.MeasureConversion:
		return method{
			"Of a stage: of its customers, those with an event of the next stage at or after their first one here. Of the journey: of all customers, those who reached the goal.",
			"D’une étape\u00a0: parmi ses clients, ceux ayant un événement de l’étape suivante en même temps que leur premier ici, ou après. Du parcours\u00a0: parmi tous les clients, ceux qui ont atteint le but.",
		}.and(wilson)
	case journey.MeasureDropOff:
		return method{"Of the customers of the stage, those who do not go on: 1 less the conversion.", "Parmi les clients de l’étape, ceux qui ne continuent pas\u00a0: 1 moins la conversion."}.and(wilson)
	case journey.MeasureTimeMedian, journey.MeasureTimeP90:
		return method{
			"Seconds from the first event of a visit to the stage to the first event of the next visit; visits that no other follows are left out. Quantile of type 7 (Hyndman and Fan 1996).",
			"Secondes du premier événement d’une visite de l’étape au premier événement de la visite suivante\u00a0; les visites sans suite sont laissées de côté. Quantile de type 7 (Hyndman et Fan 1996).",
		}.and(order)
	case journey.MeasureTimeMean:
		return method{
			"Mean of the seconds from the first event of a visit to the stage to the first event of the next visit.",
			"Moyenne des secondes du premier événement d’une visite de l’étape au premier événement de la visite suivante.",
		}.and(mean)
	}
	return methodOfCustomers(name)
}

// methodOfCustomers returns the methods of what is asked and what is bought.
func methodOfCustomers(name string) method {
	switch name {
	case journey.MeasureSatisfaction:
		return method{"Mean of the answers to a satisfaction question, from 1 to 5.", "Moyenne des réponses à une question de satisfaction, de 1 à 5."}.and(mean)
	case journey.MeasureCSAT:
		return method{"Share of the answers 4 and 5 to a satisfaction question.", "Part des réponses 4 et 5 à une question de satisfaction."}.and(wilson)
	case journey.MeasureCES:
		return method{"Mean of the answers to an effort question.", "Moyenne des réponses à une question d’effort."}.and(mean)
	case journey.MeasureNPS:
		return method{
			"Percentage of answers 9 and 10 less that of answers 0 to 6 (Reichheld 2003). Interval: adjusted Wald (Rocks 2016).",
			"Pourcentage des réponses 9 et 10 moins celui des réponses 0 à 6 (Reichheld 2003). Intervalle\u00a0: Wald ajusté (Rocks 2016).",
		}
	case journey.MeasureAbandonment:
		return method{"Of the customers with a cart event, those without a purchase.", "Parmi les clients ayant un événement de panier, ceux sans achat."}.and(wilson)
	case journey.MeasureChurn:
		return method{"Of the customers whose first event is older than the silence, those without an event during it.", "Parmi les clients dont le premier événement est antérieur au silence, ceux sans événement pendant celui-ci."}.and(wilson)
	case journey.MeasureRetention:
		return method{"Of the buyers of one period, those who bought in the next, the last of the log.", "Parmi les acheteurs d’une période, ceux qui ont acheté dans la suivante, la dernière du journal."}.and(wilson)
	case journey.MeasureRepeat:
		return method{"Of the customers with a purchase, those with two or more.", "Parmi les clients ayant un achat, ceux qui en ont deux ou plus."}.and(wilson)
	case journey.MeasureRevenue:
		return method{"Mean over all customers of the value of their purchases.", "Moyenne sur tous les clients de la valeur de leurs achats."}.and(mean)
	case journey.MeasureCLV:
		return method{
			"What a buyer is expected to spend within the horizon, not discounted: purchases by BG/NBD (Fader, Hardie and Lee 2005), their value by Gamma-Gamma (Fader and Hardie 2013), both by maximum likelihood. Interval: delta method.",
			"Ce qu’un acheteur devrait dépenser d’ici l’horizon, sans actualisation\u00a0: achats selon BG/NBD (Fader, Hardie et Lee 2005), leur valeur selon Gamma-Gamma (Fader et Hardie 2013), par maximum de vraisemblance. Intervalle\u00a0: méthode delta.",
		}
	}
	return methodOfConformance(name)
}

// methodOfConformance returns the methods of package conformance, whose units
// are customers or sessions.
func methodOfConformance(name string) method {
	switch name {
	case conformance.MeasureFitness:
		return method{
			"1 less the deviations of a customer or session over its events and the steps of the map (optimal alignment, Adriansyah 2014); mean over all.",
			"1 moins les écarts d’un client ou d’une session sur ses événements et les pas de la carte (alignement optimal, Adriansyah 2014)\u00a0; moyenne.",
		}
	case conformance.MeasureFit:
		return method{"Of the customers or sessions, those that follow the map without a deviation.", "Parmi les clients ou sessions, ceux qui suivent la carte sans écart."}.and(wilson)
	case conformance.MeasureCompleted:
		return method{"Of the customers or sessions, those that did the step in the order of the map.", "Parmi les clients ou sessions, ceux qui ont fait le pas dans l’ordre de la carte."}.and(wilson)
	case conformance.MeasureOutOfOrder:
		return method{"Of the customers or sessions, those that did the step out of that order.", "Parmi les clients ou sessions, ceux qui ont fait le pas hors de cet ordre."}.and(wilson)
	case conformance.MeasureMissing:
		return method{"Of the customers or sessions, those without the step.", "Parmi les clients ou sessions, ceux sans ce pas."}.and(wilson)
	case conformance.MeasureRepeated:
		return method{"Of the customers or sessions, those that did the step more often than drawn.", "Parmi les clients ou sessions, ceux qui ont fait le pas plus souvent que dessiné."}.and(wilson)
	case conformance.MeasureInOrder:
		return method{"Of those that reached two neighbouring steps, those that reached them in the order of the map.", "Parmi ceux qui ont atteint deux pas voisins, ceux qui les ont atteints dans l’ordre de la carte."}.and(wilson)
	case conformance.MeasureOnTime:
		return method{"Of those whose times are compared with limits, those within.", "Parmi ceux dont les durées sont comparées à des limites, ceux qui les tiennent."}.and(wilson)
	}
	return method{}
}

// methods writes how each measure of the page is computed, each once.
func (p *writer) methods() {
	t := render.Table{Columns: []render.Column{{Name: p.say("Measure", "Mesure")}, {Name: p.say("How", "Comment")}}}
	list := p.everyMeasure()
	for i, m := range list {
		same := func(o journey.Measure) bool { return o.Name == m.Name }
		if slices.ContainsFunc(list[:i], same) {
			continue
		}
		if how := p.how(m.Name, slices.DeleteFunc(slices.Clone(list), func(o journey.Measure) bool { return !same(o) })); how != "" {
			t.Rows = append(t.Rows, []string{m.Label(p.lang), how})
		}
	}
	p.table(t)
	p.element("p class=\"note\"", p.say("n is the number of observations behind a number.", "n est le nombre d’observations sur lesquelles repose une valeur."))
}

// how says how measures of one name were computed, and whether somebody wrote
// them, or some of them.
func (p *writer) how(name string, list []journey.Measure) string {
	byHand := func(m journey.Measure) bool { return m.Source == "" }
	found := methodOf(name)
	computed := p.say(found.en, found.fr)
	switch {
	case !slices.ContainsFunc(list, byHand):
		return computed
	case slices.ContainsFunc(list, func(m journey.Measure) bool { return !byHand(m) }):
		return strings.TrimSpace(computed + " " + p.say("Some were written by hand.", "Certains sont saisis à la main."))
	}
	return p.say("Written by hand.", "Saisi à la main.")
}

// everyMeasure returns the measures of the page, those of the journey first.
func (p *writer) everyMeasure() []journey.Measure {
	list := slices.Clone(p.m.Measures)
	for i := range p.m.Stages {
		list = append(list, p.m.Stages[i].Measures...)
	}
	for _, t := range p.m.Touchpoints() {
		list = append(list, t.Measures...)
	}
	return list
}
