import type { Clock } from '@/lib/ports/clock';
import type { Speech } from '@/lib/ports/speech';
import { prepare } from './prepare';
import { readByRules, shortenByRules } from './scribe';
import { compose } from './speak';

/** Words a second at pace 1: fast reading; a council says 1,000 to 1,300 words in sequence, in some three minutes. */
const wordsPerSecond = 7;
/** Words that are sent together. */
const burst = 1;
const free = { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true };

/**
 * Scripted experts: they argue from the agenda's own facts by curated playbooks, without a model.
 * `pace` 1 is a readable speed, 2 twice as fast, 0 everything at once without timers.
 */
export function createPlaybook({ pace, clock }: { pace: number; clock: Clock }): Omit<Speech, 'sample'> {
  const say = async (text: string, onDelta: (text: string) => void, signal: AbortSignal) => {
    if (pace === 0) return onDelta(text);
    const words = text.match(/\S+\s*/gu) ?? [];
    for (let at = 0; at < words.length; at += burst) {
      onDelta(words.slice(at, at + burst).join(''));
      await clock.wait((burst * 1000) / (wordsPerSecond * pace), signal);
      signal.throwIfAborted();
    }
  };
  return {
    offer: () => ({ ok: true, price: { input: 0, output: 0 }, priced: true }),
    async speak(request, onDelta, signal) {
      signal.throwIfAborted();
      const answer = compose(request);
      await say(answer.text, onDelta, signal);
      return { answer, marks: ['scripted'], model: request.model, usage: free };
    },
    async prepare(request, onDelta, signal) {
      signal.throwIfAborted();
      const { text, said } = prepare(request);
      await say(text, onDelta, signal);
      return { text, said, marks: ['scripted'], usage: free };
    },
    async readPart({ part, heldOn, language }, signal) {
      signal.throwIfAborted();
      return { said: readByRules(part, { heldOn, language }), marks: ['scripted'], usage: free };
    },
    async sumUp({ lines }, signal) {
      signal.throwIfAborted();
      return { said: shortenByRules(lines), marks: ['scripted'], usage: free };
    },
  };
}
