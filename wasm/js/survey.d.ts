// What customers answered: package kpi/survey of the module.

import type { EventsOptions, JourneyMap, Measure, Template } from './index.js';

/** What customers were asked, and how their answers are scored. */
export interface SurveyQuestion {
  /** Of the measure. Defaults to the kind. */
  name?: string;
  /**
   * "nps": promoters less detractors. "mean": the mean answer. "top_two" and
   * "top_three": the share of the best answers. "positive": of those above the
   * middle. "net": of the two best less that of the two worst.
   */
  kind: 'nps' | 'mean' | 'top_two' | 'top_three' | 'positive' | 'net';
  /** The whole numbers that are answers. Defaults to 0 to 10 for "nps". */
  scale?: SurveyScale;
  /** Events whose values are answers. */
  events: string[];
}

export interface SurveyScale {
  lo: number;
  hi: number;
}

export interface AnswersOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** The map by whose stages answers are told apart. Defaults to none. */
  map?: JourneyMap | string | Template;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** Of the interval of a net score. Defaults to "adjusted_wald". */
  method?: 'adjusted_wald' | 'wald' | 'score' | 'exact';
  /** End of the observation, RFC 3339; later events are left out. Defaults to the last event. */
  at?: string | Date;
  /** Which answers of a customer count. Defaults to "all". */
  which?: 'all' | 'last';
  /** Attribute of the answers, or "channel", by which they are told apart. Defaults to none. */
  by?: string;
  /** How many of its values have a row. Defaults to 20. */
  segments?: number;
  /** Of the calendar, by which answers are told apart. Defaults to none. */
  period?: 'day' | 'week' | 'month' | 'quarter';
  /** Whose calendar it is: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
  /** Attribute that says what an answer weighs. Defaults to none: all weigh the same. */
  weight?: string;
}

export interface SurveyResult {
  question: AskedQuestion;
  /** All answers. */
  overall: SurveyRow;
  /** By the stage in which a customer was last seen before. */
  stages?: SurveyStage[];
  /** Of customers who were at no stage yet. */
  unplaced?: SurveyRow;
  /** By options.by, those with most answers first. */
  segments?: SurveySegment[];
  /** The segments that have no row of their own. */
  other?: SurveyRow;
  /** By options.period. */
  periods?: SurveyPeriod[];
  /** Of three periods or more. */
  trend?: SurveyTrend;
}

/** A question with all that it means. */
export interface AskedQuestion {
  name: string;
  kind: 'nps' | 'mean' | 'top_two' | 'top_three' | 'positive' | 'net';
  scale: SurveyScale;
  events?: string[];
}

/** Some of the answers. */
export interface SurveyRow {
  /** With an answer that counts. */
  customers: number;
  counts: SurveyCounts;
  /** Missing where no answer counts. */
  score?: SurveyScore;
}

export interface SurveyCounts {
  scale: SurveyScale;
  /** How many gave each answer, from the lowest of the scale up. */
  answers: number[];
  /** The sums of their weights. */
  weights?: number[];
  /** The sums of the squares of these. */
  squares?: number[];
  /** Asked, not answered. */
  blank: number;
  /** Off the scale, or no whole number. */
  invalid: number;
  /** Without a weight, where others have one. */
  unweighted?: number;
}

export interface SurveyScore {
  measure: Measure;
  /** Of the interval. */
  method: 'adjusted_wald' | 'wald' | 'score' | 'exact' | 'wilson' | 'student';
  /** The number of answers after L. Kish: fewer where weights differ. */
  effective: number;
  /** Of one answer, by what it counts as. */
  variance: number;
  /** The standard error, in the unit of the score. */
  se: number;
  /** The same with n − 1 for n. */
  se_unbiased: number;
  /** By which the Wald interval reaches to either side. */
  margin: number;
  /** The adjusted Wald interval of a net score, which may leave its range. */
  adjusted?: SurveyAround;
}

export interface SurveyAround {
  value: number;
  margin: number;
}

export interface SurveyStage {
  name: string;
  customers: number;
  counts: SurveyCounts;
  score?: SurveyScore;
}

export interface SurveySegment {
  /** "" for answers without a value. */
  segment: string;
  customers: number;
  counts: SurveyCounts;
  score?: SurveyScore;
  /** Its score less that of all others together. */
  against?: SurveyDifference;
}

export interface SurveyPeriod {
  /** Its first date, such as "2026-03-01". */
  from: string;
  customers: number;
  counts: SurveyCounts;
  score?: SurveyScore;
  /** Its score less that of the last period before with an answer, which begins at since. */
  change?: SurveyDifference;
  since?: string;
}

export interface SurveyDifference {
  measure: Measure;
  /** How many standard errors the scores are apart. */
  z: number;
  se: number;
  /** Two-sided. */
  p: number;
  /** p for the number of comparisons, after S. Holm. */
  adjusted?: number;
}

/** The straight line through the answers over the periods. */
export interface SurveyTrend {
  /** By how much the score changes from one period to the next. */
  measure: Measure;
  z: number;
  /** Two-sided. */
  p: number;
}
