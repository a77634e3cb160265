import type { Agenda, Language } from '@/lib/council/agenda.schema';
import type { Cost } from '@/lib/council/answers.schema';
import type { Candidate, Post } from './candidates';
import type { Signal, Theme } from './evidence';
import type { Figure } from './figures';
import type { Ground } from './grounds';
import type { Measure } from './measures';
import type { Kind, Named } from './read-options';

/** One statement of the agenda, short enough to be quoted. */
export interface Clause {
  /** Verbatim from the agenda. */
  text: string;
  /** Number among the agenda's citable facts. */
  fact: number;
  constraint: boolean;
  signals: readonly Signal[];
  stems: ReadonlySet<string>;
  figures: readonly Figure[];
}

export interface Option extends Named {
  summary: string;
  measures: readonly Measure[];
  cost: Cost | null;
}

/** Points that a computation adds to options of a kind, by theme. */
export type Bearing = Partial<Record<Kind, Partial<Record<Theme, number>>>>;

/** Something computed from the agenda's figures. */
export interface Working {
  id: string;
  theme: Theme;
  /** Statements that the figures come from. */
  from: readonly Clause[];
  /** The arithmetic in words; each entry says it whole, in other words. */
  say: readonly string[];
  bearing: Bearing;
  /** By option name, beside or instead of kinds. */
  options?: Readonly<Record<string, Partial<Record<Theme, number>>>>;
  /** Costs that follow, by option name or kind. */
  costs?: Readonly<Record<string, Cost>>;
}

/** The people and time that the constraints allow. */
export interface Capacity {
  people: number;
  weeks: number;
  /** People times weeks. */
  personWeeks: number;
  clause: Clause;
}

/** A limit that an option would break. */
export interface Breach {
  option: string;
  clause: Clause;
  because: string;
  /** What would make the option lawful again. */
  remedy: string;
  task?: { title: string; done: string };
}

/** What has to be seen for a bet to be ended, without the word that introduces it. */
export interface StopRule {
  text: string;
  date: string | null;
  clause: Clause;
}

/** All that the playbook understands of an agenda. */
export interface Matter {
  agenda: Agenda;
  language: Language;
  clauses: readonly Clause[];
  options: readonly Option[];
  workings: readonly Working[];
  capacity: Capacity | null;
  /** Days that the constraints name, soonest first. */
  deadlines: readonly { date: string; clause: Clause }[];
  breaches: readonly Breach[];
  /** The rule that ends a bet, where the agenda states one. */
  stop: StopRule | null;
  /** Empty unless somebody is to be hired. */
  candidates: readonly Candidate[];
  post: Post;
  /** Statements about protected characteristics: nobody argues from them. */
  refused: readonly { fact: number; ground: Ground }[];
}
