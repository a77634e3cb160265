import type { TemplateId } from '@/lib/council/agenda.schema';
import type { Signal } from './evidence';
import type { Aim } from './measures';
import type { Kind } from './read-options';
import type { Both } from './words';

interface Words {
  /** What went wrong, told in the past. */
  text: string;
  sign: string;
  /** In the infinitive, lower case. */
  remedy: string;
  task: string;
  done: string;
}

/** A way in which decisions of a kind fail, with its sign, its remedy and the task that follows. */
export interface Hazard {
  id: string;
  kinds: readonly Kind[];
  signals: readonly Signal[];
  likelihood: number;
  impact: number;
  /** What its remedy does after an incident. */
  aim?: Aim;
  /** Templates it is told in; absent: all. */
  templates?: readonly TemplateId[];
  /** Statements that foretell it, where its signals alone say too little. */
  seed?: RegExp;
  /** Told only where a statement foretells it. */
  foretold?: true;
  /** Person-weeks of the remedy. */
  weeks: number;
  say: Both<Words>;
}
