import { randomUUID } from 'node:crypto';
import type { Control } from '@/lib/council/controls.schema';
import type { RunState } from '@/lib/council/run';
import type { Context, Member } from '@/lib/services/context';
import { controlRun } from '@/lib/services/runs/control';
import { sweepRuns } from '@/lib/services/runs/sweep';
import { follow } from './follow';
import type { Screen } from './screen';
import { Clocks, statusLine } from './status';
import { Transcript } from './transcript';
import type { Words } from './words';

const redrawMs = 500;
const sweepMs = 1000;
/** One Ctrl-C may arrive twice, by the terminal and by npm. */
const samePressMs = 400;

/** Why the following ended: the run did, or the user left it. */
export type Left = { state: RunState } | { signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' };

/**
 * Shows a run until it ends. Ctrl-C asks to wrap up, the second one to stop, the third leaves. A run that lost its
 * driver, here or elsewhere, is driven on from here.
 */
export async function watchRun(
  ctx: Context,
  who: Member,
  run: { meetingId: string; runId: string },
  screen: Screen,
  words: Words,
): Promise<Left> {
  const clocks = new Clocks();
  const transcript = new Transcript(screen, words, clocks);
  const leave = new AbortController();
  let left: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | null = null;
  let presses = 0;
  let pressedAt = 0;

  const redraw = () => {
    const asked = presses === 0 ? null : presses === 1 ? 'wrapping' : 'stopping';
    if (transcript.state) screen.status(statusLine(transcript.state, words, clocks.now(), asked));
  };
  const ask = (control: Control) =>
    controlRun(ctx, who, { ...run, commandId: randomUUID(), control }).catch((error: unknown) => {
      ctx.logger.debug({ error }, 'the run took no more controls');
    });
  const onSignal = (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => {
    if (signal === 'SIGINT' && Date.now() - pressedAt < samePressMs) return;
    pressedAt = Date.now();
    presses += 1;
    if (signal === 'SIGINT' && presses === 1) void ask({ control: 'wrap_up' });
    else if (signal === 'SIGINT' && presses === 2) void ask({ control: 'stop', mode: 'now' });
    else {
      left = signal;
      leave.abort();
    }
    redraw();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const timers = [
    setInterval(redraw, redrawMs),
    setInterval(() => void sweepRuns(ctx, run.runId).catch(() => {}), sweepMs), // the next one tries again
  ];
  try {
    for await (const heard of follow(ctx, who, run, leave.signal)) {
      if ('delta' in heard) transcript.listen(heard.delta);
      else transcript.hear(heard.event);
      redraw();
    }
  } finally {
    for (const timer of timers) clearInterval(timer);
    for (const signal of signals) process.off(signal, onSignal);
    screen.end();
    screen.status(null);
  }
  if (transcript.state?.status === 'finished') return { state: transcript.state };
  return { signal: left ?? 'SIGTERM' };
}
