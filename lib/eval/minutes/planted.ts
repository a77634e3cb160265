import { contradictions } from '@/lib/council/contradictions';
import { minutesByRules } from '@/lib/minutes/take-minutes';
import type { Transcript } from '@/lib/minutes/transcript';
import { type Figure, tell } from '../table';

const talk = (language: Transcript['language'], lines: readonly (readonly [string, string])[]): Transcript => ({
  title: null,
  language,
  format: 'text',
  notes: [],
  turns: lines.map(([speaker, text], at) => ({ turn: at + 1, speaker, text, startMs: null, endMs: null })),
});

/** One task said twice, in the same words or in others: one task must remain, with both turns. */
export const duplicateTasks = (): Figure =>
  tell(
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
    ],
    (transcript) => {
      const tasks = minutesByRules(transcript).action_items;
      return tasks.length === 1 && (tasks[0]?.turns.length ?? 0) >= 2;
    },
  );

/** A decision that goes against an accepted one: its statement must be flagged by the rules that councils use. */
export const contradictionsFlagged = (): Figure =>
  tell(
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
    ({ transcript, earlier }) => {
      const decision = { id: 'e', meetingId: 'm', title: earlier, statement: '', at: 0 };
      return minutesByRules(transcript).decisions.some((one) => contradictions(one.statement, [decision]).length > 0);
    },
  );
