import { splitAction } from '@/lib/council/actions';
import { type Cited, citationProblem } from '@/lib/council/citations';
import { claimsOf } from '@/lib/council/claims-of';
import type { ActionItem } from '@/lib/council/decision-log.schema';
import { sameName } from '@/lib/council/similarity';
import type { Held } from './matters';
import { type Figure, tell } from './table';

/** What one council left behind, looked at from outside: its evidence, its coverage, its tasks. */
export function councilFigures({ state, log }: Held): Record<string, Figure> {
  const items = state.artifacts.action_items?.items ?? [];
  const claims: Cited[] = [...claimsOf(log), ...items.filter((one) => one.origin !== 'human')];
  const exists = (one: Cited) => {
    const problem = citationProblem(state, one);
    return problem === null || problem === 'quote_not_found';
  };
  const proposed = state.turns.flatMap((turn) => turn.answer?.alternatives ?? []);
  const known = log.alternatives.flatMap((one) => [one.name, ...one.joined.map((other) => other.name)]);
  const text = JSON.stringify(log);
  const people = state.turns.filter((turn) => turn.seat === null);
  return {
    'citations resolve': tell(claims, exists),
    'quotes match': tell(claims, (one) => citationProblem(state, one) === null),
    'alternatives covered': tell(proposed, (one) => known.some((name) => sameName(name, one.name))),
    'objections covered': tell(state.objections, (one) => text.includes(JSON.stringify(one.text).slice(1, -1))),
    'people heard': tell(people, (one) => text.includes(JSON.stringify(one.text).slice(1, -1))),
    'unique facts voiced': tell(log.unique_facts, (one) => one.voiced_by.length > 0),
    'tasks atomic': tell(items, (one) => splitAction(one.title, state.agenda.language).length === 1),
    'owners known': tell(items, (one) => one.owner === null || one.owner_ref !== null),
    'dates ahead': tell(items, (one) => one.due === null || one.due >= state.agenda.held_on),
    'five to ten tasks': tell([items], ofUse),
    'decided complete': tell([log], (one) => one.status === 'proposed' && one.missing.length === 0),
  };
}

const ofUse = (items: readonly ActionItem[]): boolean => items.length >= 5 && items.length <= 10;
