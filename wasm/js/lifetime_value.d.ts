// What customers are worth: package kpi/clv of the module.

import type { EventsOptions, Measure } from './index.js';

/** How times of purchases become numbers. Nothing of it is implied. */
export interface LifetimeCalendar {
  /** Whose clock and calendar it is: "UTC", or an offset such as "+02:00". */
  location: string;
  /** Within what several purchases count as one. */
  occasion: 'instant' | 'hour' | 'day' | 'week' | 'month';
  /** The unit of times. */
  unit: 'hour' | 'day' | 'week' | 'month' | 'year';
}

/** What is meant by the value of a customer. Margin, period and either periods or forever must be set. */
export interface LifetimeTerms {
  /** The share of what customers spend that is kept, above 0 and at most 1. 1 values revenue. */
  margin: number;
  /** What every purchase is worth, where that is known. Without it, it is estimated. */
  per_purchase?: number;
  /** The length of a period, in the unit of times. */
  period: number;
  /** The discount rate of a period: 0.01 for 1%. Defaults to 0. */
  rate?: number;
  /** How many periods count, from 1 to 100,000. */
  periods?: number;
  /** Counts all purchases to come instead, discounted; rate must be above 0. */
  forever?: boolean;
}

/** The models of how customers buy and leave: in "NBD" nobody leaves, in "BG/BB" times are opportunities. */
export type PurchaseFamily = 'NBD' | 'BG/NBD' | 'MBG/NBD' | 'Pareto/NBD' | 'BG/BB';

/** How models are fitted and customers valued. */
export interface ValuationOptions {
  /** Defaults to "BG/NBD". */
  family?: PurchaseFamily;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** Whether the model of spend leaves out customers whose purchases have no mean value above 0. Defaults to false: they are an error. */
  leave_out?: boolean;
  /** Whether these are valued at the mean of all. Defaults to false: they are an error. */
  use_mean?: boolean;
  /** How intervals of values are found. Defaults to "delta". */
  method?: 'delta' | 'drawn' | 'bootstrap' | 'none';
  /** How often "drawn" and "bootstrap" draw, from 100 to 100,000. Defaults to 1,000. */
  draws?: number;
  /** Of the draws: the same draws the same. Defaults to 0. */
  seed?: number;
  /** Whether to list the customers one by one. Defaults to false. */
  customers?: boolean;
}

export interface LifetimeValueOptions extends ValuationOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Events that are purchases. Defaults to the usual names. */
  purchases?: string[];
  /** Leaves out customers whose first purchase was before it, RFC 3339. Defaults to none. */
  from?: string | Date;
  /** Ends the observation with the occasion in which it lies, RFC 3339. Defaults to the last event. */
  until?: string | Date;
  /** Ends the time after until in which the model is held against what was bought. Defaults to none. */
  holdout?: string | Date;
  /** What purchases below 0 are. Defaults to "leave_out". */
  refunds?: 'leave_out' | 'keep' | 'net_off';
  /** What those of 0 are. Defaults to "keep". */
  free?: 'keep' | 'leave_out';
  /** What those without an amount are. Defaults to "keep". */
  blank?: 'keep' | 'leave_out';
}

export interface HistoriesOptions extends ValuationOptions {
  /** The headings of the table. */
  columns?: HistoryColumns;
}

/** Headings of columns, told apart neither by case nor by space around them. */
export interface HistoryColumns {
  /** Of the customer's name. Defaults to id, cust, customer or customer_id; may be missing. */
  id?: string;
  /** Whether to leave names unread. Defaults to true unless customers are listed. */
  no_id?: boolean;
  /** Of the number of repeat purchases. Defaults to frequency or x. */
  frequency?: string;
  /** Of the time from the first purchase to the last. Defaults to recency, t.x or t_x. */
  recency?: string;
  /** Of the time from the first purchase to the end of the observation. Defaults to T, T.cal, periods, n.cal … */
  t?: string;
  /** Of the mean value of repeat purchases. Defaults to monetary, monetary_value, m.x, zbar …; may be missing. */
  monetary?: string;
  /** Of how many customers have the history. Defaults to weights, weight, custs or customers; may be missing. */
  customers?: string;
}

export interface LifetimeValueResult {
  /** What was counted in a log; missing of a table. */
  observed?: ObservedPurchases;
  /** The model of purchases. */
  purchases: PurchasesFit;
  /** The model of what they are worth; missing with per_purchase. */
  spend?: SpendFit;
  value: Valuation;
  /** How the model does after the observation; missing without a holdout. */
  holdout?: HoldoutCheck;
}

export interface ObservedPurchases {
  customers: number;
  /** The first occasion of all, RFC 3339. */
  origin: string;
  /** Where the last one that counts begins, RFC 3339. */
  until: string;
  /** The time between them. */
  t: number;
  holdout_time?: number;
  /** Events that are purchases. */
  events: number;
  /** Occasions that they make. */
  occasions: number;
  refunds: number;
  free: number;
  blank: number;
  spent: number;
  /** Customers left out since their first purchase was before from. */
  early: number;
  /** Or after until. */
  late: number;
  /** Events after the end. */
  later: number;
  /** With options.customers. */
  histories?: CustomerHistory[];
}

export interface CustomerHistory {
  id?: string;
  /** Repeat purchases. */
  frequency: number;
  /** From the first purchase to the last. */
  recency: number;
  /** From the first purchase to the end. */
  t: number;
  /** The mean value of repeat purchases; missing where it is not known. */
  monetary?: number;
  customers?: number;
  /** RFC 3339. */
  first: string;
  /** From the origin to the first purchase. */
  birth: number;
  spent: number;
  /** Repeat purchases in the holdout. */
  holdout?: number;
  holdout_spent?: number;
}

export interface PurchasesFit {
  model: { family: PurchaseFamily; params: { name: string; value: number }[] };
  estimates: ParameterEstimate[];
  log_likelihood: number;
  aic: number;
  bic: number;
  customers: number;
  /** Different histories. */
  distinct: number;
  /** Of the estimates. */
  covariance: number[][];
}

export interface SpendFit {
  model: { family: 'Gamma-Gamma'; params: { name: string; value: number }[] };
  estimates: ParameterEstimate[];
  log_likelihood: number;
  aic: number;
  bic: number;
  /** Those that the model was fitted to. */
  customers: number;
  distinct: number;
  /** Customers without a repeat purchase. */
  once: number;
  /** Left out: a mean value below 0. */
  refunds: number;
  /** Left out: a mean value of 0, or none. */
  unvalued: number;
  /** Of the number of repeat purchases and their mean value: the model assumes none. */
  correlation: Measure;
  /** Its interval leaves out 0: the assumption is in doubt. */
  dependent: boolean;
  covariance: number[][];
}

/** A parameter with its doubt. */
export interface ParameterEstimate {
  name: string;
  value: number;
  se: number;
  lo: number;
  hi: number;
  level: number;
}

export interface Valuation {
  terms: LifetimeTerms;
  /** When a purchase counts as paid. */
  convention: 'end_of_period' | 'continuous';
  /** Of all customers together, in money. */
  total: Measure;
  /** Of one. */
  mean: Measure;
  /** With options.customers, in the order of the histories. */
  customers?: CustomerWorth[];
  /** Customers who were valued at the mean of all. */
  imputed: number;
  method?: 'delta' | 'drawn' | 'bootstrap' | 'none';
  draws?: number;
  /** Draws to which no model could be fitted. */
  failed?: number;
}

export interface CustomerWorth {
  id?: string;
  customers: number;
  /** The probability that the customer has not left. */
  alive: number;
  /** The mean number of purchases to come; missing with forever. */
  purchases?: number;
  /** The same discounted. */
  discounted: number;
  /** The mean value of a purchase to come. */
  per_purchase: number;
  /** In money. */
  value: number;
  lo?: number;
  hi?: number;
  level?: number;
}

export interface HoldoutCheck {
  time: number;
  customers: number;
  /** Purchases of all customers in that time. */
  actual: number;
  expected: number;
  /** The mean of expected − actual, of its absolute value, and the root of that of its square. */
  bias: number;
  mae: number;
  rmse: number;
  bins: HoldoutBin[];
}

/** Customers with from to to repeat purchases; to is −1 without a bound. */
export interface HoldoutBin {
  from: number;
  to: number;
  customers: number;
  /** The mean of a customer. */
  actual: number;
  expected: number;
}
