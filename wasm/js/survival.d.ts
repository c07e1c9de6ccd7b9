// How long customers stay: packages kpi/churn/survival and kpi/churn of the module.

import type { EventsOptions } from './index.js';

/** What is asked of durations, wherever they come from. */
export interface DurationsOptions {
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** The scale on which intervals are symmetric; of hazards "log_log" is "log". Defaults to "log". */
  transform?: 'log' | 'log_log' | 'plain';
  /** Which events count most where groups are compared. Defaults to "log_rank": all the same. */
  weights?: 'log_rank' | 'peto_peto' | 'harrington_fleming' | 'gehan_breslow' | 'tarone_ware';
  /** With "harrington_fleming", from 0 to 10. */
  rho?: number;
  /** Whether to compare also every two groups. Defaults to false. */
  pairs?: boolean;
  /** Times at which curves are read, in place of all steps. */
  times?: number[];
  /** Whether to ask for cumulative hazards too. Defaults to false. */
  hazards?: boolean;
  /** How hazards rise where several events are at one time. Defaults to "aalen". */
  ties?: 'aalen' | 'fleming_harrington';
}

export interface SurvivalOptions extends DurationsOptions {
  /** The headings of the table. */
  columns?: SurvivalColumns;
}

/** Headings of columns, told apart neither by case nor by space around them. */
export interface SurvivalColumns {
  /** Of the durations. Defaults to time, duration, tenure or t. */
  time?: string;
  /** Of whether the event ended them. Defaults to event, status or churned. */
  event?: string;
  /** Of the groups. Defaults to group, which may be missing. */
  group?: string;
  /** Of strata, within which groups are compared. Defaults to none. */
  stratum?: string;
  /** The words that mean the event. Defaults to 1, true and yes, against 0, false and no. */
  happened?: string[];
}

/** Whose lifetimes are told apart, and what ends one. */
export interface StaysOptions extends DurationsOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Whether whoever returns was never gone. Defaults to false. */
  through_pauses?: boolean;
  /** Attribute of a customer's first event, or "channel", that makes groups. Defaults to none. */
  by?: string;
  /** Whether to list the lifetimes one by one. Defaults to false. */
  customers?: boolean;
  /** End of the observation, RFC 3339; later events are left out. Defaults to the last event. */
  at?: string | Date;
}

export interface LifetimesOptions extends StaysOptions {
  /** Events that show that a customer is there. Defaults to any. */
  target?: string[];
  /** How long without such an event customers are gone, in seconds. Defaults to 2,592,000: 30 days. */
  silence?: number;
  /** When they have left who fall silent. Defaults to "at_last_event". */
  leave?: 'at_last_event' | 'after_silence';
}

export interface ContractLifetimesOptions extends StaysOptions {
  /** Events by which a subscription begins. Defaults to the usual names. */
  start?: string[];
  /** By which it goes on, or is paid for. Defaults to the usual names. */
  renew?: string[];
  /** Of another plan. Defaults to the usual names. */
  change?: string[];
  /** By which it ends. Defaults to the usual names. */
  cancel?: string[];
  /** How long after the last payment a subscription ends that nobody cancelled, in seconds. Defaults to never. */
  lapse?: number;
}

/** Times are in the unit of the table; in days of lifetimes. */
export interface SurvivalResult {
  /** Kaplan–Meier estimates, sorted by group. */
  curves: SurvivalCurve[];
  /** Whether groups differ; missing where they do not compare: see case. */
  comparison?: SurvivalComparison;
  /** Why groups do not compare. */
  case?: 'one_group' | 'no_events';
  /** Of Nelson and Aalen, with options.hazards. */
  hazards?: SurvivalHazard[];
  /** With options.customers. */
  lifetimes?: CustomerLifetime[];
}

export interface SurvivalCurve {
  group: string;
  n: number;
  events: number;
  censored: number;
  level: number;
  transform: 'log' | 'log_log' | 'plain';
  steps: SurvivalStep[];
  /** The time by which half of the group had the event. */
  median: SurvivalQuantile;
  /** The mean time to the event, as far as the curve goes. */
  mean: SurvivalMean;
}

/** A curve at one time, from which on it holds until the next. */
export interface SurvivalStep {
  time: number;
  /** With this time or a later one. */
  at_risk: number;
  events: number;
  censored: number;
  /** The probability of no event up to and with time. */
  survival: number;
  se: number;
  lo: number;
  hi: number;
  /** All had the event: se, lo and hi say nothing. */
  unbounded?: boolean;
}

/** What the data do not reach is 0, and not reached. */
export interface SurvivalQuantile {
  p: number;
  level: number;
  time: number;
  lo: number;
  hi: number;
  reached: boolean;
  lo_reached: boolean;
  hi_reached: boolean;
}

export interface SurvivalMean {
  /** No more than this of any time is counted. */
  to: number;
  value: number;
  se: number;
  lo: number;
  hi: number;
  level: number;
  /** Some outlive to. */
  restricted?: boolean;
  /** to is later than the last observation, which was censored. */
  extended?: boolean;
}

export interface SurvivalComparison {
  weights: 'log_rank' | 'peto_peto' | 'harrington_fleming' | 'gehan_breslow' | 'tarone_ware';
  rho?: number;
  groups: ComparedGroup[];
  chi_square: number;
  df: number;
  p: number;
  pairs?: ComparedPair[];
}

export interface ComparedGroup {
  group: string;
  n: number;
  events: number;
  /** Weighted. */
  observed: number;
  /** If all groups had one rate. */
  expected: number;
}

export interface ComparedPair {
  a: string;
  b: string;
  chi_square: number;
  df: number;
  p: number;
  /** p for the number of pairs, after S. Holm. */
  adjusted: number;
}

/** The cumulative hazard of one group. */
export interface SurvivalHazard {
  group: string;
  n: number;
  events: number;
  censored: number;
  ties: 'aalen' | 'fleming_harrington';
  level: number;
  transform: 'log' | 'log_log' | 'plain';
  steps: HazardStep[];
}

export interface HazardStep {
  time: number;
  at_risk: number;
  events: number;
  censored: number;
  /** How many events one who is always at risk would have had. */
  hazard: number;
  se: number;
  lo: number;
  hi: number;
  /** exp(−hazard). */
  survival: number;
}

export interface CustomerLifetime {
  customer: string;
  /** Of 24 hours. */
  days: number;
  /** Whether they left then. If not, it was for at least so long. */
  left: boolean;
  group?: string;
}
