// Who comes back, and who is active: package kpi/retention of the module.

import type { EventsOptions, Measure } from './index.js';

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

export interface RetentionOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Events by which customers are born into a cohort. Defaults to any. */
  target?: string[];
  /** Events by which they return. Defaults to any. */
  returns?: string[];
  /** Whose births make a cohort. Defaults to "day". */
  period?: 'day' | 'week' | 'month';
  /** Defaults to "monday". */
  week_start?: Weekday;
  /** Whose calendar it is: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
  /** Whether distances are periods of the calendar or stretches of the same length from the birth on. Defaults to "calendar". */
  window?: 'calendar' | 'rolling';
  /** How times are rounded down, with window "rolling". Defaults to "exact". */
  round?: 'exact' | 'hour' | 'day';
  /** Which target events count. Defaults to "first_ever". */
  births?: 'first_ever' | 'first_in_range' | 'every_period';
  /** Whether a birth is a return itself. Defaults to "may_return". */
  at_birth?: 'may_return' | 'never_return' | 'always_return';
  /** Who is retained at a distance. Defaults to "on". */
  return?: 'on' | 'on_or_after' | 'on_or_before' | 'streak';
  /** How many distances there are, that of the birth included, up to 3,000. Defaults to 31 days, 53 weeks or 13 months. */
  intervals?: number;
  /** Ranges of distances in place of single ones, ascending. */
  brackets?: RetentionBracket[];
  /** Leaves out births before it, RFC 3339. Defaults to none. */
  from?: string | Date;
  /** End of the observation, RFC 3339. Defaults to the last event. */
  at?: string | Date;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
}

/** Distances from a birth: from, and on before to, counted from 0. */
export interface RetentionBracket {
  from: number;
  to: number;
}

/** A table with a row for each cohort and a column for each bracket. */
export interface RetentionResult {
  period: 'day' | 'week' | 'month';
  brackets: RetentionBracket[];
  cohorts: RetentionCohort[];
  /** All cohorts together; in a cell, those for which the bracket is over. */
  overall: RetentionCohort;
}

/** The customers who were born in one period. */
export interface RetentionCohort {
  /** The date on which the period begins, such as "2026-03-01"; missing of all cohorts. */
  start?: string;
  size: number;
  /** One for each bracket that has begun by the end of the observation. */
  cells?: RetentionCell[];
}

export interface RetentionCell {
  count: number;
  /** count as a ratio of the customers. */
  share: Measure;
  /** Whether the bracket is over for the whole cohort. If not, more may return yet. */
  over: boolean;
}

export interface ActivityOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Events by which customers are active. Defaults to any. */
  target?: string[];
  /** Defaults to "day". */
  period?: 'day' | 'week' | 'month';
  /** Defaults to "monday". */
  week_start?: Weekday;
  /** Whose calendar it is: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
  /** Leaves out the periods before the one that it is in, RFC 3339. Defaults to none. */
  from?: string | Date;
  /** End of the observation, RFC 3339. Defaults to the last event. */
  at?: string | Date;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
}

export interface ActivityResult {
  period: 'day' | 'week' | 'month';
  periods: ActivePeriod[];
  /** At index k, the customers who are active in exactly k + 1 periods. */
  stickiness: number[];
  /** Of days: the active customers of a day as a part of those of the week. */
  weekly?: Measure;
  /** Of days: as a part of those of 30 days. */
  monthly?: Measure;
}

/** Who is active in one period. */
export interface ActivePeriod {
  /** The date on which it begins, such as "2026-03-01". */
  start: string;
  /** Whether it is over at the end of the observation. */
  over: boolean;
  /** New, returning and resurrected customers together. */
  active: number;
  /** For the first time. */
  new: number;
  /** In the period before too. */
  returning: number;
  /** Earlier, but not in the period before. */
  resurrected: number;
  /** Not active, but in the period before. */
  dormant: number;
  /** dormant as a ratio of those active in the period before. */
  churn?: Measure;
  /** Of days: customers active on the 7 days up to this one. */
  week?: number;
  /** Of days: on the 30 days. */
  month?: number;
}
