// Who is lost, and how much revenue with them: package kpi/churn of the module.

import type { EventsOptions, Measure } from './index.js';

export interface ChurnOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Events that show that a customer is there. Defaults to any. */
  target?: string[];
  /** How long without such an event customers are gone, in seconds. Defaults to 2,592,000: 30 days. */
  silence?: number;
  /** When they have left who fall silent. Defaults to "at_last_event". */
  leave?: 'at_last_event' | 'after_silence';
  /** Defaults to "month". */
  period?: 'day' | 'week' | 'month' | 'quarter';
  /** Whose calendar it is: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
  /** Ask for each cohort too, of customers first seen in the same period, which is longer than a day. */
  cohorts?: boolean;
  /** End of the observation, RFC 3339; later events are left out. Defaults to the last event. */
  at?: string | Date;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
}

export interface ChurnResult {
  period: 'day' | 'week' | 'month' | 'quarter';
  periods: ChurnPeriod[];
  /** All who were ever seen. */
  customers: number;
  /** Silent for long enough at the end of the observation. */
  gone: number;
  /** Silent for less than that: nobody knows yet. */
  pending: number;
  /** gone as a ratio of the customers who could be gone. */
  churn?: Measure;
  /** What the periods can not tell, or only at its edge. */
  case?: ChurnCase;
  /** Those first seen in the same period, in the order of the periods, where options ask for them. */
  cohorts?: LossCohort[];
}

/** Customers who were first seen in one period. */
export interface LossCohort {
  /** The date on which it begins, such as "2026-03-01". */
  start: string;
  size: number;
  /** Of these customers alone, from that period on. */
  periods: ChurnPeriod[];
}

/** "no_revenue" is of subscriptions alone. */
export type ChurnCase = 'too_short' | 'nobody_left' | 'all_left' | 'no_base' | 'no_revenue';

/** Who was there in one period, who came and who went. */
export interface ChurnPeriod {
  /** The date on which it begins, such as "2026-03-01". */
  start: string;
  /** There when it began. */
  at_start: number;
  /** For the first time. */
  new: number;
  /** Again, and not there at the start. */
  returned: number;
  /** Of those at_start, not there at the end. */
  lost: number;
  /** New or returned, and not there at the end. */
  passed: number;
  /** Of whom nobody knows yet whether they were there at the end. */
  pending: number;
  /** The period is over, and nobody is pending. */
  settled: boolean;
  /** lost as a ratio of at_start; missing where that is not settled. */
  churn?: Measure;
}

export interface RevenueChurnOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Events by which a subscription begins. Defaults to the usual names. */
  start?: string[];
  /** By which it goes on, or is paid for. Defaults to the usual names. */
  renew?: string[];
  /** Of another plan. Defaults to the usual names. */
  change?: string[];
  /** By which it ends. Defaults to the usual names. */
  cancel?: string[];
  /** Whose value was given back. Defaults to the usual names. */
  refund?: string[];
  /** Attribute that says how many months an amount pays for. Defaults to none: one month. */
  months?: string;
  /** How long after the last payment a subscription ends that nobody cancelled, in seconds. Defaults to never. */
  lapse?: number;
  /** What those who return do to net revenue retention. Defaults to "apart": nothing. */
  reactivation?: 'apart' | 'as_expansion';
  /** Periods of the trailing rates. Defaults to a year. */
  window?: number;
  /** Defaults to "month". */
  period?: 'month' | 'quarter' | 'week';
  /** Whose calendar it is: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
  /** End of the observation, RFC 3339; later events are left out. Defaults to the last event. */
  at?: string | Date;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
}

/** Amounts are in the currency of the log, by the month. */
export interface RevenueChurnResult {
  period: 'day' | 'week' | 'month' | 'quarter';
  window: number;
  periods: RevenuePeriod[];
  /** Customers by the period in which they first subscribed. */
  cohorts: RevenueCohort[];
  /** Who ever subscribed. */
  customers: number;
  /** Amounts of a time that is not known, which count as one month's. */
  unread?: number;
  case?: ChurnCase;
}

/** What changed from the start of a period to its end. */
export interface RevenuePeriod {
  /** The date on which it begins, such as "2026-03-01". */
  start: string;
  /** If it is not over, only at_start and mrr are known, and all else is 0. */
  over: boolean;
  at_start: number;
  new: number;
  returned: number;
  lost: number;
  passed: number;
  /** Monthly recurring revenue when it began. */
  mrr: number;
  /** Of customers who pay for the first time. */
  won: number;
  /** Of customers who paid earlier, and nothing at the start. */
  reactivated: number;
  /** More from customers who paid at the start. */
  expansion: number;
  /** Less from customers who still pay. */
  contraction: number;
  /** All of customers who pay nothing any more. */
  churned: number;
  /** Given back, which changes no mrr. */
  refunded: number;
  churn?: Measure;
  grr?: Measure;
  nrr?: Measure;
  /** Of the last window periods, this one included. */
  trailing?: RevenueRates;
}

/** What is left at the end of some time of what was there at its start. */
export interface RevenueRates {
  /** The share of customers who are not there at the end. */
  churn?: Measure;
  /** Gross revenue retention: a ratio. */
  grr?: Measure;
  /** Net revenue retention, in "×": more than 1 where customers who stay pay more than the others took away. */
  nrr?: Measure;
}

export interface RevenueCohort {
  /** The date on which the period begins, such as "2026-03-01". */
  start: string;
  size: number;
  /** At index k what is left k periods later. */
  ages?: RevenueAge[];
}

export interface RevenueAge {
  customers: number;
  /** There at each end of a period so far. */
  loyal: number;
  mrr: number;
  churn?: Measure;
  grr?: Measure;
  nrr?: Measure;
}
