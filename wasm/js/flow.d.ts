// What paths customers take: package kpi/flow of the module.

import type { EventsOptions, JourneyMap, SessionOptions, Template } from './index.js';

export interface FlowOptions {
  /** What the events are, and how to read them. */
  events?: EventsOptions;
  /** Whose touchpoints or stages are the nodes. Defaults to none. */
  map?: JourneyMap | string | Template;
  /** What the nodes are. Defaults to "event": names of events. */
  by?: 'event' | 'touchpoint' | 'stage' | 'channel' | 'attr';
  /** Attribute whose values are the nodes, with by "attr". */
  attr?: string;
  /** The nodes to keep. Defaults to all. */
  nodes?: string[];
  /** Whether the others become one node, "(other)", in place of being left out. Defaults to false. */
  group?: boolean;
  /** Keeps the so many commonest nodes and groups the others. Defaults to all. */
  top?: number;
  /** Whether a node that repeats at once is one. Defaults to false. */
  collapse?: boolean;
  /** Whether a path is a session and not all that a customer did. Defaults to false. */
  sessions?: boolean;
  /** Where a session ends. Defaults to 30 minutes of silence. */
  session?: SessionOptions;
  /** Asks how many paths and customers were at a node and took a transition. Defaults to false. */
  customers?: boolean;
  /** Asks for times of transitions and of paths. Defaults to false. */
  times?: boolean;
  /** Asks what came anywhere later, and for customers. Defaults to false. */
  eventually?: boolean;
  /** Asks what is done again. Defaults to false. */
  repeats?: boolean;
  /** Asks where paths are at each of so many steps, up to 100. Defaults to 0. */
  steps?: number;
  /** Asks for the so many commonest paths. Defaults to 0. */
  paths?: number;
  /** How many steps of a path are told apart, up to 10,000. Defaults to 100. */
  depth?: number;
  /** How many different paths are kept; depth is lowered until there are not more. Defaults to 1,000,000. */
  max_paths?: number;
  /** Asks for the paths before and after a node. */
  around?: FlowAround;
  /** Runs of nodes to look for: at most 100, of 2 to 100 nodes. */
  routes?: string[][];
  /** Confidence level of intervals, from 0.5 to 0.999999. Defaults to 0.95. */
  level?: number;
}

export interface FlowAround {
  node?: string;
  /** Which of its occurrences in a path count. Defaults to "first". */
  occurrence?: 'first' | 'last' | 'every';
  /** Steps before it, up to 100. Defaults to 0. */
  before?: number;
  /** Steps after it, up to 100. Defaults to 0. */
  after?: number;
  /** How far away a step may be, in seconds. Defaults to as far as it likes. */
  within?: number;
}

export interface FlowResult {
  /** Who were at a node at all. */
  customers: number;
  paths: number;
  /** Steps of all paths. */
  events: number;
  /** In bytewise order, or in that of the map; "(other)" is the last. */
  nodes: FlowNode[];
  /** The commonest first. */
  transitions: FlowTransition[];
  /** From the first to the last step of a path. */
  duration?: FlowTimes;
  later?: FlowLater[];
  returns?: FlowReturn[];
  steps?: FlowStep[];
  links?: FlowLink[];
  /** The commonest paths. */
  variants?: FlowVariants;
  around?: FlowAroundResult;
  routes?: FlowRoute[];
  /** Of intervals. */
  level: number;
}

export interface FlowNode {
  name: string;
  /** How often it was. */
  count: number;
  paths?: number;
  customers?: number;
  /** Paths that begin with it. */
  entries: number;
  /** Paths that end with it. */
  exits: number;
  /** exits of count, from 0 to 1. */
  exit_rate: number;
  /** exits of paths, from 0 to 1. */
  exit_share?: number;
  repeats?: FlowRepeats;
}

/** How a node comes again in a path. */
export interface FlowRepeats {
  /** Occurrences that are not the first of their path. */
  count: number;
  /** Of them, directly after another. */
  at_once: number;
  paths: number;
  customers: number;
  /** The fewest steps between two occurrences. */
  distance: number;
}

/** A step from one node to the next. */
export interface FlowTransition {
  from: string;
  to: string;
  count: number;
  paths?: number;
  customers?: number;
  /** How often from is followed by to, from 0 to 1; the end of a path counts as something that follows. */
  probability: number;
  /** How often to follows from, from 0 to 1. */
  share_in: number;
  /** Of all transitions, from 0 to 1. */
  share: number;
  times?: FlowTimes;
}

/** What something took, in seconds. */
export interface FlowTimes {
  n: number;
  sum: number;
  mean: number;
  median: number;
  p90: number;
  min: number;
  max: number;
  /** Missing where n is 1. */
  stdev?: number;
}

/** A node that comes anywhere after another. */
export interface FlowLater {
  from: string;
  to: string;
  /** Pairs of occurrences. */
  count: number;
  paths: number;
  customers: number;
}

/** A way from one node to another and back. */
export interface FlowReturn {
  from: string;
  via: string;
  count: number;
  paths: number;
  customers: number;
}

/** Where paths are after so many steps. */
export interface FlowStep {
  /** From 1. */
  step: number;
  nodes: FlowStepNode[];
  /** Paths with fewer steps. */
  ended: number;
  /** Of all paths, from 0 to 1. */
  ended_share: number;
}

export interface FlowStepNode {
  node: string;
  /** Paths. */
  count: number;
  customers: number;
  /** Of all paths, from 0 to 1. */
  share: number;
}

/** A transition from the node at one step to the node at the next. */
export interface FlowLink {
  /** Of from, counted from 1. */
  step: number;
  from: string;
  to: string;
  count: number;
  customers: number;
  /** Seconds from one to the other. */
  mean: number;
}

/** Different paths. */
export interface FlowVariants {
  /** How many there are. */
  different: number;
  /** Up to how many steps they are told apart. */
  depth: number;
  /** The commonest. */
  top: FlowPath[];
}

export interface FlowPath {
  nodes: string[];
  /** Whether the paths go on beyond nodes, or began before them. */
  more?: boolean;
  count: number;
  /** Of all, from 0 to 1. */
  share: number;
  /** Missing where it is not known. */
  customers?: number;
}

export interface FlowAroundResult {
  node: string;
  /** Occurrences. */
  count: number;
  paths: number;
  customers: number;
  /** In order of time. */
  before?: FlowVariants;
  after?: FlowVariants;
}

/** A run of nodes that was looked for. */
export interface FlowRoute {
  nodes: string[];
  /** Occurrences. */
  count: number;
  paths: number;
  customers: number;
  /** Paths of all paths, from 0 to 1. */
  share: number;
  /** The product of the probabilities of its transitions. */
  probability: number;
  /** From its first to its last node. */
  times?: FlowTimes;
}
