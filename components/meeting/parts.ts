import { memo, type ReactNode } from 'react';
import type { RunState } from '@/lib/council/run';
import type { Words } from './use-words';

export interface PartProps {
  state: RunState;
  words: Words;
}

/** A part of the board that is drawn again only when one of these parts of the run is another object. */
export function onParts<P extends PartProps>(part: (props: P) => ReactNode, ...keys: (keyof RunState)[]) {
  return memo(part, (a, b) => a.words === b.words && keys.every((key) => Object.is(a.state[key], b.state[key])));
}
