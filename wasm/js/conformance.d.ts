// The drawn journey beside the real ones: package kpi/conformance of the module.

import type { EventsOptions, Measure, SessionOptions, Target } from './index.js';

export interface ConformanceOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** What the steps of the plan are. Defaults to "touchpoints". */
  by?: 'touchpoints' | 'stages';
  /** Events in their planned order, in place of the map, which may then be null. */
  sequence?: string[];
  /** Events that the source records: a touchpoint with none of them is no step. Defaults to all. */
  recorded?: string[];
  /** What is laid beside the plan at a time. Defaults to "customers". */
  per?: 'customers' | 'sessions';
  /** Where a session ends, with per "sessions". Defaults to 30 minutes of silence. */
  cut?: SessionOptions;
  /** Whether a run of events of one step is one event. Defaults to false; by stages it always is. */
  collapse?: boolean;
  /** Whether events that no step explains are deviations. Defaults to false. */
  count_unplanned?: boolean;
  /** Asks for the times between steps. Defaults to false. */
  times?: boolean;
  /** By how many standard deviations a time may be away from its mean, from 0.1 to 100. Defaults to any. */
  zeta?: number;
  /** Means and deviations for zeta, of an earlier result. Defaults to those of the log. */
  profile?: ConformancePair[];
  /** How many deviations, variants and unplanned events are listed, up to 10,000. Defaults to 10. */
  top?: number;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
}

/** A unit is a customer, or a session. */
export interface ConformanceResult {
  by: 'touchpoints' | 'stages';
  per: 'customers' | 'sessions';
  customers: number;
  units: number;
  /** Units without an event of the plan. */
  absent: number;
  /** That belong to a step. */
  events: number;
  fitness: ConformanceFitness;
  replay: ConformanceReplay;
  /** Share in order of the neighbouring steps that a unit reached both. */
  order?: Measure;
  /** In the order of the plan. */
  steps: ConformanceStep[];
  timing: ConformanceTiming;
  /** The commonest first. */
  deviations: ConformanceDeviation[];
  /** The commonest ways that do not fit. */
  variants: ConformanceVariant[];
  /** Units whose ways do not fit and are too long to be counted by themselves. */
  longer: number;
  /** Events that no step explains. */
  unplanned_events: number;
  unplanned: ConformanceUnplanned[];
}

/** How well the alignments fit: 1 is just as planned. */
export interface ConformanceFitness {
  /** 1 − cost / lengths. */
  log: number;
  /** Mean of a unit. */
  average: Measure;
  /** Share of units without a deviation. */
  fit: Measure;
  /** Steps left out and events too many. */
  cost: number;
  /** Events of the units and steps of the plan, all added. */
  lengths: number;
}

/** The token-based replay in the plan as a Petri net. */
export interface ConformanceReplay {
  log: number;
  average: number;
  /** Units without a missing and a remaining token. */
  fit: number;
  produced: number;
  consumed: number;
  missing: number;
  remaining: number;
}

/** A step of the plan as people know it. */
export interface ConformancePlace {
  /** Of a touchpoint. */
  stage?: string;
  name: string;
}

/** How one step of the plan is kept. */
export interface ConformanceStep {
  stage?: string;
  name: string;
  /** Units with an event of it, in whatever order. */
  reached: number;
  /** Of them, those that reached an earlier step before it. */
  before: number;
  /** And those that reached a later one after it. */
  after: number;
  completed: Measure;
  out_of_order: Measure;
  missing: Measure;
  repeated: Measure;
  /** Events more than planned. */
  repeats: number;
  /** Of units that reached this step and the next one, those that reached this one first. */
  in_order?: Measure;
}

/** How long the ways between steps take. */
export interface ConformanceTiming {
  profile?: ConformancePair[];
  /** Share of units without a time beyond the limits. */
  on_time?: Measure;
  promises?: ConformancePromise[];
}

/** The times from one step to another. */
export interface ConformancePair {
  first: ConformancePlace;
  then: ConformancePlace;
  /** Times. */
  n: number;
  /** Seconds. */
  mean: number;
  /** Seconds; 0 of a single time. */
  std_dev: number;
  /** Times below the limits. */
  fast?: number;
  /** Times above the limits. */
  slow?: number;
}

/** A target of the map on a time. */
export interface ConformancePromise {
  stage?: string;
  name: string;
  target: Target;
  /** Share of the times that meet it. */
  kept?: Measure;
}

/** Something that units do otherwise than planned. */
export interface ConformanceDeviation {
  kind: 'skipped' | 'inverted' | 'repeated' | 'inserted';
  step: ConformancePlace;
  /** The step that an inverted one came before, or the last completed one before an inserted event. */
  other?: ConformancePlace;
  events: number;
  units: number;
  customers: number;
}

/** A way that units took and that does not fit the plan. */
export interface ConformanceVariant {
  steps: ConformancePlace[];
  cost: number;
  fitness: number;
  units: number;
  customers: number;
}

/** Events of one name that no step explains. */
export interface ConformanceUnplanned {
  name: string;
  events: number;
  units: number;
  customers: number;
  /** The commonest first. */
  after: ConformanceFollow[];
}

/** The step after which unplanned events stand. */
export interface ConformanceFollow {
  /** Missing where nothing was completed before. */
  step?: ConformancePlace;
  events: number;
  units: number;
  customers: number;
}
