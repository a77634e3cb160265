import { contradictions } from '@/lib/council/contradictions';
import type { Minutes } from '@/lib/minutes/minutes.schema';
import type { Transcript } from '@/lib/minutes/transcript';
import { type Figure, tell } from '../table';
import type { Taker } from './takers';

const talk = (language: Transcript['language'], lines: readonly (readonly [string, string])[]): Transcript => ({
  title: null,
  language,
  format: 'text',
  notes: [],
  turns: lines.map(([speaker, text], at) => ({ turn: at + 1, speaker, text, startMs: null, endMs: null })),
});

/** What somebody makes of each case, looked at. */
async function told<T extends { transcript: Transcript }>(
  taker: Taker,
  cases: readonly T[],
  holds: (one: T, minutes: Minutes) => boolean,
): Promise<Figure> {
  const gold = { decisions: [], actions: [], problems: [], alternatives: [], objections: [] };
  const all = await Promise.all(
    cases.map(async (one) => ({
      one,
      minutes: await taker({ name: 'planted', transcript: one.transcript, gold, heldOn: null }),
    })),
  );
  return tell(all, ({ one, minutes }) => holds(one, minutes));
}

/** One task said twice, in the same words or in others: one task must remain, with both turns. */
export const duplicateTasks = (taker: Taker): Promise<Figure> =>
  told(
    taker,
    [
      talk('en', [
        ['Anna', "I'll write the migration guide by Friday."],
        ['Ben', 'Great.'],
        ['Anna', 'So, as I said, I will draft the migration guide.'],
      ]),
      talk('en', [
        ['Ben', 'Anna, could you order one by Friday?'],
        ['Anna', "Sure, I'll order a second headset."],
      ]),
      talk('ru', [
        ['Олег', 'Я подготовлю смету на переезд до пятницы.'],
        ['Марина', 'Хорошо.'],
        ['Олег', 'Итак, я составлю смету на переезд.'],
      ]),
    ].map((transcript) => ({ transcript })),
    (_, { action_items: tasks }) => {
      return tasks.length === 1 && (tasks[0]?.turns.length ?? 0) >= 2;
    },
  );

/** A decision that goes against an accepted one: its statement must be flagged by the rules that councils use. */
export const contradictionsFlagged = (taker: Taker): Promise<Figure> =>
  told(
    taker,
    [
      {
        transcript: talk('en', [
          ['Anna', 'Okay, so we decided to keep the old export after December.'],
          ['Ben', 'Agreed.'],
        ]),
        earlier: 'Remove the old export in December',
      },
      {
        transcript: talk('ru', [
          ['Олег', 'Решили: оставляем инвентаризацию раз в месяц.'],
          ['Марина', 'Согласна.'],
        ]),
        earlier: 'Отказываемся от инвентаризации раз в месяц',
      },
    ],
    ({ earlier }, { decisions }) => {
      const decision = { id: 'e', meetingId: 'm', title: earlier, statement: '', at: 0 };
      return decisions.some((one) => contradictions(one.statement, [decision]).length > 0);
    },
  );
