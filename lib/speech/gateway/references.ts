import type { Answer, Purpose } from '../../council/answers.schema';
import type { RunState } from '../../council/run';

interface Named {
  id: string;
  names: string[];
}

/**
 * Makes every reference of an answer a known id: by id, else by name where only one fits, else the item goes.
 * A position may also name an alternative that the answer itself proposes.
 */
export function resolveReferences(answer: Answer, state: RunState): Answer {
  const options = state.alternatives.map((one) => ({ id: one.id, names: [one.name, ...one.also] }));
  const option = (given: string) => resolve(given, options);
  const risk = (given: string) =>
    resolve(
      given,
      state.risks.map((one) => ({ id: one.id, names: [one.text] })),
    );
  const objection = (given: string) =>
    resolve(
      given,
      state.objections.map((one) => ({ id: one.id, names: [one.text] })),
    );
  const criterion = (given: string) =>
    resolve(
      given,
      state.criteria.map((one) => ({ id: one.name, names: [one.name] })),
    );
  const own = answer.alternatives?.map((one) => ({ id: one.name, names: [one.name] })) ?? [];
  const { position, vote } = answer;
  const stand = position && (resolve(position.alternative, own) ?? option(position.alternative));
  const choice = vote && option(vote.alternative);
  const result: Answer = { ...answer };
  if (answer.scores) {
    result.scores = answer.scores.flatMap((one) => {
      const alternative = option(one.alternative);
      const name = criterion(one.criterion);
      return alternative && name ? [{ ...one, alternative, criterion: name }] : [];
    });
  }
  if (answer.claims) result.claims = each(answer.claims, 'alternative', option);
  if (answer.rejections) result.rejections = each(answer.rejections, 'alternative', option);
  if (answer.replies) result.replies = each(answer.replies, 'objection', objection);
  if (answer.mitigations) result.mitigations = each(answer.mitigations, 'risk', risk);
  if (answer.objection) result.objection = each([answer.objection], 'alternative', option)[0] ?? null;
  if (answer.joins) {
    result.joins = each(each(answer.joins, 'keep', option), 'join', option).filter((one) => one.keep !== one.join);
  }
  if (position) result.position = stand ? { ...position, alternative: stand } : undefined;
  if (vote) result.vote = choice ? { ...vote, alternative: choice } : undefined;
  if (answer.seat !== undefined) {
    result.seat =
      resolve(
        answer.seat,
        state.team.seats.map((seat) => ({ id: seat.id, names: [seat.name] })),
      ) ?? undefined;
  }
  return result;
}

/** Fields without which an answer does not do its purpose's work: missing, it is as good as broken. */
export function missing(purpose: Purpose, answer: Answer): string[] {
  const needs: string[] = [];
  if (purpose === 'review' && !answer.scores?.length)
    needs.push('scores: none refers to a listed alternative and criterion');
  if (purpose === 'draft' && !answer.alternatives?.length) needs.push('alternatives: none given');
  if (purpose === 'premortem' && !answer.risks?.length) needs.push('risks: none given');
  if (purpose === 'tasks' && !answer.items?.length) needs.push('items: none given');
  if (purpose === 'ballot' && !answer.vote) needs.push('vote.alternative: must be the id of a listed alternative');
  if (purpose === 'select' && !answer.seat) needs.push('seat: must be the id of a listed seat');
  return needs;
}

function each<T extends { [P in K]: string }, K extends string>(
  items: T[],
  key: K,
  find: (given: string) => string | null,
): T[] {
  return items.flatMap((item) => {
    const id = find(item[key]);
    return id ? [{ ...item, [key]: id }] : [];
  });
}

const plain = (text: string): string => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');

/** Id of the one thing that `given` can mean, or null. */
export function resolve(given: string, known: Named[]): string | null {
  const wanted = plain(given);
  const exact = known.find((one) => one.id === given.trim()) ?? known.find((one) => plain(one.id) === wanted);
  if (exact) return exact.id;
  if (!wanted) return null;
  const same = known.filter((one) => one.names.some((name) => plain(name) === wanted));
  if (same.length === 1) return same[0]?.id ?? null;
  const padded = ` ${wanted} `;
  // "a2: Keep it a year", "Alternative a2", or a part of one name only.
  const labelled = known.filter((one) => padded.includes(` ${plain(one.id)} `) && plain(one.id).length > 1);
  if (labelled.length === 1) return labelled[0]?.id ?? null;
  const close = known.filter((one) =>
    one.names.some((name) => {
      const other = ` ${plain(name)} `;
      return wanted.length > 3 && other.trim().length > 3 && (other.includes(padded) || padded.includes(other));
    }),
  );
  return close.length === 1 ? (close[0]?.id ?? null) : null;
}
