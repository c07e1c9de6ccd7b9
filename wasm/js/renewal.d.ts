// How long customers will stay who renew: package kpi/churn/renewal of the module.

import type { Measure } from './index.js';

/** Customers whose contracts began together. */
export interface RenewalCohort {
  name?: string;
  /** At index t those who are left after t more renewals than age: [1000, 631, 468]. It never rises. */
  alive: number[];
  /** How many renewals lay behind the first of these. Defaults to 0. */
  age?: number;
}

export interface RenewalOptions {
  /** What a renewal brings in; with rate, it asks what the customers are worth. */
  margin?: number;
  /** The discount rate of a period, from 0.000001. */
  rate?: number;
  /** "sBG" is the shifted beta geometric, "BdW" the beta discrete Weibull. Defaults to "sBG". */
  family?: 'sBG' | 'BdW';
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
}

export interface RenewalProjection {
  fit: RenewalFit;
  /** Of the renewals from 1 on. */
  points: RenewalPoint[];
  /** The mean number of periods that a new customer pays for; missing where that is infinite. */
  lifetime?: Measure;
  infinite_lifetime?: boolean;
  /** What the customers are worth who are left, with a margin and a rate. */
  base?: RenewalBase;
}

/** A model with how well it is known. */
export interface RenewalFit {
  model: RenewalModel;
  estimates: RenewalEstimate[];
  log_likelihood: number;
  aic: number;
  bic: number;
  /** Who faced a renewal. */
  customers: number;
  /** The highest at which somebody could renew. */
  renewals: number;
  /** Of the estimates. */
  covariance: number[][];
  level: number;
}

export interface RenewalModel {
  family: 'sBG' | 'BdW';
  alpha: number;
  beta: number;
  c?: number;
}

/** A parameter with its doubt. */
export interface RenewalEstimate {
  name: string;
  value: number;
  se: number;
  lo: number;
  hi: number;
  level: number;
}

export interface RenewalPoint {
  /** Of the renewal. */
  t: number;
  /** The share left after it. */
  survival: Measure;
  /** The share of those left who renew. */
  retention: Measure;
  /** The share that leaves at it. */
  leaving: Measure;
}

export interface RenewalBase {
  value: Measure;
  cohorts: RenewalWorth[];
}

export interface RenewalWorth {
  name?: string;
  /** Left by now. */
  alive: number;
  /** Behind them. */
  renewals: number;
  /** Discounted renewals to come of one of them. */
  each: number;
  /** In money. */
  value: number;
}
