import { asc, gte } from 'drizzle-orm';
import { auditRows } from '@/db/schema';
import en from '@/lib/words/en/trail.json';
import ru from '@/lib/words/ru/trail.json';
import type { Executor } from '../data';

/** What each call of the API that changes something, hands something out or speaks to others writes into the trail. */
export const written: Readonly<Record<string, readonly string[]>> = {
  'POST /meetings': ['meeting.create'],
  'PATCH /meetings/[id]': ['meeting.change'],
  'DELETE /meetings/[id]': ['meeting.delete'],
  'POST /meetings/[id]/restore': ['meeting.restore'],
  'PUT /meetings/[id]/hold': ['hold.begin', 'hold.end'],
  'PUT /meetings/[id]/people/[user]': ['meeting.people'],
  'DELETE /meetings/[id]/people/[user]': ['meeting.people'],
  'POST /agendas/proposals': ['agenda.propose'],
  'POST /minutes': ['minutes.take'],
  'POST /meetings/[id]/start': ['run.start'],
  'POST /meetings/[id]/control': ['run.control'],
  'POST /meetings/[id]/messages': ['run.comment'],
  'PATCH /meetings/[id]/decision': ['decision.revised'],
  'POST /meetings/[id]/decision/settle': ['decision.accepted'],
  'POST /meetings/[id]/decision/send-back': ['decision.sent-back', 'run.start'],
  'POST /meetings/[id]/decision/tasks': ['task.changed'],
  'PATCH /meetings/[id]/decision/tasks/[task]': ['task.changed'],
  'POST /meetings/[id]/exports': ['export.request'],
  'POST /meetings/[id]/exports/read': ['export.read'],
  'POST /exports/[id]/retry': ['export.retry'],
  'POST /exports/[id]/cancel': ['export.cancel'],
  'POST /integrations': ['integration.connect'],
  'PATCH /integrations/[id]': ['integration.change'],
  'DELETE /integrations/[id]': ['integration.remove'],
  'POST /integrations/[id]/test': ['integration.test'],
  'POST /integrations/[id]/databases': ['integration.databases'],
  'PUT /integrations/[id]/mapping': ['integration.mapping'],
  'POST /integrations/[id]/columns': ['integration.columns'],
  'POST /meetings/[id]/shares': ['share.create'],
  'PATCH /meetings/[id]/shares/[share]': ['share.change'],
  'DELETE /meetings/[id]/shares/[share]': ['share.revoke'],
  'POST /teams': ['team.create'],
  'PUT /teams/[id]': ['team.change'],
  'PATCH /teams/[id]': ['team.archive', 'team.restore'],
  'PUT /teams/[id]/exports': ['team.exports'],
  'POST /templates': ['template.create'],
  'PATCH /templates/[id]': ['template.change', 'template.restore'],
  'DELETE /templates/[id]': ['template.archive'],
  'POST /models': ['model.connect'],
  'PATCH /models/[id]': ['model.change'],
  'DELETE /models/[id]': ['model.remove'],
  'POST /models/[id]/test': ['model.test'],
  'PATCH /organisation': ['organisation.change'],
  'POST /organisation/deletion': ['organisation.delete'],
  'DELETE /organisation/deletion': ['organisation.restore'],
  'POST /organisation/leave': ['member.leave'],
  'POST /organisations': ['organisation.create'],
  'PATCH /organisation/data': ['retention.change'],
  'POST /organisation/erasures': ['erasure.request'],
  'GET /exports/[id]/files/[format]': ['export.file'],
  'GET /meetings/[id]/decision': ['export.file'],
  'GET /minutes/[id]': ['export.file'],
  'GET /organisation/export': ['organisation.export'],
  'GET /audit/export': ['audit.export'],
  'PATCH /members/[id]': ['member.suspend'],
  'DELETE /members/[id]': ['member.remove'],
  'POST /invitations': ['invitation.create'],
  'POST /invitations/[id]/resend': ['invitation.resend'],
  'DELETE /invitations/[id]': ['invitation.revoke'],
  'DELETE /sessions/[id]': ['session.end'],
  'PATCH /sign-in': ['sso.enforce'],
  'POST /sign-in/oidc': ['sso.connect'],
  'PATCH /sign-in/oidc/[id]': ['sso.change'],
  'POST /sign-in/oidc/[id]/test': ['sso.test'],
  'POST /sign-in/saml': ['sso.connect'],
  'PATCH /sign-in/saml/[id]': ['sso.change'],
  'POST /sign-in/saml/[id]/test': ['sso.test'],
  'DELETE /sign-in/connections/[id]': ['sso.remove'],
  'POST /sign-in/domains': ['domain.add'],
  'PATCH /sign-in/domains/[id]': ['domain.change'],
  'POST /sign-in/domains/[id]/verify': ['domain.verify'],
  'DELETE /sign-in/domains/[id]': ['domain.remove'],
  'POST /tokens': ['token.create'],
  'DELETE /tokens/[id]': ['token.revoke'],
};

/** Change nothing that anybody else sees, or have a row of their own only when they do something. */
export const writesNothing: ReadonlySet<string> = new Set([
  'POST /minutes/[id]/cancel',
  'POST /minutes/[id]/retry',
  'POST /integrations/[id]/authorize',
  'POST /notifications/read',
  'POST /notifications/[id]/retry',
  'POST /organisation/erasures/preview',
  'DELETE /sessions',
]);

/** By whoever carries on what was asked for, or on the way there. */
const meanwhile = new Set(['access.refuse', 'minutes.record', 'task.read_back']);
const secretFields = /^(secret|password|token|link|key)$/;

/** Every name that a detail's values lie under. */
const stepsOf = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, one]) => [
        ...name.split('.').filter((step) => !/^(before|after|\d+)$/.test(step)),
        ...stepsOf(one),
      ]);

/** Follows the trail while the API is called: what each call wrote, and every secret that went in or came out. */
export function watchTrail(db: Pick<Executor, 'select'>) {
  const seen = new Set<string>();
  const byCall = new Map<string, Set<string>>();
  const secrets = new Set<string>();
  let last = new Date(0);
  const rows = (since = new Date(0)) =>
    db.select().from(auditRows).where(gte(auditRows.at, since)).orderBy(asc(auditRows.at), asc(auditRows.id));
  const remember = (value: unknown, name = ''): void => {
    if (typeof value === 'string') {
      if (secretFields.test(name) && value.length >= 12 && !/^[\w-]+\.[\w.-]+$/.test(value)) secrets.add(value);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) remember(one, Array.isArray(value) ? name : key);
  };
  return {
    async called(call: string, ...bodies: unknown[]) {
      for (const body of bodies) remember(body);
      const actions = byCall.get(call) ?? new Set();
      byCall.set(call, actions);
      const fresh = (await rows(last)).filter(({ id }) => !seen.has(id));
      for (const { id, action, at } of fresh) {
        // A transaction that began earlier may end later.
        last = new Date(at.getTime() - 5_000);
        seen.add(id);
        actions.add(action);
      }
    },
    /** What is not as `written` says. */
    async faults(): Promise<string[]> {
      const all = await rows();
      const expected = new Set(Object.values(written).flat());
      const missing = Object.entries(written).flatMap(([call, actions]) =>
        actions.filter((action) => !byCall.get(call)?.has(action)).map((action) => `${call} wrote no ${action}`),
      );
      const silent = [...byCall.keys()].filter(
        (call) => !call.startsWith('GET') && !(call in written) && !writesNothing.has(call),
      );
      const strange = all.map(({ action }) => action).filter((one) => !expected.has(one) && !meanwhile.has(one));
      const wordless = all.flatMap(({ action, detail }) =>
        [en, ru].flatMap(({ audit: { says, fields } }) => [
          ...(action.replace('.', '_') in says ? [] : [`${action} has no sentence`]),
          ...stepsOf(detail).flatMap((step) => (step in fields ? [] : [`${action} has no word for ${step}`])),
        ]),
      );
      const leaks = all.filter(({ detail }) => [...secrets].some((one) => JSON.stringify(detail).includes(one)));
      return [
        ...missing,
        ...silent.map((call) => `${call} is not said to write anything`),
        ...[...new Set(strange)].map((action) => `nothing is said to write ${action}`),
        ...new Set(wordless),
        ...leaks.map(({ action }) => `${action} tells a secret`),
        ...(secrets.size < 6 ? [`only ${secrets.size} secrets were looked for`] : []),
      ];
    },
  };
}
