import { describe, expect, it } from 'vitest';
import type { LoggedEvent, RunEvent } from '@/lib/council/events';
import { agenda, team } from '@/lib/council/testing/fixtures';
import { Screen } from './screen';
import { Clocks } from './status';
import { Transcript } from './transcript';
import { wordsIn } from './words';

const model = { provider: 'compatible', name: 'm' } as const;
const by = { userId: 'u', name: 'Olga Brandt' };

/** A transcript of a run in which the moderator has just begun to speak. */
function frame() {
  let text = '';
  const out = { columns: 81, on: () => {}, write: (some: string) => (text += some) };
  const transcript = new Transcript(new Screen(out), wordsIn('en'), new Clocks());
  let seq = 0;
  const hear = (...events: RunEvent[]) => {
    for (const event of events) {
      seq += 1;
      transcript.hear({ ...event, seq, at: 1_000_000 + seq, epoch: 1 } satisfies LoggedEvent);
    }
  };
  const start = (attempt: number): RunEvent => ({
    name: 'turn-started',
    turn: 1,
    attempt,
    seat: team().seats[0]?.id ?? '',
    purpose: 'frame',
    model,
    standIn: false,
    reservation: { tokens: 0, microUsd: 0 },
    asks: [],
    deadlineMs: 1000,
  });
  hear(
    {
      name: 'run-created',
      runId: 'r',
      meetingId: 'm',
      agenda: agenda(),
      team: team(),
      teamVersion: 1,
      criteria: [],
      seed: 1,
      prices: {},
      people: [],
      earlier: [],
      parentRun: null,
      note: null,
      previous: null,
      by,
    },
    { name: 'run-started' },
    { name: 'phase-entered', phase: 'frame', boxMs: 60_000, item: null, reason: { code: 'phase.started' } },
    start(1),
  );
  const say = (offset: number, delta: string, attempt = 1) =>
    transcript.listen({ epoch: 1, turn: 1, attempt, offset, delta });
  const done = (said: string, attempt: number): RunEvent => ({
    name: 'turn-completed',
    turn: 1,
    attempt,
    purpose: 'frame',
    answer: { text: said },
    textHash: '',
    marks: [],
    model,
  });
  return { hear, say, start, done, text: () => text };
}

describe('a turn in the terminal', () => {
  it('is printed once, whatever was repeated, lost or late on the way', () => {
    const { hear, say, done, text } = frame();
    say(0, 'We begin ');
    say(0, 'We begin with ');
    say(40, 'lost before this');
    say(14, 'the question.');
    hear(done('We begin with the question. Then the weights.', 1));
    expect(text()).toContain('     We begin with the question. Then the weights.\n');
    expect(text()).not.toContain('lost');
  });

  it('that was cut off is marked, and spoken again under its number: else two versions look like one', () => {
    const { hear, say, start, done, text } = frame();
    say(0, 'A beginning that ');
    hear({ name: 'run-taken-over', discarded: [] });
    hear({
      name: 'turn-discarded',
      turn: 1,
      attempt: 1,
      reason: { code: 'turn.cut' },
      charged: { inputTokens: 0, outputTokens: 0, microUsd: 0, known: true },
      again: true,
    });
    say(0, 'late words of the first attempt');
    hear(start(2), done('The whole turn.', 2));
    expect(text()).toMatch(
      /A beginning that\n {5}› Attempt 1 is discarded\. .*\n[\s\S]*attempt 2\n {5}The whole turn\.\n/,
    );
    expect(text()).not.toContain('late words');
  });

  it('is not torn by what people do meanwhile: their words follow it', () => {
    const { hear, say, done, text } = frame();
    say(0, 'The first half ');
    hear({ name: 'comment-added', commandId: 'c', text: 'I disagree', by, private: false });
    say(15, 'and the second.');
    hear(done('The first half and the second.', 1));
    expect(text()).toMatch(/The first half and the second\.\n {5}› Olga Brandt, comment: I disagree\n/);
  });
});
