// Who bought lately, often and much: package persona/segment of the module.

import type { EventsOptions } from './index.js';

export interface RFMOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Events that are purchases. Defaults to the usual names of one, such as "purchase" and "Order Completed". */
  purchases?: string[];
  /** The moment of the scores, RFC 3339; later purchases are left out. Defaults to the last purchase. */
  at?: string | Date;
  /** The highest score, from 2 to 9. Defaults to 5: quintiles. */
  scores?: number;
  /** Whose days are counted: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
}

export interface RFMScores {
  /** Sorted by their names. */
  customers: RFMCustomer[];
  /** Cut points between the scores, ascending: days since the last purchase, purchases, amounts. */
  since_cuts: number[];
  purchase_cuts: number[];
  monetary_cuts: number[];
  highest_score: number;
}

/** What one customer bought, and the scores that this has: 1 is the worst. */
export interface RFMCustomer {
  customer: string;
  purchases: number;
  /** On which there was a purchase. */
  days: number;
  /** Days from the first purchase to the last. */
  recency: number;
  /** Days from the first purchase to the moment of the scores. */
  t: number;
  /** Sum of the values. */
  monetary: number;
  /** By the days since the last purchase. */
  r: number;
  /** By the purchases. */
  f: number;
  /** By the sum of the values. */
  m: number;
}
