import type { ActivityOptions, ActivityResult, RetentionOptions, RetentionResult } from './retention.js';
import type { AttributionOptions, AttributionResult } from './attribution.js';
import type { CartsOptions, CartsResult } from './carts.js';
import type { ChurnOptions, ChurnResult, RevenueChurnOptions, RevenueChurnResult } from './churn.js';
import type { ConformanceOptions, ConformanceResult } from './conformance.js';
import type { DwellOptions, DwellResult } from './dwell.js';
import type { FlowOptions, FlowResult } from './flow.js';
import type { FrictionsOptions, FrictionsResult } from './frictions.js';
import type { FunnelOptions, FunnelResult, FunnelStep } from './funnel.js';
import type { HistoriesOptions, LifetimeCalendar, LifetimeTerms, LifetimeValueOptions, LifetimeValueResult } from './lifetime_value.js';
import type { CompareOptions, DifferenceOptions, Group, GroupComparison, ProportionOptions, SampleSize, SampleSizeOptions } from './proportion.js';
import type { RenewalCohort, RenewalOptions, RenewalProjection } from './renewal.js';
import type { RFMOptions, RFMScores } from './rfm.js';
import type { AnswersOptions, SurveyQuestion, SurveyResult } from './survey.js';
import type { ContractLifetimesOptions, LifetimesOptions, SurvivalOptions, SurvivalResult } from './survival.js';

export type * from './attribution.js';
export type * from './carts.js';
export type * from './churn.js';
export type * from './conformance.js';
export type * from './dwell.js';
export type * from './flow.js';
export type * from './frictions.js';
export type * from './funnel.js';
export type * from './lifetime_value.js';
export type * from './proportion.js';
export type * from './renewal.js';
export type * from './retention.js';
export type * from './rfm.js';
export type * from './survey.js';
export type * from './survival.js';

/**
 * Loads the module. Any number of calls: each makes an instance of its own,
 * with memory of its own.
 *
 * @throws ParcoursError of code "load" if there is no module, or not one for
 * this client; and whatever the fetching or compiling of it throws.
 */
export function load(options?: LoadOptions): Promise<Parcours>;

export interface LoadOptions {
  /**
   * The module: its address, the answer of a fetch, its bytes, or the compiled
   * module, which may be shared with workers. Defaults to parcours.wasm beside
   * this package. It is compiled while it arrives if its content type is
   * application/wasm.
   */
  wasm?: URL | string | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module;

  /** Is given what the module says when it dies, line by line. Defaults to console.error. */
  stderr?: (line: string) => void;
}

/**
 * A loaded module. Its methods return at once, keep nothing between calls, and
 * throw a ParcoursError. Long work belongs in a worker that loads its own.
 */
export interface Parcours {
  /** A map to start from. */
  template(name: TemplateName, lang?: Lang): JourneyMap;

  /** The JSON Schema (draft 2020-12) of a map. */
  schema(): object;

  /** Everything that is wrong with a map, or with a text that should hold one: nothing if it is good. */
  validate(map: JourneyMap | string): Mistake[];

  /**
   * Measures a map, or a template, on the events of a file: a table, or what a
   * tool exports, which may be compressed with gzip or zip. Neither the map nor
   * the events change.
   */
  analyze(map: JourneyMap | string | Template, events: Events, options?: AnalyzeOptions): Report;

  /** What is wrong with a journey: where, since when and for whom. The result has a copy of the map with it. */
  frictions(map: JourneyMap | string | Template, events: Events, options?: FrictionsOptions): FrictionsResult;

  /**
   * How far customers come through steps, each of which is a step or the name of
   * an event; or through the stages of a map or a template.
   */
  funnel(events: Events, steps: (FunnelStep | string)[] | JourneyMap | string | Template, options?: FunnelOptions): FunnelResult;

  /** What paths customers take, where they begin and where they leave. */
  flow(events: Events, options?: FlowOptions): FlowResult;

  /** How many customers of each cohort return. */
  retention(events: Events, options?: RetentionOptions): RetentionResult;

  /** Who is active, new, gone or back again in each period. */
  activity(events: Events, options?: ActivityOptions): ActivityResult;

  /** How lately, how often and for how much each customer bought, as scores. */
  rfm(events: Events, options?: RFMOptions): RFMScores;

  /** How long customers stay in each stage. */
  dwell(map: JourneyMap | string | Template, events: Events, options?: DwellOptions): DwellResult;

  /** How many carts were abandoned, and what was in them. */
  carts(events: Events, options?: CartsOptions): CartsResult;

  /** How what customers did compares with what is drawn. The map is null where options.sequence is the plan. */
  conformance(map: JourneyMap | string | Template | null, events: Events, options?: ConformanceOptions): ConformanceResult;

  /** What each channel did for the conversions, which are the events of these names, side by side by several models. */
  attribution(events: Events, conversion: string | string[], options?: AttributionOptions): AttributionResult;

  /** The same of counted paths: path, such as "email > web", total_conversions and perhaps total_conversion_value and total_null. */
  attribution_of_paths(paths: Table, options?: AttributionOptions): AttributionResult;

  /** What customers answered to a question: overall, by stage, segment and period. */
  survey(events: Events, question: 'nps' | 'csat' | 'ces' | SurveyQuestion, options?: AnswersOptions): SurveyResult;

  /** How many customers are lost, where only their silence shows it. */
  churn(events: Events, options?: ChurnOptions): ChurnResult;

  /** How many subscribers are lost, and how much recurring revenue is lost, kept and won. */
  revenue_churn(events: Events, options?: RevenueChurnOptions): RevenueChurnResult;

  /** How long customers stay, in days, where only their silence shows that they left. */
  lifetimes(events: Events, options?: LifetimesOptions): SurvivalResult;

  /** How long subscribers stay, in days. */
  contract_lifetimes(events: Events, options?: ContractLifetimesOptions): SurvivalResult;

  /** What a table of durations says, of which some are not over: a time and whether an event ended it, perhaps by group. */
  survival(durations: Table, options?: SurvivalOptions): SurvivalResult;

  /** What customers are worth: what they are expected to buy, and to spend on it. Nothing of the calendar and the terms is implied. */
  lifetime_value(events: Events, calendar: LifetimeCalendar, terms: LifetimeTerms, options?: LifetimeValueOptions): LifetimeValueResult;

  /** The same of a table of histories: frequency, recency, T and perhaps monetary. */
  lifetime_value_of_histories(histories: Table, terms: LifetimeTerms, options?: HistoriesOptions): LifetimeValueResult;

  /** How many will be left of those who renew, up to the last renewal that is asked for, and what they are worth. */
  renewal(cohorts: RenewalCohort[], last: number, options?: RenewalOptions): RenewalProjection;

  /** The share of k in n, with its interval. */
  proportion(k: number, n: number, options?: ProportionOptions): Measure;

  /** By how much the share of one group exceeds that of another. */
  difference(a: Group, b: Group, options?: DifferenceOptions): Measure;

  /** How many customers each of two groups needs to tell the shares p1 and p2 apart. */
  sample_size(p1: number, p2: number, options?: SampleSizeOptions): SampleSize;

  /** Which groups differ, with a correction for how many comparisons that are. */
  compare(groups: Group[], options?: CompareOptions): GroupComparison;

  /** Draws a map, measured or not, as an SVG document. The same map gives the same text everywhere. */
  render(map: JourneyMap | string, options?: DrawOptions): string;

  /** Draws any view as an SVG document: a map, a persona, or what an analysis returned. */
  draw<V extends keyof DrawnData>(view: V, data: DrawnData[V] | string, options?: DrawOptions): string;

  /** The same view as tables, in the same language. */
  tables<V extends keyof DrawnData>(view: V, data: DrawnData[V] | string, options?: DrawOptions): DrawnTable[];

  /** The net promoter score of answers from 0 to 10: −100 to 100 points. */
  nps(answers: number[], options?: SurveyOptions): Measure;

  /** The share of satisfied customers, who answered 4 or 5 of 1 to 5: a ratio. */
  csat(answers: number[], options?: SurveyOptions): Measure;

  /** The customer effort score: the mean of answers from 1 to 7. */
  ces(answers: number[], options?: SurveyOptions): Measure;

  /** What the module is. */
  version(): Version;

  /** Any method of the module, as package wasm/bridge documents it. */
  call(method: string, params?: object, payload?: string | Uint8Array | ArrayBuffer): Reply;
}

/** What went wrong. The message is for people, in English, and has the place in it. */
export class ParcoursError extends Error {
  readonly code: ErrorCode;
  /** Of the first mistake, such as "stages[1].name" in a map, "options.level" in the parameters or "data.name" in what is to be drawn; "" if there is none. */
  readonly path: string;
  /** Of the first mistake, in the text of a map or in the file of events, from 1; 0 if there is none. */
  readonly line: number;
  /** From 1, in characters of a map, in fields of CSV, or in bytes of JSON and XES; 0 if there is none. */
  readonly column: number;
  /** All mistakes of a map; empty for other errors. */
  readonly mistakes: Mistake[];
  /** Of code "degenerate": the model that was asked for, such as "BG/NBD"; "" for other errors. */
  readonly family: string;
  /** Of code "degenerate": what is the matter with the data, such as "no_repeats", "no_dropout" or "unidentified"; "" for other errors. */
  readonly case: string;
  /** Of code "degenerate": the simpler model that the data lead to; "" if there is none. */
  readonly limit: string;
}

export type ErrorCode =
  | 'unknown_method'
  | 'bad_request' // a parameter, an option
  | 'invalid_map'
  | 'bad_events' // the file of events, or the table in its place
  | 'no_data' // nothing to compute from
  | 'degenerate' // there is data, but no model of the family: see case
  | 'no_convergence' // a search for a model came to no end
  | 'too_large'
  | 'internal' // a mistake of the module
  | 'load' // no module, or not one for this client
  | 'dead'; // the instance has stopped, such as for want of memory: load again

/** One mistake of a map. */
export interface Mistake {
  message: string;
  path?: string;
  /** From 1; missing if the text is good JSON. */
  line?: number;
  /** In characters, from 1; missing if the text is good JSON. */
  column?: number;
}

export interface AnalyzeOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Confidence level of the intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** End of the observation, RFC 3339; later events are left out. Defaults to the last event. */
  at?: string | Date;
  /** Seconds without an event after which a customer counts as gone. Defaults to 2,592,000: 30 days. */
  silence?: number;
  /** How many seconds ahead the lifetime value looks. Defaults to 31,536,000: 365 days. */
  horizon?: number;
  /** Whose days the lifetime value counts: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
  /** Events by which customers reach the goal. Defaults to purchases, else to the last stage of phase "conversion", else to the last stage. */
  goal?: string[];
  /** Events that are orders; their values are amounts of money. Defaults to the usual names. */
  purchase?: string[];
  /** Events that put something into a cart. Defaults to the usual names. */
  cart?: string[];
  /** Events whose values are answers from 0 to 10. Defaults to the usual names. */
  nps?: string[];
  /** Events whose values are answers from 1 to 5. Defaults to the usual names. */
  csat?: string[];
  /** Events whose values are answers from 1 to 7. Defaults to the usual names. */
  ces?: string[];
  /** Names the data for readers of the map. Defaults to nothing. */
  source?: string;
}

/** Where a session of a customer ends and the next one begins. */
export interface SessionOptions {
  /** Longer silence ends it, in seconds; -1: none does. Defaults to 1,800: 30 minutes, but with attr only between events without it. */
  silence?: number;
  /** Midnight ends it in this time zone: "UTC", or an offset such as "+02:00". Defaults to no. */
  midnight?: string;
  /** Attribute that is the id of a session, such as "ga_session_id". Defaults to none. */
  attr?: string;
}

/** A file of events: a text or bytes, which may be compressed with gzip or zip. */
export type Events = string | Uint8Array | ArrayBuffer;

/** A table of CSV with a header, without compression. */
export type Table = string | Uint8Array | ArrayBuffer;

/**
 * Headers of the columns of a table, paths of JSON such as "properties.plan", or
 * keys of XES such as "org:resource". They default to those of the format: in
 * tables and JSON of no tool to the usual names, such as user_id, timestamp,
 * event, channel, value.
 */
export interface EventsOptions {
  /** Defaults to what the file begins with: "xes", "jsonl" or "csv". */
  format?: Format;
  /** Where it says who did it: a customer, or a session. */
  customer?: string;
  /** Where it says when. */
  time?: string;
  /** Where it says what: the name of the event. */
  name?: string;
  /** Where it says by which channel. In a table, it may be missing unless it is named here. */
  channel?: string;
  /** Where amounts and answers are. In a table, it may be missing unless it is named here. */
  value?: string;
  /** Where it says who it was if there is no customer. */
  anonymous?: string;
  /** Where it says what is the same in two events only if one of them was sent twice; it counts once. */
  id?: string;
  /** One character between the fields of a table. Defaults to that of the format: ",". */
  comma?: string;
  /**
   * How times are written, by the example of 2 January 2006, 15:04:05, such as
   * "02/01/2006 15:04"; or "unix seconds", "unix milliseconds",
   * "unix microseconds". Defaults to RFC 3339.
   */
  layout?: string;
  /** Of times without a zone: "UTC", or an offset such as "+02:00". Defaults to "UTC". */
  location?: string;
}

/** What tools export: the first three are of any tool. */
export type Format =
  | 'csv' | 'jsonl' | 'xes'
  | 'ga4' | 'mixpanel' | 'amplitude' | 'posthog' | 'segment'
  | 'pm4py' | 'bupar' | 'retentioneering' | 'snowplow' | 'snowplow_tsv' | 'matomo'
  | 'posthog_table' | 'mixpanel_table' | 'amplitude_table' | 'segment_tracks' | 'segment_pages';

export interface DrawOptions {
  /** Language of the labels and numbers that the drawing adds. Defaults to that of the data, or English. */
  lang?: Lang;
  /** Defaults to "light". */
  theme?: 'light' | 'dark' | 'print' | 'high_contrast';
  /** Follows readers who like it dark; the drawing then holds a style element. Defaults to false. */
  dark?: boolean;
  /** Width in pixels, up to 16,384. Defaults to the usual one of the view, and is never less than it needs. */
  width?: number;
  /**
   * Begins the id of every element: drawings that share a page need different
   * ones. An ASCII letter followed by letters, digits, "-" and "_". Defaults to
   * "parcours".
   */
  id?: string;
  /**
   * Of "journey_map": the lanes to draw, in order. Defaults to all but "channels"
   * and "targets"; a lane that no stage fills is left out.
   */
  lanes?: Lane[];
  /** Of "journey_map": the lanes to leave out. Defaults to none. */
  hide?: Lane[];
  /** Of "journey_map": for a slide or for a phone. Defaults to a column for each stage. */
  shape?: 'compact' | 'tall';
  /** Of "empathy_map". Defaults to "quadrants". */
  form?: 'quadrants' | 'canvas';
  /** Of charts and of "story_map". Defaults to what the view is called. */
  title?: string;
  /** Of "attribution", "cards", "funnel", "persona_card" and "segments": the currency of amounts, ISO 4217. Defaults to none. */
  currency?: string;
  /** Of "compare": what the two are called. Defaults to before and after. */
  names?: [string, string];
  /** Of "attribution": the models to show. Defaults to all that were computed. */
  models?: AttributionModel[];
  /** Of "attribution": by value in place of conversions. Defaults to false. */
  value?: boolean;
  /** Of "cohorts": counts in place of shares. Defaults to false. */
  counts?: boolean;
  /** Of "journey_map": the same journey of other personas, or in another state, each with a curve of its own. Defaults to none. */
  others?: (JourneyMap | string)[];
  /** Of "persona_card": the figures of the segment. Defaults to none. */
  measures?: Measure[];
  /** Of "story_map": the releases in their order. Defaults to that in which they are named. */
  releases?: string[];
  /** Of "flow": how many ways are drawn at most, the most frequent, up to 400. Defaults to 60 between steps, and to 24 where every node stands once. */
  most?: number;
  /** Of "experience_map": what the organisation itself is called. Defaults to "We". */
  self?: string;
  /** Of "experience_map": the last stage leads back to the first. Defaults to false. */
  cycle?: boolean;
  /** Of "survival": the unit of time, such as "days". Defaults to none. */
  unit?: string;
}

/** What each view draws: the results of the analyses of the same name, for the most part. */
export interface DrawnData {
  attribution: AttributionResult;
  blueprint: JourneyMap;
  cards: DrawnCard[];
  cohorts: RetentionResult;
  compare: { before: JourneyMap; after: JourneyMap };
  distribution: DwellResult;
  empathy_map: Persona;
  experience_map: JourneyMap;
  flow: FlowResult;
  funnel: FunnelResult;
  journey_map: JourneyMap;
  persona_card: Persona;
  segments: RFMScores;
  story_map: JourneyMap;
  survival: SurvivalResult;
  trend: SurveyResult;
}

/** A key figure. */
export interface DrawnCard {
  /** Defaults to the name of the measure. */
  label?: string;
  /** Defaults to the last of the history. */
  measure?: Measure;
  /** Oldest first, up to the present period. */
  history?: DrawnPeriod[];
  targets?: Target[];
}

/** A period and the value that a measure had in it: a gap if there is none. */
export interface DrawnPeriod {
  /** Defaults to the date. */
  label?: string;
  /** RFC 3339. */
  from?: string;
  measure?: Measure;
}

/** A drawing as a table: for those who do not see it, and for whoever wants the numbers. */
export interface DrawnTable {
  title: string;
  columns: { name: string; numeric: boolean }[];
  /** The first entry of each names the row. */
  rows: string[][];
  notes: string[];
}

export type Lane =
  | 'customers' | 'goals' | 'expectations' | 'actions' | 'touchpoints' | 'channels' | 'props'
  | 'emotion' | 'thoughts' | 'frictions' | 'measures' | 'targets' | 'opportunities'
  | 'owners' | 'frontstage' | 'backstage' | 'support';

export interface SurveyOptions {
  /** Confidence level of the interval, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
  /** How NPS comes to its interval. Exact holds the true score at least as often as its level says. Defaults to 'adjusted_wald'. */
  method?: 'adjusted_wald' | 'wald' | 'score' | 'exact';
  /** Short for the method 'wald', for those who compare with other tools. Defaults to false. */
  wald?: boolean;
}

export type TemplateName = 'ecommerce';

/** A template in place of a map. */
export interface Template {
  template: TemplateName;
  /** Defaults to English. */
  lang?: Lang;
}

/** A BCP 47 language tag. French of any region has French labels, all others English ones. */
export type Lang = 'en' | 'fr' | (string & {});

export interface Version {
  /** The Go module. */
  module: string;
  /** The number of the interface between the module and this client. */
  abi: number;
  /** The names that call knows. */
  methods: string[];
  /** The names that draw knows. */
  views: string[];
}

export interface Reply {
  result: any;
  /** A copy: it stays. */
  payload: Uint8Array;
}

/** The outcome of an analysis. */
export interface Report {
  /** The map that was analysed, with measures on it. */
  map: JourneyMap;
  /** The journey by channel. */
  channels?: Segment[];
  /** What makes numbers doubtful. */
  warnings?: Warning[];
}

export interface Segment {
  name: string;
  measures: Measure[];
}

export interface Warning {
  code:
    | 'untied_stage' | 'unobserved_stage' | 'unexplained_events' | 'clock_skew'
    | 'few_observations' | 'unknown_names' | 'missing_values' | 'invalid_answers' | 'short_observation'
    | 'no_lifetime_value' | 'dependent_value';
  /** The name of the stage; missing for the whole journey. */
  stage?: string;
  /** The measures in doubt, or the events. */
  measures?: string[];
  /** So many ... */
  n?: number;
  /** ... of so many events, customers or answers, as the code says. */
  of?: number;
  /** Why there is no lifetime value, such as "no_repeats" or "no_dropout". */
  case?: string;
}

/** A customer journey map: one persona, one scenario, a row of stages. */
export interface JourneyMap {
  title?: string;
  /** Defaults to "customer". */
  kind?: 'customer' | 'buyer' | 'user' | 'experience';
  /** Defaults to "current". */
  state?: 'current' | 'future';
  /** The situation in which the journey begins. */
  scenario?: string;
  /** Of the texts. Defaults to English. */
  lang?: Lang;
  /** ISO 4217 code of the amounts. */
  currency?: string;
  persona?: Persona;
  /** Their names are unique. */
  stages: Stage[];
  /** Of the journey as a whole. */
  measures?: Measure[];
  targets?: Target[];
  /** What the measures were computed from. */
  observed?: Observation;
}

/** A step of the journey: a column of the map. */
export interface Stage {
  name: string;
  phase?:
    | 'awareness' | 'consideration' | 'conversion' | 'retention' | 'advocacy'
    | 'discovery' | 'acquisition' | 'onboarding' | 'engagement' | 'recommendation' | 'service'
    | (string & {});
  goal?: string;
  expectations?: string[];
  actions?: string[];
  thoughts?: string[];
  /** From 1, frustrated, to 5, delighted. Missing means not known. */
  emotion?: number;
  /** Their names are unique in the stage. */
  touchpoints?: Touchpoint[];
  frictions?: Friction[];
  opportunities?: Opportunity[];
  measures?: Measure[];
  targets?: Target[];
  /** What customers see and touch, digital things too. */
  props?: string[];
  /** What staff and systems do before the customers' eyes. */
  frontstage?: string[];
  /** What they do unseen. */
  backstage?: string[];
  /** What other departments and suppliers do for them. */
  support?: string[];
  owner?: string;
}

/** A moment at which the customer meets the organisation. */
export interface Touchpoint {
  name: string;
  channel?: Channel;
  action?: string;
  expectation?: string;
  /** From 1, frustrated, to 5, delighted. Missing means not known. */
  emotion?: number;
  /** Decides, out of proportion to its length, whether the customer goes on. */
  moment_of_truth?: boolean;
  frictions?: Friction[];
  opportunities?: Opportunity[];
  measures?: Measure[];
  targets?: Target[];
  /** Names of the events that show that a customer was here. */
  events?: string[];
  owner?: string;
}

export type Channel =
  | 'web' | 'app' | 'email' | 'sms' | 'phone' | 'chat' | 'social' | 'search'
  | 'ads' | 'store' | 'mail' | 'parcel' | 'venue' | 'survey' | 'review'
  | (string & {});

/** A number with how far to trust it. */
export interface Measure {
  name: string;
  /** In unit. */
  value: number;
  /** "ratio" is a share from 0 to 1, "change" one share less another, "×" how many times as much, "s" is seconds, "points" are those of NPS, "score" is a mean of answers, "money" is in the currency of the log. */
  unit: 'count' | 'ratio' | 'change' | '×' | 's' | 'points' | 'score' | 'money' | (string & {});
  /** Observations behind the value: the denominator of a ratio, the size of a sample. Missing means not known. */
  n?: number;
  /** The interval, at level. There wherever level is. */
  lo?: number;
  /** The interval, at level. There wherever level is. */
  hi?: number;
  /** 1: counted, so certain. Between 0 and 1: estimated. Missing: written by a person, without an interval. */
  level?: number;
  /** Missing: written by a person. */
  source?: 'log' | 'survey';
}

/** The value that a measure should reach. */
export interface Target {
  /** The name of the measure. */
  measure: string;
  op: '>=' | '<=';
  /** In the unit of the measure. */
  value: number;
}

/** What slows a customer down or turns them away. */
export interface Friction {
  text: string;
  severity?: 'minor' | 'major' | 'critical';
  /** The number that shows it. Missing: the friction is supposed. */
  because?: Measure;
  evidence?: string;
}

/** What is worth doing. */
export interface Opportunity {
  text: string;
  impact?: 'low' | 'medium' | 'high';
  /** The number that calls for it. Missing: it is supposed. */
  because?: Measure;
  evidence?: string;
  /** When it is to be there, such as "Autumn": a row of a story map. Missing: not planned. */
  release?: string;
}

export interface Observation {
  source?: string;
  /** The first event, RFC 3339. */
  from?: string;
  /** The last event, RFC 3339. */
  to?: string;
  customers: number;
  events: number;
  /** Seconds without an event after which a customer counted as gone. */
  silence?: number;
  /** How many seconds ahead the lifetime value looks. */
  horizon?: number;
}

/** A typical customer. */
export interface Persona {
  name: string;
  role?: string;
  quote?: string;
  goals?: string[];
  needs?: string[];
  frustrations?: string[];
  behaviours?: string[];
  channels?: string[];
  traits?: Trait[];
  empathy?: Empathy;
  /** The part of all customers that the persona stands for, from 0 to 1. */
  share?: number;
}

/** A fact of a portrait, such as age and 34. */
export interface Trait {
  name: string;
  value: string;
}

export interface Empathy {
  says?: string[];
  thinks?: string[];
  does?: string[];
  feels?: string[];
  sees?: string[];
  hears?: string[];
  pains?: string[];
  gains?: string[];
}
