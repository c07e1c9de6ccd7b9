// How far customers come through steps: package kpi/funnel of the module.

import type { EventsOptions, Measure, SessionOptions } from './index.js';

/** One rung of a funnel. Any of its events takes a customer up it. */
export interface FunnelStep {
  /** What people read. Defaults to the first event. */
  name?: string;
  events: string[];
  /** Conditions that an event must meet too, all of them. */
  where?: Condition[];
  /** Whether the step may be left out; the first cannot. Defaults to false. */
  optional?: boolean;
  /** Whether no other event may stand between the prior step and this one. Defaults to false. */
  directly?: boolean;
  /** Longest time from the prior step, in seconds; -1 is no time at all. Defaults to within of the options. */
  within?: number;
}

/** Holds for the events whose attribute has one of some values. */
export interface Condition {
  /** An attribute of events, or "channel". */
  key: string;
  /** "" stands for events that lack it. */
  in: string[];
}

export interface FunnelOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** Other events may stand between steps unless it is "strict". Defaults to "ordered". */
  order?: 'ordered' | 'strict' | 'unordered' | 'first_then_any';
  /** Longest time from the first step to any other, in seconds; -1 is no time at all. Defaults to no limit. */
  window?: number;
  /** Longest time from one step to the next, in seconds; -1 is no time at all. Defaults to no limit. */
  within?: number;
  /** How events of one time follow each other: as brings a customer furthest, as they were read, or not at all. Defaults to "favourable". */
  ties?: 'favourable' | 'input' | 'later';
  /** By how much a step may come before an earlier one, in seconds, up to a day. Defaults to 0. */
  grace?: number;
  /** Whether one event may satisfy several steps. Defaults to false. */
  reuse?: boolean;
  /** Whether an event of no step, or of one too far on, ends the reading. Defaults to false. */
  stop_on_foreign?: boolean;
  /** Whether an event of a step that was taken, the first one apart, ends the reading. Defaults to false. */
  stop_on_repeat?: boolean;
  /** Which try of a customer counts: the one that goes furthest, that of the first or of the last entry, or each. Defaults to "best". */
  anchor?: 'best' | 'first' | 'last' | 'each';
  /** Whether the first step must be the first event of its kind that the log knows of the customer. Defaults to false. */
  first_ever?: boolean;
  /** When the first step may be taken: then or later, RFC 3339. Defaults to ever. */
  from?: string | Date;
  /** Before that, RFC 3339. Defaults to ever. */
  to?: string | Date;
  /** Events that must not happen between steps. Defaults to none. */
  exclude?: FunnelExclusion[];
  /** What excluded events do: bar the way, drop whom they cost a step, or end the try. Defaults to "keep". */
  effect?: 'keep' | 'drop' | 'end';
  /** What all steps must be part of. Defaults to "history". */
  scope?: 'history' | 'session' | 'day' | 'week' | 'month';
  /** Where a session ends. Defaults to 30 minutes of silence. */
  session?: SessionOptions;
  /** Of days, weeks and months: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  zone?: string;
  /** Attribute, or "channel", of which all steps must have one value. Defaults to none. */
  same?: string;
  /** What is counted: tries go with anchor "each". Defaults to "customers". */
  count?: 'customers' | 'scopes' | 'tries';
  /** Attribute, or "channel", by which the funnel is broken down. Defaults to none. */
  by?: string;
  /** Which event's value counts for that. Defaults to "first". */
  attribution?: 'first' | 'last' | 'step' | 'every';
  /** The step of attribution "step", from 1. Defaults to 1. */
  step?: number;
  /** How many values have a row of their own. Defaults to 20. */
  segments?: number;
  /** Whether to count only: no times, values and next events. Defaults to false. */
  brief?: boolean;
}

/** Events that must not happen between two steps. */
export interface FunnelExclusion {
  events: string[];
  where?: Condition[];
  /** The step from which on they are barred, from 1. Defaults to the first. */
  from?: number;
  /** The step up to which. Defaults to the last. */
  to?: number;
}

export interface FunnelResult {
  /** What is counted. */
  count: 'customers' | 'scopes' | 'tries';
  /** In the log. */
  customers: number;
  events: number;
  /** The first event, RFC 3339. */
  from: string;
  /** The last event, RFC 3339. */
  to: string;
  /** Left out by excluded events. */
  excluded?: number;
  /** Customers with so many events that not all ways through them were tried. */
  cut?: number;
  /** The whole funnel. */
  all: FunnelRow;
  /** Those that most entered first. */
  segments?: FunnelRow[];
  /** Of all other values together. */
  other?: FunnelRow;
}

/** A funnel: the whole one, or that of a segment. */
export interface FunnelRow {
  /** A value of options.by; missing lacks one. */
  segment?: string;
  entered: number;
  completed: number;
  /** Who may still complete it, since their window is not over. */
  open?: number;
  /** Share of completed in entered. Missing where nobody entered. */
  conversion?: Measure;
  steps: FunnelStepResult[];
  /** Compares the segment with all others. */
  against?: FunnelComparison;
}

/** What is known of one step. What cannot be said is missing. */
export interface FunnelStepResult {
  name: string;
  optional?: boolean;
  reached: number;
  /** Who took no further step. */
  dropped: number;
  of_all?: Measure;
  from_first?: Measure;
  from_previous?: Measure;
  drop_off?: Measure;
  /** Median, mean and 90th percentile of the time from the prior step, in seconds. */
  time_from_previous?: Measure[];
  time_from_first?: Measure[];
  /** Sum of the values of the events by which the step was taken. */
  value?: number;
  /** What those who dropped did next. */
  next?: FunnelNext[];
  /** How many did anything else. */
  next_other?: number;
}

export interface FunnelNext {
  /** An event; "" stands for nothing more. */
  name: string;
  count: number;
}

export interface FunnelComparison {
  /** Conversion of the segment less that of the others: from −1 to 1. */
  difference: Measure;
  p: number;
  /** p, corrected for the number of segments. */
  adjusted: number;
}
