import { useRef, useState } from 'react';
import type { RunState } from '@/lib/council/run';
import type { Send, Wish } from './steering';
import type { Words } from './use-words';

interface Given {
  state: RunState;
  words: Words;
  me: { userId: string };
  send: Send;
}
interface Failure {
  wish: Wish;
  text: string;
  code: string;
  lost: boolean;
  head: number;
}

/** What became of a wish that was not met, in words; `again` where it may not have arrived. */
export interface Notice {
  text: string;
  again: (() => void) | null;
  /** It came by the log, so a toast says it aloud. */
  told?: true;
}

/**
 * Sends a person's wishes and follows what becomes of them in the log. A wish whose answer was lost keeps its command
 * id, so that asking again can never do it twice.
 */
export function useCommands({ state, words, me, send }: Given) {
  const { t } = words;
  const lost = useRef(new Map<string, { id: string; head: number }>());
  const [sending, setSending] = useState<readonly Wish[]>([]);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [mine, setMine] = useState<number[]>([]);
  const refusedOf = (seq: number) => state.controls.find((one) => one.request === seq && one.state === 'refused');

  /** Null once it is in the log, else why it is not. */
  const ask = async (wish: Wish): Promise<string | null> => {
    if (sending.some((one) => alike(one, wish))) return null;
    const key = JSON.stringify(wish);
    const before = lost.current.get(key);
    const same = before && !landed(state, me, wish, before.head) ? before : null;
    const { id, head } = same ?? { id: crypto.randomUUID(), head: state.head };
    setSending((all) => [...all, wish]);
    setFailure(null);
    setMine((all) => all.filter((seq) => !refusedOf(seq)));
    const sent = await send(wish, id);
    setSending((all) => all.filter((one) => one !== wish));
    lost.current.delete(key);
    if ('seq' in sent) {
      setMine((all) => [...all, sent.seq]);
      return null;
    }
    if (sent.lost) lost.current.set(key, { id, head });
    setFailure({ wish, text: sent.refused, code: sent.code, lost: sent.lost, head });
    return sent.refused;
  };

  const notice = (): Notice | null => {
    if (failure && !(failure.lost && landed(state, me, failure.wish, failure.head))) {
      const who = failure.code === 'run.finished' && state.endReason?.code === 'end.person' ? state.endReason : null;
      const text = who ? `${failure.text} ${words.reason(who)}` : failure.text;
      return { text, again: failure.lost ? () => void ask(failure.wish) : null };
    }
    const refused = mine.map(refusedOf).findLast((one) => one !== undefined);
    if (!refused?.reason) return null;
    const what = t(`controls.${refused.control.control}`);
    return { text: t('refused.control', { what, why: words.reason(refused.reason) }), again: null, told: true };
  };
  return { ask, sending, notice: notice(), forbidden: failure?.code === 'auth.forbidden' };
}

/** Whether the log has this wish of mine after `head`, although its answer never came. */
function landed({ controls, comments }: RunState, me: { userId: string }, wish: Wish, head: number): boolean {
  if ('remark' in wish) {
    return comments.some((one) => one.seq > head && one.by.userId === me.userId && one.text === wish.remark);
  }
  return controls.some((one) => one.request > head && one.by.userId === me.userId && alike(one.control, wish));
}

const alike = (a: object, b: object) => sorted(a) === sorted(b);
const sorted = (one: object) => JSON.stringify(Object.entries(one).sort());
