// How long customers stay in stages: package kpi/dwell of the module.

import type { EventsOptions, Measure } from './index.js';

export interface DwellOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** Longer silence ends a visit, in seconds; -1: none does. Defaults to 2,592,000: 30 days. */
  silence?: number;
  /** End of the observation, RFC 3339; later events are left out. Defaults to the last event. */
  at?: string | Date;
}

export interface DwellResult {
  /** In the order of the map. */
  stages: DwellStage[];
}

/** How long customers stay in one stage. */
export interface DwellStage {
  name: string;
  /** That another visit ended. */
  visits: number;
  /** That none ended: nobody knows how long they lasted. */
  open: number;
  /** Seconds of the visits, together. */
  total_s: number;
  /** time_median, time_mean and time_p90, in seconds. Missing with fewer than two visits. */
  measures?: Measure[];
}
