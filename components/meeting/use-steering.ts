import { useEffect, useRef, useState } from 'react';
import type { Control } from '@/lib/council/controls.schema';
import type { RunState } from '@/lib/council/run';
import { type Deed, isHeld, isOver, offered, type Send, spokenTurns } from './steering';
import { type Notice, useCommands } from './use-commands';
import { useKeys } from './use-keys';
import type { Words } from './use-words';

/** Time in which a pause or resume of somebody else is not undone by the same press, ms. */
const crossing = 1000;

/** What is asked back before it is done; `turn`: the one that a skip means. */
export type Asking = { deed: 'stop' | 'handoff' | 'wrap_up' | 'extend' | 'pause_now' } | { deed: 'help' } | Skipping;
export type Skipping = { deed: 'skip'; turn: number | null };

export interface Steering {
  /** False where no control is drawn: a person may only watch, or the run is over. */
  may: boolean;
  press: (deed: Deed) => void;
  ask: (control: Control) => void;
  /** Asks whether this turn, or with null all that is being spoken, shall be cut. */
  skip: (turn: number | null) => void;
  sayTo: (seat: string) => void;
  asking: Asking | null;
  close: () => void;
  /** Who waits for the driver's answer to this control; null: nobody. */
  waiting: (control: Control['control']) => { name: string; mine: boolean } | null;
  notice: Notice | null;
  /** Says where the controls stand why something was not done. */
  tell: (why: string) => void;
}

interface Given {
  state: RunState;
  words: Words;
  me: { userId: string; name: string };
  send: Send;
  steers: boolean;
  onSay: (seat?: string) => void;
}

/** Everything a person does to the run, by button, key, menu or sheet; what costs something is asked back first. */
export function useSteering({ state, words, me, send, steers, onSay }: Given): Steering {
  const { t } = words;
  const held = isHeld(state);
  const commands = useCommands({ state, words, me, send });
  const [asking, setAsking] = useState<Asking | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const turned = useTurned(state, held);
  // Who lost the right to steer learns it from the first refusal; the page is drawn anew by its stream.
  const may = steers && !isOver(state) && !commands.forbidden;

  const ask = (control: Control) => {
    setAsking(null);
    setTold(null);
    hideSheet('steer');
    void commands.ask(control);
  };
  const hold = () => {
    const other = turned();
    if (other && other.userId !== me.userId) {
      hideSheet('steer');
      return setTold(t(held ? 'refused.just_paused' : 'refused.just_resumed', { by: other.name }));
    }
    ask(held ? { control: 'resume' } : { control: 'pause', mode: 'after_turn' });
  };
  const skip = (turn: number | null) => setAsking({ deed: 'skip', turn });
  const press = (deed: Deed) => {
    if (deed === 'help') return setAsking({ deed });
    const control = deed === 'pause_now' ? 'pause' : deed === 'pause' && held ? 'resume' : deed;
    if (!may || !offered(state, deed) || waiting(control)) return;
    if (deed === 'say') return onSay();
    if (deed === 'pause') return hold();
    if (deed === 'request_alt' || deed === 'request_risk') return ask({ control: deed });
    if (deed === 'skip') {
      const spoken = spokenTurns(state);
      return skip(spoken.length === 1 ? (spoken[0]?.turn ?? null) : null);
    }
    setAsking({ deed });
  };
  useKeys(press);

  const waiting: Steering['waiting'] = (control) => {
    const sent = commands.sending.some((one) => 'control' in one && one.control === control);
    if (sent) return { name: me.name, mine: true };
    const one = state.controls.find((record) => record.state === 'pending' && record.control.control === control);
    return one ? { name: one.by.name, mine: one.by.userId === me.userId } : null;
  };
  // What did not arrive can't be asked again of a run that is over.
  const asked = commands.notice?.again && isOver(state) ? null : commands.notice;
  const notice = told === null ? asked : { text: told, again: null };
  return { may, press, ask, skip, sayTo: onSay, asking, close: () => setAsking(null), waiting, notice, tell: setTold };
}

/** Who paused or resumed within the last moment, as this page saw it. */
function useTurned(state: RunState, held: boolean) {
  const last = useRef<{ at: number; held: boolean }>({ at: -crossing, held });
  useEffect(() => {
    if (last.current.held !== held) last.current = { at: performance.now(), held };
  }, [held]);
  return () => {
    if (performance.now() - last.current.at > crossing) return null;
    const names = last.current.held ? ['pause'] : ['resume', 'wrap_up', 'stop'];
    return state.controls.findLast((one) => one.state === 'applied' && names.includes(one.control.control))?.by ?? null;
  };
}

/** On a phone what was pressed lies in a sheet over the page. */
export function hideSheet(id: string) {
  const sheet = document.getElementById(id);
  if (sheet?.matches(':popover-open')) sheet.hidePopover();
}
