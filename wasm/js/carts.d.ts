// What becomes of carts: package kpi/cart of the module.

import type { EventsOptions, Measure, SessionOptions } from './index.js';

export interface CartsOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** What one cart is. Defaults to "customer". */
  unit?: 'customer' | 'session' | 'cart' | 'id';
  /** How long after a cart event a purchase still counts, in seconds. Defaults to however late; with unit "cart" to 86,400: a day. */
  within?: number;
  /** Where a session ends, with unit "session". Defaults to 30 minutes of silence. */
  session?: SessionOptions;
  /** Attribute that names the cart, with unit "id". */
  id?: string;
  /** Events that put something into a cart. Defaults to the usual names. */
  cart?: string[];
  /** Events that take something out. Defaults to the usual names. */
  remove?: string[];
  /** Events that buy the cart. Defaults to the usual names. */
  purchase?: string[];
  /** Attribute by which carts are told apart. Defaults to the channel. */
  by?: string;
  /** End of the observation, RFC 3339; later events are left out. Defaults to the last event. */
  at?: string | Date;
}

export interface CartsResult {
  carts: number;
  abandoned: number;
  /** Neither bought nor abandoned, since whoever buys soon is still in time. */
  pending: number;
  /** Abandoned carts among those that are not pending. */
  rate?: Measure;
  /** Carts that have a value. */
  valued: number;
  /** Of all carts, in the currency of the log. */
  value: number;
  /** Of the abandoned ones. */
  value_lost: number;
  /** By channel or attribute. */
  segments: CartsSegment[];
}

/** What became of some of the carts. */
export interface CartsSegment {
  /** "" for carts without the channel or attribute. */
  name: string;
  carts: number;
  abandoned: number;
  pending: number;
  rate?: Measure;
  valued: number;
  value: number;
  value_lost: number;
}
