import { limitsOf } from '@/lib/council/budget';
import type { RunState } from '@/lib/council/run';
import { activeMs } from '@/lib/council/timeboxes';
import type { Part } from './screen';
import type { Words } from './words';

/** The database's clock, estimated from the newest event. */
export class Clocks {
  private skew = Number.NaN;

  /** `at`: ms since 1970 by the database. An event is never heard before it happened, so the largest gap is the truest. */
  heard(at: number): void {
    const gap = at - Date.now();
    this.skew = Number.isNaN(this.skew) ? gap : Math.max(this.skew, gap);
  }

  now(): number {
    return Date.now() + (Number.isNaN(this.skew) ? 0 : this.skew);
  }
}

/** "8:48"; hours appear when there are any. */
export function clock(ms: number): string {
  const all = Math.max(0, Math.round(ms / 1000));
  const [h, m, s] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** The line at the bottom: phase, time used and left, turns, money, and who speaks. `asked`: what Ctrl-C has asked for. */
export function statusLine(state: RunState, words: Words, now: number, asked: 'wrapping' | 'stopping' | null): Part[] {
  const { t, money } = words;
  const phase = state.phases.at(-1)?.phase;
  const used = activeMs(state, now);
  const speaking = state.turns
    .filter((turn) => turn.status === 'open')
    .flatMap((turn) => state.team.seats.find((one) => one.id === turn.seat)?.name ?? []);
  const quiet = state.status === 'running' || state.status === 'wrapping_up';
  const parts = [
    t('line.used', { used: clock(used) }),
    t('line.left', { left: clock(limitsOf(state).activeMs - used) }),
    t('line.turns', { count: state.turns.length }),
    money(state.used.microUsd),
    ...(asked ? [t(`line.${asked}`)] : speaking.length > 0 ? [t('line.speaking', { names: speaking.join(', ') })] : []),
  ];
  const head = quiet && phase ? t(`council.phases.${phase}`) : t(`council.status.${state.status}`);
  return [
    { text: head, style: 'bold' },
    { text: ` · ${parts.join(' · ')}`, style: 'dim' },
  ];
}
