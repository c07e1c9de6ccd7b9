// Shares of customers: package kpi/proportion of the module.

import type { Measure } from './index.js';

/** So many of so many customers did something. */
export interface Group {
  /** Needed by compare alone. */
  name?: string;
  /** How many did, from 0 to n. */
  k: number;
  /** How many there are. */
  n: number;
}

export interface ProportionOptions {
  /** Confidence level of the interval, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** Defaults to "wilson". */
  method?:
    | 'wilson' | 'wilson_corrected' | 'clopper_pearson' | 'mid_p' | 'jeffreys'
    | 'jeffreys_equal_tailed' | 'agresti_coull' | 'likelihood_ratio' | 'wald';
}

export interface DifferenceOptions {
  /** Confidence level of the interval, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** Defaults to "newcombe". */
  method?: 'newcombe' | 'miettinen_nurminen' | 'mee' | 'agresti_caffo' | 'wald';
}

export interface SampleSizeOptions {
  /** 1 − α of a two-sided test, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** How probable it is to find the difference if there is one, from 0.5 to 0.999999. Defaults to 0.8. */
  power?: number;
  /** The variance where there is no difference. Defaults to "pooled". */
  method?: 'pooled' | 'unpooled';
  /** Whether to add what the tests "yates" and "fisher" need more. Defaults to false. */
  corrected?: boolean;
}

export interface SampleSize {
  /** Customers in each of two groups. */
  n: number;
  /** Before it is rounded up. */
  exact: number;
}

export interface CompareOptions {
  /** Confidence level of each interval on its own, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** Of the intervals. Defaults to "newcombe". */
  method?: 'newcombe' | 'miettinen_nurminen' | 'mee' | 'agresti_caffo' | 'wald';
  /** How p values are computed. Defaults to "z". */
  test?: 'z' | 'yates' | 'fisher';
  /** How p values are adjusted for the number of pairs. Defaults to "holm". */
  correction?: 'holm' | 'bonferroni' | 'benjamini_hochberg' | 'none';
  /** The group with which all others are compared. Defaults to each with each. */
  reference?: string;
}

/** What sets groups apart. */
export interface GroupComparison {
  /** Pearson's statistic of one share for all, with df degrees of freedom. */
  chi_square: number;
  df: number;
  /** The probability of a larger one. */
  p: number;
  /** From 5 on the test "z" is good; below there is "fisher". */
  least_expected: number;
  pairs: GroupPair[];
}

export interface GroupPair {
  a: Group;
  b: Group;
  /** The share of a less that of b. */
  difference: Measure;
  /** Missing for "fisher", and where it is 0. */
  z?: number;
  /** Two-sided. */
  p: number;
  /** After the correction. */
  adjusted: number;
}
