import { splitAction, startsWithVerb } from '@/lib/council/actions';
import { splitCases, verbCases } from '@/lib/council/actions.cases';
import { contradictions } from '@/lib/council/contradictions';
import { contradictionCases, earlierDecisions } from '@/lib/council/contradictions.cases';
import { sameTask } from '@/lib/council/duplicates';
import { duplicateTaskCases } from '@/lib/council/duplicates.cases';
import { resolveOwner } from '@/lib/council/owners';
import { oddOwnerCases, ownerCases } from '@/lib/council/owners.cases';
import { resolveDue } from '@/lib/dates/due';
import { dueCases, oddDueCases } from '@/lib/dates/due.cases';
import { type Figure, tell } from './table';

/** The tables of phrases with their expected results, each looked at as a whole. */
export const caseFigures = (): Record<string, Figure> => ({
  'compound tasks split': tell(
    splitCases,
    ({ title, language, actions }) => splitAction(title, language).join('\n') === actions.join('\n'),
  ),
  'verbs known': tell(verbCases, ({ title, language, verb }) => startsWithVerb(title, language) === verb),
  'duplicate tasks told': tell(duplicateTaskCases, ({ one, other, same }) => sameTask(one, other) === same),
  'contradictions found': tell(contradictionCases, ({ text, decision, code }) => {
    const found = contradictions(text, earlierDecisions).map((one) => `${one.decision} ${one.why.code}`);
    return found.join() === (decision ? `${decision} ${code}` : '');
  }),
  'dates right': tell(dueCases, ({ said, meeting, due }) => resolveDue(said, meeting).due === due),
  'vague dates left open': tell(oddDueCases, ({ said, meeting }) => resolveDue(said, meeting).due === null),
  'owners right': tell(
    ownerCases,
    ({ said, people, owner }) => (resolveOwner(said, people).owner?.id ?? null) === owner,
  ),
  'strangers unassigned': tell(oddOwnerCases, ({ said, people }) => resolveOwner(said, people).owner === null),
});
