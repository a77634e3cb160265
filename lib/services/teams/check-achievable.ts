import { achievable, type Unmet } from '@/lib/council/achievable';
import type { Agenda, Policy } from '@/lib/council/agenda.schema';
import { modelKey } from '@/lib/council/budget';
import type { Team } from '@/lib/council/team.schema';
import { type InputIssue, ServiceError } from '../errors';
import type { Offers } from '../models/rows';

/** What every team must be able to do, whatever it is asked. */
const least: Policy = { min_alternatives: 1, rationale_required: false, risk_cost_required: false };

/** What keeps a team from ever meeting a policy in the time given, each at the path of its field. */
export function unmet(
  offers: Offers,
  team: Team,
  agenda: Pick<Agenda, 'policy' | 'timebox_minutes' | 'items'> | null,
  pathOf: (field: Unmet['field']) => string,
): InputIssue[] {
  const prices = Object.fromEntries(
    team.seats.flatMap(({ model }) => {
      const offer = offers(model);
      return offer.ok ? [[modelKey(model), offer.price]] : [];
    }),
  );
  const found = achievable(team, agenda?.policy ?? least, { prices, ...(agenda ? { boxes: agenda } : {}) });
  return found.map(({ code, field, args }) => ({
    path: pathOf(field),
    code,
    args: field === 'money' ? inUsd(args) : args,
  }));
}

const inUsd = (args: Unmet['args']) =>
  Object.fromEntries(
    Object.entries(args).map(([key, value]) => [key, key === 'experts' ? value : Number(value) / 1_000_000]),
  );

/** @throws ServiceError `invalid` naming every limit with which this team could never decide anything. */
export function checkAchievable(offers: Offers, team: Team): void {
  const issues = unmet(offers, team, null, (field) =>
    field === 'min_alternatives' ? 'config.policy.min_alternatives' : `config.limits.${field}`,
  );
  if (issues.length > 0) throw new ServiceError('invalid', 'policy.unmet', { count: issues.length }, issues);
}

/** @throws ServiceError `invalid` when a meeting's team can't come to a decision under its policy in its time. */
export function checkMeetingAchievable(offers: Offers, team: Team, agenda: Agenda): void {
  const issues = unmet(offers, team, agenda, (field) =>
    field === 'min_alternatives'
      ? 'agenda.policy.min_alternatives'
      : field === 'timebox_minutes'
        ? 'agenda.timebox_minutes'
        : `team.limits.${field}`,
  );
  if (issues.length > 0) throw new ServiceError('invalid', 'policy.unmet', { count: issues.length }, issues);
}
