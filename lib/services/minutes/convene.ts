import type { MinutesEvidence } from '@/lib/minutes/minutes.schema';
import type { Member } from '../context';
import type { DataContext } from '../data';
import { citedTurns } from './page';
import { phrases } from './phrases';
import { readMinutes } from './read';

/** Room for facts in a question to the moderator, in UTF-16 units. */
const room = 12_000;

/**
 * What a council would be asked about something that a meeting of people left open: the question, and what was said
 * about it as facts with their quotes. `about` is an open question (`Q1`) or a decision (`D1`); null where there is none.
 * @throws ServiceError `not_found`.
 */
export async function conveneAbout(
  ctx: Pick<DataContext, 'db'>,
  who: Member,
  { meetingId, about }: { meetingId: string; about: string },
): Promise<{ question: string; notes: string } | null> {
  const { transcript, minutes } = await readMinutes(ctx, who, meetingId);
  const open = minutes?.open_questions[Number(/^Q(\d+)$/.exec(about)?.[1]) - 1];
  const decision = minutes?.decisions.find((one) => one.id === about);
  const said: Pick<MinutesEvidence, 'turns' | 'quote'>[] = open
    ? [open]
    : decision
      ? [decision, ...decision.alternatives, ...decision.rationale, ...decision.objections]
      : [];
  if (said.length === 0) return null;
  const turns = await citedTurns(
    ctx.db,
    who.orgId,
    meetingId,
    said.flatMap((one) => one.turns),
  );
  const words = phrases[transcript.language];
  const quotes = said.map(({ turns: [turn = 0], quote }) =>
    words.fact({ name: turns.get(turn) ?? words.nobody, meeting: transcript.title, turn, quote }),
  );
  return {
    question: (open?.text ?? decision?.statement ?? '').slice(0, 1000),
    notes: [...new Set(quotes)].join('\n').slice(0, room),
  };
}
