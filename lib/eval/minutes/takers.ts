import type { Minutes } from '@/lib/minutes/minutes.schema';
import { minutesByRules } from '@/lib/minutes/take-minutes';
import type { LabelledMeeting } from './meetings';

/** A way to take minutes; a model's is added here and measured beside the rules. */
export type Taker = (meeting: LabelledMeeting) => Promise<Minutes>;

/** Every way that can be measured without a network. */
export const takers: Readonly<Record<string, Taker>> = {
  rules: async ({ transcript, heldOn }) => minutesByRules(transcript, heldOn === null ? {} : { heldOn }),
};
