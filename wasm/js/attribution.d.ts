// Credit for conversions: package kpi/attribution of the module.

import type { Channel, EventsOptions } from './index.js';

/**
 * "first" and "last": all to that touch. "last_non_direct": to the last touch
 * that is not direct. "linear": to each touch the same. "position_based": most to
 * the first and the last. "time_decay": half as much for each half-life earlier.
 * "markov": by how much conversions fall without the channel, in a Markov chain.
 * "shapley": to each channel of the path the same.
 */
export type AttributionModel =
  | 'first' | 'last' | 'last_non_direct' | 'linear'
  | 'position_based' | 'time_decay' | 'markov' | 'shapley';

export interface AttributionOptions {
  /** What the events are, and how to read them; counted paths have none. */
  events?: EventsOptions;
  /** Events that are touches, where they have a channel. Defaults to all but conversions. */
  touches?: string[];
  /** Whether the conversion is the last touch of its own path. Defaults to false. */
  conversion_touches?: boolean;
  /** How long before the conversion a touch still counts, in seconds. Defaults to however long. */
  lookback?: number;
  /** Whether touches of one channel in a row count once. Defaults to false. */
  collapse?: boolean;
  /** Whether to leave out paths that did not convert. Defaults to false. */
  without_nulls?: boolean;
  /** Whether to divide the values of conversions too. Defaults to false. */
  values?: boolean;
  /** Defaults to "first", "last", "linear" and "markov". */
  models?: AttributionModel[];
  /** How many touches a state of the Markov chain remembers, from 1 to 4. Defaults to 1. */
  order?: number;
  /** What "position_based" gives to the first touch: a ratio. Defaults to 0.4, as last_share. */
  first_share?: number;
  last_share?: number;
  /** Of "time_decay", in seconds. Defaults to 604,800: 7 days. */
  half_life?: number;
  /** The same in touches instead. Defaults to 1 for counted paths, else to none. */
  half_life_touches?: number;
  /** Channels that "last_non_direct" passes over. Defaults to "direct", "(direct)" and "(none)". */
  direct?: Channel[];
}

export interface AttributionResult {
  /** Paths that converted. */
  conversions: number;
  /** Paths that did not. */
  nulls: number;
  /** Conversions without a touch before them: nobody has credit for them. */
  untouched: number;
  /** Of all conversions; 0 without values. */
  value: number;
  /** Of a conversion: of the paths, those that converted. */
  probability: number;
  models: AttributionModel[];
  order: number;
  /** In bytewise order of the channels. */
  channels: AttributionCredit[];
  transitions: AttributionTransition[];
}

/** What each model gives, in conversions or in their value; 0 where it was not asked for. */
export interface CreditByModel {
  first: number;
  last: number;
  last_non_direct: number;
  linear: number;
  position_based: number;
  time_decay: number;
  markov: number;
  shapley: number;
  /** By which part conversions, or their value, fall without the channel in the Markov chain: from 0 to 1. */
  removal_effect: number;
}

/** What the models give to one channel. */
export interface AttributionCredit {
  channel: Channel;
  first: number;
  last: number;
  last_non_direct: number;
  linear: number;
  position_based: number;
  time_decay: number;
  markov: number;
  shapley: number;
  /** By which part conversions fall without the channel in the Markov chain: from 0 to 1. */
  removal_effect: number;
  /** The credit for values; missing unless values is set. */
  value?: CreditByModel;
}

/** A step of the paths. */
export interface AttributionTransition {
  /** "" is the start. */
  from: string;
  /** "" is an end. */
  to: string;
  /** Which end, where to is "". */
  end?: 'conversion' | 'null';
  count: number;
}
