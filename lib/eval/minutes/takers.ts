import { modelKey } from '@/lib/council/budget';
import type { ModelRef } from '@/lib/council/team.schema';
import { soundMinutes } from '@/lib/minutes/check';
import type { Minutes } from '@/lib/minutes/minutes.schema';
import { minutesByRules } from '@/lib/minutes/take-minutes';
import type { Speech } from '@/lib/ports/speech';
import { takeByModel } from '@/lib/services/minutes/by-model';
import { createPlaybook } from '@/lib/speech/playbook';
import type { LabelledMeeting } from './meetings';

/** A way to take minutes. */
export type Taker = (meeting: LabelledMeeting) => Promise<Minutes>;

const instant = { now: () => 0, wait: async () => {} };

/** The whole way of a model, with whoever speaks for it: parts, the gate, joining, summing up. */
export const takerBy =
  (
    model: ModelRef,
    speech: Pick<Speech, 'readPart' | 'sumUp' | 'offer'>,
    clock: Pick<Parameters<typeof createPlaybook>[0]['clock'], 'wait'> = instant,
  ): Taker =>
  async ({ transcript, heldOn }) => {
    const offer = speech.offer(model, null);
    if (!offer.ok) throw new Error(`${modelKey(model)} can’t be asked: ${offer.reason.code}`);
    const { minutes } = await takeByModel(
      transcript,
      heldOn === null ? {} : { heldOn },
      {
        model,
        speech,
        clock,
        price: offer.price,
        way: async () => null,
        known: new Map(),
        ended: null,
        keep: async () => {},
        forbids: async () => null,
        onProgress: async () => {},
      },
      new AbortController().signal,
    );
    return soundMinutes(minutes, transcript).minutes;
  };

/** Every way that can be measured without a network. The playbook understands nothing: rules read each part alone in the place of a model. */
export const takers = {
  rules: async ({ transcript, heldOn }) => minutesByRules(transcript, heldOn === null ? {} : { heldOn }),
  playbook: takerBy({ provider: 'playbook', name: 'playbook' }, createPlaybook({ pace: 0, clock: instant })),
} satisfies Readonly<Record<string, Taker>>;
