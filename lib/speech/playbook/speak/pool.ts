import type { Answer } from '@/lib/council/answers.schema';
import type { Stage } from '../stage';
import { capital, clip, list, number } from '../words';

/** The moderator lists what the drafts brought, the yardstick, and the facts worth carrying over. */
export function pool(stage: Stage): Answer {
  const { pen, phrases, language, state } = stage;
  const drafted = state.turns.flatMap((turn) => (turn.purpose === 'draft' ? (turn.answer?.alternatives ?? []) : []));
  const names = [...new Set(drafted.map((one) => one.name))];
  const nothing = stage.matter.options.find((one) => one.kind === 'nothing');
  pen.write(
    pen.pick(phrases.pooled, {
      n: number(language, names.length),
      list: list(
        language,
        names.map((one) => stage.quote(one)),
      ),
    }),
  );
  if (nothing) pen.write(pen.pick(phrases.pooledNothing, { p: stage.name(nothing) }));
  const by = new Map<string, string[]>();
  for (const one of state.positions)
    by.set(one.alternative, [...(by.get(one.alternative) ?? []), stage.seatName(one.seat)]);
  for (const [id, seats] of by) {
    const candidate = stage.candidate(id);
    if (candidate && seats.length > 1)
      pen.write(pen.pick(phrases.pooledSpread, { s: list(language, seats), o: stage.name(candidate.option) }));
  }
  const counts = new Map<string, number>();
  for (const { text } of state.uniqueFacts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const once = [...counts].filter(([, times]) => times === 1).map(([text]) => text)[0];
  if (once) pen.fit(85, phrases.uniqueHeard[0] ?? '', `${stage.quote(capital(clip(once, 200)))}.`);
  pen.write(pen.pick(phrases.pooledNext));
  return { text: pen.text, joins: [] };
}
