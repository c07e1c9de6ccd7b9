// What is wrong with a journey: package kpi/friction of the module.

import type { EventsOptions, JourneyMap, Measure, SessionOptions } from './index.js';

export interface FrictionsOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Probability of any false report, from 0.001 to 0.5. Defaults to 0.05. */
  error?: number;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** Where a session ends. Defaults to 30 minutes of silence. */
  session?: SessionOptions;
  /** Attributes by which sessions are told apart, besides the channel. Defaults to those with 2 to 12 values that nearly never change in a session. */
  segments?: string[];
  /** Events by which customers reach the goal. Defaults to purchases, else to the last stage that the log shows. */
  goal?: string[];
  /** Time zone of the days: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
  /** Of the draws that say how far chance goes, a whole number from 0 on. Defaults to 0. */
  seed?: number;
  /** How many logs without friction are drawn, up to 9,999; at least 10 / error − 1. Defaults to as many as that, and 199 at least. */
  draws?: number;
}

export interface FrictionsResult {
  /** A copy of the map with what was found on it. */
  map: JourneyMap;
  /** The most costly first. */
  frictions: FoundFriction[];
  /** Days from which on the conversion of a stage is another one. */
  changes?: ConversionChange[];
  /** Touchpoints that carry conversion, the strongest first. */
  moments?: CarryingMoment[];
}

/** One thing that stands out. */
export interface FoundFriction {
  kind:
    | 'drop_off' | 'repeat' | 'back_and_forth' | 'error_signal' | 'channel_hop'
    | 'long_stay' | 'segment_gap' | 'decline' | 'growing_stay' | 'unmet_expectation';
  /** Missing for the whole journey. */
  stage?: string;
  /** Missing for the whole stage. */
  touchpoint?: string;
  /** The stage that too few went on to. */
  toward?: string;
  /** The other touchpoint of those to and fro. */
  other?: string;
  /** The event that betrays it. */
  signal?: string;
  /** Missing for everybody. */
  segment?: FrictionSegment;
  /** Missing for the whole log. */
  period?: FrictionPeriod;
  /** Of the segment, in the period and at the place. */
  sessions: number;
  /** Of these sessions. */
  customers: number;
  /** The number that stands out. */
  measure: Measure;
  /** What it would be if nothing were the matter. */
  baseline: Measure;
  /** Probability of as much in a log without friction, to be compared with options.error. */
  p: number;
  /** Sessions that would have reached the goal. */
  lost: number;
  /** What their orders would have been worth, in the currency of the log. Missing if no order has a value. */
  value?: number;
  signals?: FrictionSignal[];
  /** A sentence, in the language of the map. */
  text: string;
}

export interface FrictionSegment {
  /** "channel" is the channel. */
  attribute: string;
  value: string;
}

/** A stretch of days. */
export interface FrictionPeriod {
  /** The beginning of its first day, RFC 3339. */
  from: string;
  /** The beginning of its last day, RFC 3339. */
  to: string;
  /** Counted from 0, the first day of the log. */
  first_day: number;
  last_day: number;
}

/** An event that betrays friction by itself. */
export interface FrictionSignal {
  name: string;
  /** Of those that went badly, those that met it. */
  sessions: number;
}

/** A day from which on more, or fewer, sessions go on from a stage. */
export interface ConversionChange {
  stage: string;
  toward: string;
  /** The beginning of the first day, RFC 3339. */
  at: string;
  /** The same, counted from 0, the first day of the log. */
  day: number;
  before: Measure;
  after: Measure;
  p: number;
  text: string;
}

/** A touchpoint whose sessions reach the goal more often. It need not be the cause. */
export interface CarryingMoment {
  stage: string;
  touchpoint: string;
  sessions: number;
  customers: number;
  /** Share that reaches the goal of those that were there ... */
  with: Measure;
  /** ... and of those that were at its stage, but not there. */
  without: Measure;
  difference: Estimate;
  ratio?: Estimate;
  /** The difference among sessions that are alike otherwise. */
  adjusted: Estimate;
  p: number;
  text: string;
}

/** A number with its interval at the level of the options. */
export interface Estimate {
  value: number;
  lo: number;
  hi: number;
}
