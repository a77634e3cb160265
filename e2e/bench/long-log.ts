import { createHash } from 'node:crypto';
import type { MoveEvent, ResultEvent } from '@/lib/council/events';
import type { Team } from '@/lib/council/team.schema';

/** One turn of a long discussion as the driver would append it: its move, then its result. Four events. */
export function turnOf(team: Team, turn: number): { move: MoveEvent[]; result: ResultEvent[] } {
  const experts = team.seats.filter((one) => one.role === 'expert');
  const seat = experts[turn % experts.length];
  if (!seat) throw new Error('The team has no expert');
  const { id, model } = seat;
  const quote = `By my count of turn ${turn}, the second option costs ${turn * 7} hours less than the first.`;
  const text = `${quote} ${'It also leaves the way back open for as long as both run side by side. '.repeat(6)}`.trim();
  const called = { turn, attempt: 1, seat: id, purpose: 'discuss', model } as const;
  const reason = { code: 'selector.round_robin' };
  return {
    move: [
      { name: 'speaker-selected', seat: id, purpose: 'discuss', reason, runnerUp: null, method: 'round_robin' },
      {
        name: 'turn-started',
        ...called,
        standIn: false,
        reservation: { tokens: 8000, microUsd: 0 },
        asks: [],
        deadlineMs: 60_000,
      },
    ],
    result: [
      {
        name: 'turn-completed',
        turn,
        attempt: 1,
        purpose: 'discuss',
        answer: {
          text,
          claims: [{ alternative: 'A1', stance: 'pro', text: quote, quote }],
          replies: [],
          position: { alternative: 'A1', confidence: 0.7, because: quote },
          alternatives: [],
          risks: [],
        },
        textHash: createHash('sha256').update(text).digest('hex'),
        marks: [],
        model,
      },
      {
        name: 'usage-recorded',
        turn,
        attempt: 1,
        seat: id,
        usage: { inputTokens: 5000, outputTokens: 300, microUsd: 0, known: true },
      },
    ],
  };
}
