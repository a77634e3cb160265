import { readFileSync } from 'node:fs';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exportRows, notifications } from '@/db/schema';
import { startModelServer } from '@/e2e/model-server';
import { type Call, createTestApi, pathOf, routeFiles, routeModule } from '@/lib/auth/testing';
import { templateOf } from '@/lib/council/templates';
import { createMemoryJobs } from '@/lib/jobs/memory-jobs';
import { createMemoryMailer } from '@/lib/mail/memory-mailer';
import { type ComponentName, components, type Operation, operations } from '@/lib/openapi/operations';
import { createTestProvider } from '@/lib/saml/testing';
import { watchTrail } from '@/lib/services/audit/testing.written';
import type { Member } from '@/lib/services/context';
import { startNameServer } from '@/lib/services/sign-in/testing/name-server';
import { startOidcProvider } from '@/lib/services/sign-in/testing/oidc-provider';
import { oauthClient, startNotion } from '@/lib/targets/notion/testing/notion';
import { systemClock } from '@/lib/wiring';

const markdown = readFileSync('lib/examples/school-meals.md', 'utf8');

let api: Awaited<ReturnType<typeof createTestApi>>;
let names: Awaited<ReturnType<typeof startNameServer>>;
let token: string;
let owner: Member;
const tried = new Set<string>();
let trail: ReturnType<typeof watchTrail>;

beforeAll(async () => {
  names = await startNameServer();
  const own = { jobs: createMemoryJobs(systemClock), mailer: createMemoryMailer() };
  api = await createTestApi(own, undefined, { XIO_DNS_SERVERS: names.address });
  trail = watchTrail(api.db);
  ({ token, who: owner } = await api.signIn(await api.newOrganisation(), 'owner'));
});
afterAll(async () => {
  await api.close();
  names.close();
});

const matches = (operation: Operation, method: string, path: string) =>
  operation.method === method &&
  new RegExp(`^/api/v1${operation.path.replace(/\[\w+\]/g, '[^/]+')}$`).test(path.replace(/\?.*/, ''));

/** Calls an address and holds the answer against the description. */
async function ask(method: string, path: string, options: Call = {}): Promise<Response> {
  const operation = operations.find((one) => matches(one, method, path));
  if (!operation) throw new Error(`${method} ${path} is not described`);
  const response = await api.call(method, path, { token, ...options });
  if (response.status >= 400) {
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    components.Problem.parse(await response.clone().json());
    return response;
  }
  tried.add(`${method} ${operation.path}`);
  const shown = operation.answer?.includes('/')
    ? null
    : await response
        .clone()
        .json()
        .catch(() => null);
  await trail.called(`${method} ${operation.path}`, options.body, shown);
  expect(response.status, `${method} ${path}`).toBe(operation.status ?? 200);
  const { answer } = operation;
  if (answer?.includes('/')) expect(response.headers.get('content-type')).toContain(answer);
  else if (answer && !path.includes('format=')) schemaOf(answer).parse(await response.clone().json());
  return response;
}

/** Retention, holds, erasure, deleted meetings and the whole export. */
async function retention(): Promise<void> {
  const at = '/api/v1/organisation';
  expect(await read('RetentionDue', ask('GET', `${at}/data/due?days=30`))).toMatchObject({ meetings: 0 });
  const body = { retentionDays: 3650 };
  expect(await read('Retention', ask('PATCH', `${at}/data`, { body }))).toMatchObject({ ...body, heldAt: null });
  expect(await read('Retention', ask('GET', `${at}/data`))).toMatchObject({ ...body, erasures: [] });
  const names = ['Zebulon Nobody'];
  const found = await read('ErasureTraces', ask('POST', `${at}/erasures/preview`, { body: { names } }));
  expect(found).toMatchObject({ name: 'Zebulon Nobody', meetings: 0 });
  const asked = { names, confirm: 'Zebulon Nobody' };
  expect(await read('Erasure', ask('POST', `${at}/erasures`, { body: asked }))).toMatchObject({ state: 'open' });
  const { id } = await read('Meeting', ask('POST', '/api/v1/meetings', { body: { markdown } }));
  const hold = (held: boolean) => read('MeetingHold', ask('PUT', `/api/v1/meetings/${id}/hold`, { body: { held } }));
  expect((await hold(true)).heldAt).not.toBeNull();
  expect((await ask('DELETE', `/api/v1/meetings/${id}`)).status).toBe(409);
  expect((await hold(false)).heldAt).toBeNull();
  expect((await ask('DELETE', `/api/v1/meetings/${id}`)).status).toBe(204);
  const { meetings } = await read('DeletedMeetings', ask('GET', '/api/v1/deleted-meetings'));
  expect(meetings.map((one) => one.id)).toContain(id);
  expect(await read('Meeting', ask('POST', `/api/v1/meetings/${id}/restore`))).toMatchObject({ id });
  const zip = await (await ask('GET', `${at}/export`)).arrayBuffer();
  expect(Buffer.from(zip).subarray(0, 2).toString()).toBe('PK');
}

const schemaOf = (name: string): z.ZodType => {
  const found = Object.entries(components).find(([one]) => one === name)?.[1];
  if (!found) throw new Error(`no schema ${name}`);
  return found;
};
async function read<N extends ComponentName>(
  name: N,
  response: Promise<Response>,
): Promise<z.output<(typeof components)[N]>>;
async function read(name: ComponentName, response: Promise<Response>): Promise<unknown> {
  const answer = await response;
  const body: unknown = await answer.json();
  expect(answer.ok, JSON.stringify(body)).toBe(true);
  return components[name].parse(body);
}
const problem = async (response: Promise<Response>) => components.Problem.parse(await (await response).json());

describe('minutes of people’s own meetings', () => {
  const text = [
    'Olga: Then it is decided: we move to the new gateway in March.',
    "Ravi: Okay. I'll write the plan for the move by Friday.",
    'Olga: Who pays for the second data centre?',
  ].join('\n');

  it('go from a transcript to what can be read, paged and saved', async () => {
    const body = { text, by: 'rules', title: 'Gateway' };
    const made = await read('Minutes', ask('POST', '/api/v1/minutes', { body }));
    await api.context.outbox.settled();
    const at = `/api/v1/minutes/${made.transcript.meetingId}`;
    const { transcript, minutes } = await read('Minutes', ask('GET', at));
    expect(transcript).toMatchObject({ state: 'done', turns: 3, title: 'Gateway' });
    expect(minutes?.made_by.provider).toBe('rules');
    expect(await (await ask('GET', `${at}?format=md`)).text()).toContain('# Gateway');
    const { turns, next } = await read('TurnList', ask('GET', `${at}/turns?limit=2`));
    expect([turns.length, next]).toEqual([2, 3]);
    expect((await ask('POST', `${at}/cancel`)).status).toBe(409);
    expect((await ask('POST', `${at}/retry`)).status).toBe(409);
    tried.add('POST /minutes/[id]/cancel').add('POST /minutes/[id]/retry');
  });

  it('refuse what is too large before they read it, and what is no transcript, with a sentence', async () => {
    const headers = { 'content-length': String(50 * 1024 * 1024) };
    const large = await problem(ask('POST', '/api/v1/minutes', { body: { text }, headers }));
    expect(large).toMatchObject({ status: 413, code: 'transcript.too_large' });
    const pdf = await problem(ask('POST', '/api/v1/minutes', { body: { text: ' ' } }));
    expect(pdf).toMatchObject({ status: 400, code: 'transcript.empty' });
  });
});

describe('the description', () => {
  it('lists exactly the routes that exist', async () => {
    const found: string[] = [];
    for (const file of routeFiles.filter(
      (one) => one.startsWith('app/api/v1/') && !/\[\.\.\.|\/internal\//.test(one),
    )) {
      const methods = Object.keys(await routeModule(file)).filter((name) => /^[A-Z]+$/.test(name));
      found.push(...methods.map((method) => `${method} ${pathOf(file).replace('/api/v1', '')}`));
    }
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(found.sort());
  });

  it('is a complete document in which every reference leads somewhere', async () => {
    const document = await (await ask('GET', '/api/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    const text = JSON.stringify(document);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(operations.length);
    const page = await (await ask('GET', '/api/v1/docs', { headers: { 'x-nonce': 'abc' } })).text();
    expect(page).toContain('<style nonce="abc">');
    expect(page).not.toContain('<script');
  });
});

describe('a council through the API', () => {
  it('goes from an agenda to a decision as described', async () => {
    const made = await read('Meeting', ask('POST', '/api/v1/meetings', { body: { markdown } }));
    expect(made).toMatchObject({ state: 'prepared', runs: 0, template: 'policy-choice', team: { version: 1 } });
    const at = `/api/v1/meetings/${made.id}`;
    const agenda = { ...made.agenda, title: 'School meals' };
    const changed = await read('Meeting', ask('PATCH', at, { body: { version: made.version, agenda } }));
    expect(changed).toMatchObject({ title: 'School meals', version: 2 });
    expect((await ask('PATCH', at, { body: { version: 1, agenda } })).status).toBe(409);
    expect((await ask('GET', `${at}/decision`)).status).toBe(404);

    const { runId } = await read('Started', ask('POST', `${at}/start`));
    const stream = await (await ask('GET', `${at}/stream`)).text();
    expect(stream).toContain('run-finished');

    const meeting = await read('Meeting', ask('GET', at));
    expect(['decided', 'escalated']).toContain(meeting.state);
    expect((await ask('PATCH', at, { body: { agenda } })).status).toBe(409);
    const late = await problem(ask('POST', `${at}/control`, { body: { control: 'pause' } }));
    expect(late).toMatchObject({ status: 409, code: 'run.finished', run: { id: runId, status: 'finished' } });

    const { messages } = await read('MessageList', ask('GET', `${at}/messages?limit=200`));
    expect(messages.filter((one) => one.kind === 'turn').length).toBeGreaterThan(10);
    const paged: typeof messages = [];
    for (let next: string | null = ''; next !== null; ) {
      const more: string = `${at}/messages?limit=7${next ? `&cursor=${next}` : ''}`;
      const page: z.output<typeof components.MessageList> = await read('MessageList', ask('GET', more));
      paged.push(...page.messages);
      next = page.nextCursor;
    }
    expect(paged).toEqual(messages);
    const { participants } = await read('ParticipantList', ask('GET', `${at}/participants`));
    expect(participants.every((one) => one.scripted)).toBe(true);
    expect(participants.some((one) => one.last !== null)).toBe(true);
    const { artifacts } = await read('ArtifactList', ask('GET', `${at}/artifacts`));
    expect(artifacts.map((one) => one.kind)).toContain('decision_log');
    const decision = await read('Decision', ask('GET', `${at}/decision`));
    const file = await ask('GET', `${at}/decision?format=md`);
    expect(file.headers.get('content-disposition')).toContain('.md');
    const text = await file.text();
    expect(text).toContain('Written by scripted experts');
    for (const item of decision.items) expect(text).toContain(item.due ?? '');
    await ask('GET', `${at}/decision?format=json`);

    const { runs } = await read('RunList', ask('GET', `${at}/runs`));
    expect(runs).toHaveLength(1);
    const run = await read('Run', ask('GET', `/api/v1/runs/${runId}`));
    expect(run.state.status).toBe('finished');
    const lines = (await (await ask('GET', `/api/v1/runs/${runId}/events?after=1&limit=5`)).text()).trim().split('\n');
    for (const line of lines) components.StreamEvent.parse(JSON.parse(line));
    for (const [, data] of stream.matchAll(/^data: (.*)$/gm)) {
      z.union([components.StreamEvent, components.SpeechFrame]).parse(JSON.parse(data ?? ''));
    }
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual([2, 3, 4, 5, 6]);
    const list = await read('MeetingList', ask('GET', '/api/v1/meetings?search=SCHOOL'));
    expect(list.meetings[0]).toMatchObject({ id: made.id, lastRun: { id: runId, status: 'finished' } });
    expect((await ask('DELETE', at)).status).toBe(204);
    expect((await ask('GET', at)).status).toBe(404);
  });

  it('lets people settle what the council proposed, version by version', async () => {
    const { id } = await read('Meeting', ask('POST', '/api/v1/meetings', { body: { markdown } }));
    const at = `/api/v1/meetings/${id}`;
    await ask('POST', `${at}/start`);
    await (await ask('GET', `${at}/stream`)).text();
    const { log, items, newest, open } = await read('Decision', ask('GET', `${at}/decision`));
    expect({ newest, open, version: log.version }).toEqual({ newest: 1, open: true, version: 1 });
    const chosen = log.chosen ?? log.alternatives[0]?.id;
    const changes = { chosen, statement: 'We start small.', rationale: [{ text: 'It can be undone.' }] };
    const once = { body: { version: 1, changes }, headers: { 'idempotency-key': `change-${id}` } };
    const changed = await read('Settled', ask('PATCH', `${at}/decision`, once));
    expect(changed).toMatchObject({ version: 2, status: 'proposed' });
    expect(await read('Settled', ask('PATCH', `${at}/decision`, once))).toEqual(changed);
    const stale = await problem(ask('PATCH', `${at}/decision`, { body: { version: 1, changes: { title: 'Mine' } } }));
    expect(stale).toMatchObject({ status: 409, code: 'decision.stale', decision: { newest: 2 } });
    const viewer = { token: (await api.signIn(owner.orgId, 'viewer')).token };
    const member = { token: (await api.signIn(owner.orgId, 'member')).token };
    const accept = { action: 'accept', version: 2 };
    for (const who of [viewer, member]) {
      expect((await ask('POST', `${at}/decision/settle`, { ...who, body: accept })).status).toBe(403);
    }
    const wrong = await problem(
      ask('POST', `${at}/decision/settle`, { body: { action: 'defer', version: 2, until: '2026-02-30' } }),
    );
    expect(wrong).toMatchObject({ status: 400, errors: [{ path: 'until', code: 'field.date' }] });
    await read('Settled', ask('POST', `${at}/decision/settle`, { body: accept }));
    const signed = await read('Decision', ask('GET', `${at}/decision`));
    expect(signed).toMatchObject({ status: 'accepted', inForce: 3, log: { confirmation: { member: owner.name } } });
    expect(await (await ask('GET', `${at}/decision?format=md`)).text()).toContain(signed.log.confirmation?.sha256);
    expect((await read('Decision', ask('GET', `${at}/decision?version=1`))).log).toEqual(log);
    expect((await ask('GET', `${at}/decision?version=9`)).status).toBe(404);

    const task = `${at}/decision/tasks/${items[0]?.id}`;
    const confirm = { body: { version: 1, changes: { status: 'confirmed' } } };
    const { item } = await read('TaskChanged', ask('PATCH', task, confirm));
    expect(item).toMatchObject({ version: 2, status: 'confirmed' });
    expect(await problem(ask('PATCH', task, confirm))).toMatchObject({ status: 409, item: { version: 2 } });
    const past = await problem(ask('PATCH', task, { body: { version: 2, changes: { due: '2020-01-01' } } }));
    expect(past).toMatchObject({ status: 400, code: 'task.due_past' });
    const added = await read(
      'TaskChanged',
      ask('POST', `${at}/decision/tasks`, { body: { task: { title: 'Tell them' } } }),
    );
    expect(added.item).toMatchObject({ origin: 'human', status: 'confirmed' });

    const exported = { body: { to: 'file' }, headers: { 'idempotency-key': `export-${id}` } };
    const asked = await read('ExportsRequested', ask('POST', `${at}/exports`, exported));
    expect(await read('ExportsRequested', ask('POST', `${at}/exports`, exported))).toEqual(asked);
    expect((await ask('POST', `${at}/exports`, { ...member, body: { to: 'file' } })).status).toBe(403);
    expect((await ask('POST', `${at}/exports`, { body: { to: 'nowhere' } })).status).toBe(404);
    await api.context.outbox.settled();
    const { exports } = await read('ExportList', ask('GET', `${at}/exports`, viewer));
    const [file] = exports;
    expect(exports).toMatchObject([{ target: 'file', state: 'delivered', deliveredVersion: 3, files: [{}, {}, {}] }]);
    const statuses = await read('StatusesRead', ask('POST', `${at}/exports/read`, { body: {} }));
    expect(statuses).toMatchObject({ changed: 0, failed: [], exports: [] });
    const downloaded = await api.call('GET', `/api/v1/exports/${file?.id}/files/ics`, { token });
    expect(downloaded.headers.get('content-type')).toContain('text/calendar');
    tried.add('GET /exports/[id]/files/[format]');
    await trail.called('GET /exports/[id]/files/[format]');
    expect((await ask('GET', `/api/v1/exports/${file?.id}/files/pdf`)).status).toBe(404);
    expect(await problem(ask('POST', `/api/v1/exports/${file?.id}/retry`))).toMatchObject({
      code: 'export.not_failed',
    });
    expect(await problem(ask('POST', `/api/v1/exports/${file?.id}/cancel`))).toMatchObject({ code: 'export.over' });

    const later = { state: 'waiting' as const, nextTryAt: new Date(Date.now() + 3_600_000) };
    await api.db
      .update(exportRows)
      .set(later)
      .where(eq(exportRows.id, file?.id ?? ''));
    const cancelled = await read('Export', ask('POST', `/api/v1/exports/${file?.id}/cancel`));
    expect(cancelled).toMatchObject({ state: 'cancelled', reason: { code: 'export.taken_back' } });
    const retried = await read('Export', ask('POST', `/api/v1/exports/${file?.id}/retry`));
    expect(retried).toMatchObject({ requestedBy: { name: owner.name }, reason: null });

    const back = { body: { version: 3, note: 'What of the kitchens?' } };
    expect(await problem(ask('POST', `${at}/decision/send-back`, back))).toMatchObject({ code: 'decision.not_from' });
    await ask('PATCH', `${at}/decision`, { body: { version: 3, changes: {}, note: 'Prices have risen.' } });
    const sent = await read(
      'SentBack',
      ask('POST', `${at}/decision/send-back`, { body: { ...back.body, version: 4 } }),
    );
    await (await ask('GET', `${at}/stream?runId=${sent.round}`)).text();
    const history = await read('DecisionHistory', ask('GET', `${at}/decision/history?runId=${sent.runId}`));
    expect(history.versions.map((one) => one.version)).toEqual([5, 4, 3, 2, 1]);
    expect(history.tasks).toHaveLength(2);
  });

  it('proposes an agenda, whole or while it is made', async () => {
    const body = { question: 'Do we buy the scanner, or rent one for a year?' };
    const { agenda } = await read('Proposal', ask('POST', '/api/v1/agendas/proposals', { body }));
    expect(agenda.question).toBe(body.question);
    const headers = { accept: 'text/event-stream' };
    const streamed = await api.call('POST', '/api/v1/agendas/proposals', { token, body, headers });
    expect(streamed.headers.get('content-type')).toContain('text/event-stream');
    const text = await streamed.text();
    expect(text).toMatch(/^event: delta\ndata: \{"text":/);
    const last = /event: proposal\ndata: (.*)\n\n$/.exec(text)?.[1] ?? '';
    expect(components.Proposal.parse(JSON.parse(last)).agenda).toEqual(agenda);
    const huge = { question: 'x'.repeat(100_000) };
    expect((await problem(ask('POST', '/api/v1/agendas/proposals', { body: huge }))).status).toBe(413);
    const refused = await api.call('POST', '/api/v1/agendas/proposals', { token, body: { question: '' }, headers });
    expect(refused.status).toBe(400);
  });

  it('takes a comment and a control once, and one run at a time', async () => {
    const { id } = await read('Meeting', ask('POST', '/api/v1/meetings', { body: { markdown } }));
    const at = `/api/v1/meetings/${id}`;
    const runId = await api.newRun(owner, id);
    const again = await problem(ask('POST', `${at}/start`));
    expect(again).toMatchObject({ status: 409, code: 'run.active', run: { id: runId } });

    const comment = { body: { text: 'Mind the budget.' }, headers: { 'idempotency-key': `comment-${id}` } };
    const first = await read('Recorded', ask('POST', `${at}/messages`, comment));
    expect(await read('Recorded', ask('POST', `${at}/messages`, comment))).toEqual(first);
    const { messages } = await read('MessageList', ask('GET', `${at}/messages`));
    expect(messages).toMatchObject([{ kind: 'comment', text: 'Mind the budget.', runId }]);

    await read('Recorded', ask('POST', `${at}/messages`, { body: { text: 'Between us', private: true } }));
    const viewer = { token: (await api.signIn(owner.orgId, 'viewer')).token };
    const member = { token: (await api.signIn(owner.orgId, 'member')).token };
    const seen = await read('MessageList', ask('GET', `${at}/messages`, viewer));
    expect(seen.messages.map((one) => one.text)).toEqual(['Mind the budget.']);
    expect((await read('MessageList', ask('GET', `${at}/messages`))).messages).toHaveLength(2);
    const note = { ...member, body: { text: 'Psst', private: true } };
    expect((await ask('POST', `${at}/messages`, note)).status).toBe(403);

    const headers = { 'idempotency-key': `stop-${id}` };
    const stop = { body: { control: 'stop', mode: 'now' }, headers };
    const stopped = await read('Recorded', ask('POST', `${at}/control`, stop));
    const replayed = await ask('POST', `${at}/control`, stop);
    expect(replayed.headers.get('idempotency-replayed')).toBe('true');
    expect(await replayed.json()).toEqual(stopped);
    const other = ask('POST', `${at}/control`, { body: { control: 'resume' }, headers });
    expect(await problem(other)).toMatchObject({ status: 409, code: 'idempotency.other_body' });
  });

  it('keeps teams in versions', async () => {
    const config = { ...templateOf('general').team('en', { provider: 'playbook', name: 'playbook' }), name: 'Ours' };
    const team = await read('Team', ask('POST', '/api/v1/teams', { body: { config } }));
    const at = `/api/v1/teams/${team.id}`;
    const body = { version: 1, config: { ...config, rounds: 1 }, note: 'One round' };
    expect(await read('Team', ask('PUT', at, { body }))).toMatchObject({ version: 2, config: { rounds: 1 } });
    expect(await problem(ask('PUT', at, { body }))).toMatchObject({
      status: 409,
      code: 'team.stale',
      current: { version: 2 },
    });
    expect(await read('Team', ask('GET', `${at}?version=1`))).toMatchObject({
      version: 1,
      config: { rounds: config.rounds },
    });
    expect(await read('TeamSetUp', ask('GET', `${at}/config`))).toMatchObject({ rounds: 1 });
    const exports = { was: [], exportTo: [] };
    expect((await read('Team', ask('PUT', `${at}/exports`, { body: exports }))).exportTo).toEqual([]);
    const { teams } = await read('TeamList', ask('GET', '/api/v1/teams'));
    const builtIn = teams.find((one) => one.key !== null);
    const change = ask('PUT', `/api/v1/teams/${builtIn?.id}`, { body: { version: 1, config } });
    expect(await problem(change)).toMatchObject({ status: 409, code: 'team.built_in' });
    const archived = await read('Team', ask('PATCH', at, { body: { archived: true } }));
    expect(archived.archivedAt).not.toBeNull();
    const known = async (query: string) =>
      (await read('TeamList', ask('GET', `/api/v1/teams${query}`))).teams.some((one) => one.id === team.id);
    expect([await known(''), await known('?archived=true')]).toEqual([false, true]);
    expect((await read('Team', ask('PATCH', at, { body: { archived: false } }))).archivedAt).toBeNull();
  });

  it('shows a member their own notices, and takes them as read or sends their mail again', async () => {
    const { id: meetingId, question } = await read('Meeting', ask('POST', '/api/v1/meetings', { body: { markdown } }));
    const runId = await api.newRun(owner, meetingId);
    const told = { orgId: owner.orgId, meetingId, runId, kind: 'decision_needed', mailState: 'failed' } as const;
    const args = { question, language: 'en', status: 'escalated', leaning: null, missing: ['risk_missing'] } as const;
    const stranger = (await api.signIn(owner.orgId, 'viewer')).who;
    await api.db.insert(notifications).values(
      [owner, stranger].map(({ userId }) => ({
        ...told,
        userId,
        key: `test:${runId}`,
        args: { ...args, missing: [...args.missing], onBehalfOf: null, by: null },
        mailReason: 'refused' as const,
      })),
    );
    const list = await read('NotificationList', ask('GET', '/api/v1/notifications?limit=5'));
    expect(list).toMatchObject({
      unread: 1,
      notifications: [{ question, mail: { state: 'failed', reason: 'refused' } }],
    });
    const id = list.notifications[0]?.id ?? '';
    const again = await read('Notification', ask('POST', `/api/v1/notifications/${id}/retry`));
    expect(again.mail).toEqual({ state: 'queued', reason: null });
    const twice = await problem(ask('POST', `/api/v1/notifications/${id}/retry`));
    expect(twice).toMatchObject({ status: 409, code: 'notice.not_failed' });
    const other = { token: (await api.signIn(owner.orgId, 'admin')).token };
    expect((await ask('POST', `/api/v1/notifications/${id}/retry`, other)).status).toBe(404);
    expect(await read('Unread', ask('POST', '/api/v1/notifications/read', { body: { ids: [id] } }))).toEqual({
      unread: 0,
    });
    expect((await ask('POST', '/api/v1/notifications/read', { body: { ids: [] } })).status).toBe(400);
    await ask('POST', '/api/v1/notifications/read', { body: { all: true } });
  });

  it('keeps templates of one’s own, in versions, and holds meetings by them', async () => {
    const { templates } = await read('TemplateList', ask('GET', '/api/v1/templates'));
    expect(templates.every((one) => !one.own)).toBe(true);
    const copy = { body: { from: 'policy-choice' }, headers: { 'idempotency-key': 'copy-1' } };
    const made = await read('Template', ask('POST', '/api/v1/templates', copy));
    expect(await read('Template', ask('POST', '/api/v1/templates', copy))).toEqual(made);
    expect(made).toMatchObject({ own: true, kind: 'policy-choice', version: 1 });
    const at = `/api/v1/templates/${made.id}`;
    const criteria = [
      { name: { en: 'Reach', ru: 'Охват' }, weight: 3 },
      { name: { en: 'Cost', ru: 'Стоимость' }, weight: 1 },
    ];
    const policy = { min_alternatives: 2, rationale_required: true, risk_cost_required: false };
    const change = { body: { version: 1, body: { ...made.body, criteria, policy } } };
    expect(await read('Template', ask('PATCH', at, change))).toMatchObject({ version: 2, body: { criteria, policy } });
    expect(await problem(ask('PATCH', at, change))).toMatchObject({
      status: 409,
      code: 'template.stale',
      current: { version: 2, body: { policy } },
    });
    const plain = markdown.replace(/^policy:\n(?: {2}.*\n)+/m, '').replace(/\n# (?:Criteria)[\s\S]*?(?=\n# |$)/, '');
    const body = { markdown: plain, templateId: made.id };
    const meeting = await read('Meeting', ask('POST', '/api/v1/meetings', { body }));
    expect(meeting.agenda).toMatchObject({ policy, criteria: [{ name: 'Reach' }, { name: 'Cost' }] });
    const team = await read('Team', ask('GET', `/api/v1/teams/${meeting.team?.id}`));
    expect(team.config.seats.map((one) => one.name)).toEqual(made.body.team.seats.map((one) => one.name.en));

    expect((await ask('DELETE', at)).status).toBe(204);
    const late = ask('POST', '/api/v1/meetings', { body });
    expect(await problem(late)).toMatchObject({ status: 409, code: 'template.archived' });
    const archived = await read('TemplateList', ask('GET', '/api/v1/templates?archived=true'));
    expect(archived.templates.map((one) => one.id)).toEqual([made.id]);
    const back = { body: { version: 3, archived: false } };
    expect(await read('Template', ask('PATCH', at, back))).toMatchObject({ archivedAt: null });
    const builtIn = ask('PATCH', '/api/v1/templates/general', { body: { version: 1, archived: true } });
    expect(await problem(builtIn)).toMatchObject({ status: 409, code: 'template.built_in' });
    expect(await read('Template', ask('GET', '/api/v1/templates/general'))).toMatchObject({ own: false });
  });

  it('gives an organisation its colour, and refuses what is none', async () => {
    const at = '/api/v1/organisation';
    const changed = await read('Organisation', ask('PATCH', at, { body: { accent: '#B02B27' } }));
    expect(changed).toMatchObject({ accent: '#b02b27', brand: { light: { fill: '#b02b27' } } });
    expect(await read('Organisation', ask('GET', at))).toEqual(changed);
    const refused = await problem(ask('PATCH', at, { body: { accent: 'crimson' } }));
    expect(refused).toMatchObject({ status: 400, errors: [{ path: 'accent', code: 'organisation.colour' }] });
    expect((await read('Organisation', ask('PATCH', at, { body: { accent: null } }))).brand).toBeNull();
  });

  it('invites, lists, changes and removes people, and refuses to unmake the last owner', async () => {
    const invited = await read(
      'Invited',
      ask('POST', '/api/v1/invitations', { body: { email: 'Ada@Example.org', role: 'moderator' } }),
    );
    expect(invited).toMatchObject({ link: null, invitation: { email: 'ada@example.org', mail: { state: 'queued' } } });
    const { invitation } = invited;
    await ask('POST', `/api/v1/invitations/${invitation.id}/resend`);
    await ask('DELETE', `/api/v1/invitations/${invitation.id}`);
    expect((await read('InvitationList', ask('GET', '/api/v1/invitations?state=revoked'))).invitations).toHaveLength(1);
    const ada = await api.newMember(owner.orgId, 'member', 'Ada');
    const list = await read('MemberList', ask('GET', '/api/v1/members?search=ada'));
    expect(list.members).toMatchObject([{ id: ada.userId, role: 'member' }]);
    const change = { role: 'viewer', title: 'Treasurer', suspended: true };
    const changed = await read('Member', ask('PATCH', `/api/v1/members/${ada.userId}`, { body: change }));
    expect(changed).toMatchObject({ role: 'viewer', title: 'Treasurer' });
    await ask('DELETE', `/api/v1/members/${ada.userId}`);
    const last = await ask('PATCH', `/api/v1/members/${owner.userId}`, { body: { role: 'admin' } });
    expect(await last.json()).toMatchObject({ status: 409 });
  });

  it('shares a meeting by a link, changes what it hides, and takes it back', async () => {
    const meeting = await read('Meeting', ask('POST', '/api/v1/meetings', { body: { markdown } }));
    const at = `/api/v1/meetings/${meeting.id}/shares`;
    const made = await read('ShareMade', ask('POST', at, { body: { scope: 'quotes', days: 7 } }));
    expect(made.address).toMatch(/\/s\/[\w-]{43}$/);
    const changes = { label: 'Board', redaction: { names: true } };
    const changed = await read('Share', ask('PATCH', `${at}/${made.id}`, { body: changes }));
    expect(changed).toMatchObject({ label: 'Board', redaction: { names: true, passages: [] } });
    expect(await read('Share', ask('DELETE', `${at}/${made.id}`))).toMatchObject({ state: 'revoked' });
    expect((await read('ShareList', ask('GET', at))).shares).toMatchObject([{ id: made.id, state: 'revoked' }]);
  });

  it('founds, deletes, takes back and leaves organisations, and gives people roles in a meeting', async () => {
    const agenda = { markdown };
    const meeting = await read('Meeting', ask('POST', '/api/v1/meetings', { body: agenda }));
    const bo = await api.newMember(owner.orgId, 'viewer', 'Bo');
    const at = `/api/v1/meetings/${meeting.id}/people/${bo.userId}`;
    const people = await read('MeetingPeople', ask('PUT', at, { body: { role: 'guest_moderator' } }));
    expect(people.people).toMatchObject([{ name: 'Bo', role: 'guest_moderator' }]);
    await ask('GET', `/api/v1/meetings/${meeting.id}/people`);
    await ask('DELETE', at);
    await read('Founded', ask('POST', '/api/v1/organisations', { body: { name: 'Allotments' } }));
    const own = await read('OwnOrganisations', ask('GET', '/api/v1/organisations'));
    expect(own.organisations).toHaveLength(2);
    const wrong = await ask('POST', '/api/v1/organisation/deletion', { body: { name: 'Another' } });
    expect(await wrong.json()).toMatchObject({ status: 400 });
    const { name = '' } = own.organisations.find((one) => one.current) ?? {};
    await ask('POST', '/api/v1/organisation/deletion', { body: { name } });
    await ask('DELETE', '/api/v1/organisation/deletion');
    const leaver = await api.signIn(owner.orgId, 'member');
    await ask('POST', '/api/v1/organisation/leave', { token: leaver.token });
    const guest = await api.signIn(owner.orgId, 'member');
    await ask('DELETE', '/api/v1/sessions', { token: guest.token });
    const { sessions } = await read('SessionList', ask('GET', '/api/v1/sessions', { token: guest.token }));
    await ask('DELETE', `/api/v1/sessions/${sessions[0]?.id}`, { token: guest.token });
  });

  it('connects a model, tests it by its stream, and never tells its key', async () => {
    const key = 'sk-contract-0123456789';
    const server = await startModelServer({ key });
    const models = [{ name: 'acted', price: { input: 1_000_000, output: 1_000_000 } }];
    const body = { provider: 'compatible', label: 'House model', url: server.url, key, models, usual: false };
    const made = await read('ModelConnection', ask('POST', '/api/v1/models', { body }));
    const { id } = made;
    const said: string[] = [JSON.stringify(made)];
    const at = `/api/v1/models/${id}`;
    const tested = async () => {
      const answer = await (await ask('POST', `${at}/test`, { body: {} })).text();
      said.push(answer);
      const frames = answer.trim().split('\n\n');
      return frames.map((frame) => /^event: (\w+)\ndata: (.*)$/.exec(frame)?.slice(1) ?? [frame]);
    };
    const frames = await tested();
    expect(frames[0]?.[0]).toBe('delta');
    expect(frames.map(([name]) => name).filter((name) => name !== 'delta')).toEqual(['done']);
    expect(components.ModelTestDone.parse(JSON.parse(frames.at(-1)?.[1] ?? '')).microUsd).toBeGreaterThan(0);

    const change = await ask('PATCH', at, { body: { version: 1, key: 'sk-wrong-0123456789' } });
    said.push(await change.text());
    const [[name, told] = []] = await tested();
    expect([name, components.Problem.parse(JSON.parse(told ?? ''))]).toMatchObject([
      'problem',
      { code: 'model.key_refused', detail: expect.stringContaining('refuses the key') },
    ]);
    expect(await problem(ask('PATCH', at, { body: { version: 1, label: 'Mine' } }))).toMatchObject({
      status: 409,
      code: 'connection.stale',
    });
    const list = await read('ModelList', ask('GET', '/api/v1/models'));
    expect(list).toMatchObject({ usual: { provider: 'playbook' }, connections: [{ settings: { keyHint: '6789' } }] });
    said.push(JSON.stringify(list));
    expect(said.join('')).not.toMatch(/sk-(contract|wrong)/);
    expect((await ask('DELETE', at)).status).toBe(204);
    await server.close();
  });

  it('connects Notion, makes its databases, maps them, and never tells the token', async () => {
    const notion = await startNotion({ listen: true, hiddenMs: 0 });
    const sign = { NOTION_OAUTH_CLIENT_ID: oauthClient.id, NOTION_OAUTH_CLIENT_SECRET: oauthClient.secret };
    Object.assign(api.context.env, { XIO_NOTION_URL: notion.url, ...sign });
    const page = notion.person.addPage('Minutes of the board');
    const said: string[] = [];
    const heard = async <N extends ComponentName>(name: N, answer: Promise<Response>) => {
      const found = await read(name, answer);
      said.push(JSON.stringify(found));
      return found;
    };
    const { id } = await heard(
      'Integration',
      ask('POST', '/api/v1/integrations', { body: { label: 'Board', token: notion.token } }),
    );
    const at = `/api/v1/integrations/${id}`;
    const { places } = await heard('PlaceList', ask('GET', `${at}/places?kind=page&query=minutes`));
    expect(places).toEqual([expect.objectContaining({ id: page, title: 'Minutes of the board' })]);
    const made = await heard('Integration', ask('POST', `${at}/databases`, { body: { version: 1, page } }));
    expect(made).toMatchObject({ state: 'ready', settings: { version: 2, workspace: notion.state().name } });
    const [decisions, tasks] = [made.settings?.decisions?.dataSourceId, made.settings?.tasks?.dataSourceId];
    const draft = await heard('MappingDraft', ask('GET', `${at}/mapping?decisions=${decisions}&tasks=${tasks}`));
    expect([...draft.decisions.faults, ...draft.tasks.faults]).toEqual([]);
    const add = { decisions: [], tasks: [] };
    await heard('MappingDraft', ask('POST', `${at}/columns`, { body: { decisions, tasks, add } }));
    const mapped = { ...draft.tasks.mapping, dataSourceId: tasks };
    const mapping = { version: 2, decisions: { ...draft.decisions.mapping, dataSourceId: decisions }, tasks: mapped };
    await heard('Integration', ask('PUT', `${at}/mapping`, { body: mapping }));
    expect(await problem(ask('PATCH', at, { body: { version: 2, label: 'Mine' } }))).toMatchObject({
      status: 409,
      code: 'integration.stale',
    });
    await heard('Integration', ask('PATCH', at, { body: { version: 3, label: 'The board' } }));
    await heard('IntegrationTest', ask('POST', `${at}/test`, { body: {} }));
    await heard('Integration', ask('GET', at));
    await heard('IntegrationList', ask('GET', '/api/v1/integrations'));
    await heard('SignInAddress', ask('POST', `${at}/authorize`, { body: {} }));
    expect(said.join('')).not.toContain(notion.token);
    expect((await ask('DELETE', at)).status).toBe(204);
    expect(notion.mistakes).toEqual([]);
    await notion.close();
  });

  it('connects a provider, proves a domain by its record, and makes it the only way in', async () => {
    const at = '/api/v1/sign-in';
    const secret = 'a-long-client-secret';
    const provider = await startOidcProvider([], { id: 'xio', secret, callbacks: [] });
    const given = { label: 'Northgate', issuer: provider.issuer, clientId: 'xio', secret };
    const made = await ask('POST', `${at}/oidc`, { body: { ...given, groupRoles: [{ group: 'a', role: 'admin' }] } });
    expect(await made.clone().text()).not.toContain(secret);
    const { id, version } = await read('SignInConnection', Promise.resolve(made));
    const renamed = await read('SignInConnection', ask('PATCH', `${at}/oidc/${id}`, { body: { version, label: 'N' } }));
    expect(renamed).toMatchObject({ label: 'N', state: 'ready', oidc: { clientId: 'xio', secretHint: 'cret' } });
    expect((await ask('PATCH', `${at}/oidc/${id}`, { body: { version, label: 'M' } })).status).toBe(409);
    const { checks } = await read('SignInTest', ask('POST', `${at}/oidc/${id}/test`));
    expect(checks.map(({ what, state }) => `${what} ${state}`)).toContain('keys good');
    const named = { body: { domain: 'North.Example' } };
    const domain = await read('Domain', ask('POST', `${at}/domains`, named));
    expect((await ask('POST', `${at}/domains`, named)).status).toBe(400);
    const proof = () => ask('POST', `${at}/domains/${domain.id}/verify`);
    expect(await problem(proof())).toMatchObject({ status: 409, code: 'sign_in.domain_other_record' });
    names.say(domain.record?.value ?? '');
    expect(await read('Domain', proof())).toMatchObject({ domain: 'north.example', record: null });
    const sent = ask('PATCH', `${at}/domains/${domain.id}`, { body: { connectionId: id } });
    expect(await read('Domain', sent)).toMatchObject({ connectionId: id });
    const only = (ssoOnly: boolean) => ask('PATCH', at, { body: { ssoOnly } });
    expect(await read('SignIn', only(true))).toMatchObject({ ssoOnly: true, connections: [{ id }] });
    expect(await problem(ask('DELETE', `${at}/connections/${id}`))).toMatchObject({ code: 'sign_in.no_way_left' });
    await only(false);
    expect((await ask('DELETE', `${at}/connections/${id}`)).status).toBe(204);
    expect((await ask('DELETE', `${at}/domains/${domain.id}`)).status).toBe(204);
    expect(await read('SignIn', ask('GET', at))).toEqual({ connections: [], domains: [], ssoOnly: false });
    await provider.close();
  });

  it('answers the rest as described', async () => {
    const { tools } = await read('ToolList', ask('GET', '/api/v1/tools/available'));
    expect(tools.map(({ key, instances }) => [key, instances.length])).toEqual([
      ['file.decision_log', 1],
      ['notion.decision_log', 0],
      ['notion.task', 0],
    ]);
    const { id } = await read(
      'ApiTokenMade',
      ask('POST', '/api/v1/tokens', { body: { name: 'Reports', role: 'viewer' } }),
    );
    expect((await read('ApiTokenList', ask('GET', '/api/v1/tokens'))).tokens).toMatchObject([{ id, state: 'active' }]);
    expect(await read('ApiToken', ask('DELETE', `/api/v1/tokens/${id}`))).toMatchObject({ state: 'revoked' });
    const { entries } = await read('AuditList', ask('GET', '/api/v1/audit?action=token.revoke&limit=1'));
    expect(entries).toMatchObject([{ subject: { type: 'token', id }, detail: { name: 'Reports' } }]);
    expect(await (await ask('GET', '/api/v1/audit/export?text=Reports')).json()).toHaveLength(3);
    const provider = createTestProvider();
    const given = { label: 'North', metadata: provider.metadata, groupRoles: [{ group: 'chairs', role: 'admin' }] };
    const saml = await read('SamlConnection', ask('POST', '/api/v1/sign-in/saml', { body: given }));
    const samlAt = `/api/v1/sign-in/saml/${/saml\/([\w-]+)\//.exec(saml.acs)?.[1]}`;
    const changed = { version: saml.version, providerMayBegin: true };
    expect(await read('SamlConnection', ask('PATCH', samlAt, { body: changed }))).toMatchObject({ version: 2 });
    const { url: onTrial } = await read('SignInAddress', ask('POST', `${samlAt}/test`));
    expect(onTrial.startsWith(`${provider.entityId}/sso?`)).toBe(true);
    expect(await read('SamlConnection', ask('GET', samlAt))).toMatchObject({ version: 2, trial: null });
    await retention();
    await ask('GET', '/api/v1/health');
    expect(await read('Readiness', ask('GET', '/api/v1/ready'))).toEqual({
      status: 'ready',
      migrations: 'done',
      signals: 'ok',
    });
    const measures = await read('Measures', ask('GET', '/api/v1/measures?days=30&template=policy-choice'));
    expect(measures).toMatchObject({ template: 'policy-choice', targets: { successRate: 0.7 } });
    const counted = `counted=ended&endedFrom=${measures.from}&endedTo=${measures.to}&template=policy-choice&limit=100`;
    const behind = await read('MeetingList', ask('GET', `/api/v1/meetings?${counted}`));
    expect(behind.meetings).toHaveLength(measures.figures.ended);
    const csv = await ask('GET', '/api/v1/measures?format=csv');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await csv.text()).toMatch(/^meeting,title,ended_at,.*,cost_usd\r\n/);
    const never = await problem(ask('GET', '/api/v1/measures?from=2026-05-31&to=2026-05-01'));
    expect(never).toMatchObject({ status: 400, code: 'measures.period' });
    expect(await (await ask('GET', '/api/v1/metrics')).text()).toContain('xio_runs_total');
    expect(operations.map(({ method, path }) => `${method} ${path}`).filter((one) => !tried.has(one))).toEqual([]);
  });

  // What is not in the trail was never done, whoever asks later; and a secret there stays there for ever.
  it('writes down each deed, and no secret', async () => {
    expect(await trail.faults()).toEqual([]);
  });
});

describe('bad input gets a sentence that says what to do', () => {
  const team = templateOf('general').team('en', { provider: 'playbook', name: 'playbook' });
  const [seat, ...others] = team.seats;
  const at = '/api/v1/meetings';
  it.each([
    ['a body that is no JSON', 'POST', at, '{"agenda":', 400, 'request.not_json', null],
    ['a body that is a list', 'POST', at, '[]', 400, 'request.not_object', null],
    ['a zero byte', 'POST', at, { markdown: '# Question\n\nWhat\u0000?' }, 400, 'request.characters', null],
    ['an unknown field', 'POST', at, { markdown, colour: 'red' }, 400, 'request.invalid', 'colour'],
    ['no agenda', 'POST', at, {}, 400, 'request.invalid', 'agenda'],
    ['an agenda without a question', 'POST', at, { markdown: '# Facts\n\n- One' }, 400, 'agenda.invalid', 'question'],
    ['two megabytes', 'POST', at, { markdown: 'x'.repeat(2_000_000) }, 413, 'request.too_large', null],
    ['an agenda over 256 KB', 'POST', at, { markdown: 'x'.repeat(300_000) }, 413, 'agenda.too_large', null],
    ['a team nobody has', 'POST', at, { markdown, teamId: 'nobody' }, 404, 'team.not_found', null],
    ['an unknown query', 'GET', `${at}?colour=red`, undefined, 400, 'request.invalid', 'colour'],
    ['a page of minus one', 'GET', `${at}?limit=-1`, undefined, 400, 'request.invalid', 'limit'],
    ['a made-up cursor', 'GET', `${at}?cursor=abc`, undefined, 400, 'request.cursor', null],
    ['an unknown id', 'GET', `${at}/none`, undefined, 404, 'meeting.not_found', null],
    ['an id with a zero byte', 'GET', `${at}/%00`, undefined, 400, 'request.characters', null],
    ['a search for a zero byte', 'GET', `${at}?search=%00`, undefined, 400, 'request.characters', null],
    ['too many brackets', 'POST', at, `{"a":${'['.repeat(2e5)}${']'.repeat(2e5)}}`, 400, 'request.not_json', null],
    ['half a letter', 'POST', at, '{"markdown":"\\ud800"}', 400, 'request.characters', null],
    [
      'a time in which nobody can decide',
      'POST',
      at,
      { markdown: '---\ntimebox_minutes: 0.1\n---\n# Question\n\nDo we buy or do we rent?' },
      400,
      'policy.unmet',
      'agenda.timebox_minutes',
    ],
    [
      'a team that ends before its ballot',
      'POST',
      '/api/v1/teams',
      { config: { ...team, limits: { ...team.limits, turns: 12 } } },
      400,
      'policy.unmet',
      'config.limits.turns',
    ],
    ['a copy of nothing', 'POST', '/api/v1/templates', { from: 'nowhere' }, 404, 'template.not_found', null],
    ['a change of nothing', 'PATCH', '/api/v1/templates/x', { version: 1 }, 400, 'request.invalid', 'body'],
    [
      'a team without experts',
      'POST',
      '/api/v1/teams',
      { config: { ...team, seats: team.seats.map((one) => ({ ...one, role: 'scribe' })) } },
      400,
      'request.invalid',
      'config.seats',
    ],
    [
      'a model without a provider',
      'POST',
      '/api/v1/teams',
      { config: { ...team, seats: [{ ...seat, model: { provider: 'openai', name: 'gpt' } }, ...others] } },
      400,
      'request.invalid',
      'config.seats.0.model',
    ],
  ])('%s', async (_, method, path, body, status, code, field) => {
    const headers = { 'accept-language': 'ru' };
    const russian = await problem(ask(method, path, { body, headers }));
    expect(russian).toMatchObject({ status, code });
    expect(russian.detail).toMatch(/[а-я]{3,}/);
    const english = await problem(ask(method, path, { body }));
    expect(english.detail).toMatch(/^[A-Z“\d][^{}]{15,}$/);
    expect(english.detail).not.toContain(code);
    if (field) expect(english.errors?.map((one) => one.path)).toContain(field);
    for (const one of [...(english.errors ?? []), ...(russian.errors ?? [])]) expect(one.message).not.toBe(one.code);
  });

  it('a form that pretends to be JSON', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(await problem(ask('POST', at, { body: 'a=b', headers }))).toMatchObject({ code: 'request.media_type' });
  });
});

describe('idempotency and paging', () => {
  it('makes one meeting of a create that was sent five times at once, and refuses the key for another', async () => {
    const headers = { 'idempotency-key': 'make-1' };
    const all = await Promise.all(
      Array.from({ length: 5 }, () =>
        read('Meeting', ask('POST', '/api/v1/meetings', { body: { markdown }, headers })),
      ),
    );
    expect(new Set(all.map((one) => one.id)).size).toBe(1);
    const other = ask('POST', '/api/v1/meetings', { body: { markdown: `${markdown}\n- more` }, headers });
    expect(await problem(other)).toMatchObject({ status: 409, code: 'idempotency.other_body' });
    const bad = { 'idempotency-key': 'make-2' };
    expect((await ask('POST', '/api/v1/meetings', { body: { markdown, teamId: 'x' }, headers: bad })).status).toBe(404);
    expect((await ask('POST', '/api/v1/meetings', { body: { markdown }, headers: bad })).status).toBe(201);
  });

  it('pages see every meeting once, also when new ones come in between', async () => {
    const mine = { token: (await api.signIn(await api.newOrganisation(), 'member')).token };
    const make = (n: number) =>
      ask('POST', '/api/v1/meetings', { ...mine, body: { markdown: `# Question\n\nIs ${n} % enough?` } });
    for (let n = 1; n <= 7; n += 1) await make(n);
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; cursor !== null && page < 9; page += 1) {
      const at: string = `/api/v1/meetings?limit=3${cursor ? `&cursor=${cursor}` : ''}`;
      const list: z.output<typeof components.MeetingList> = await read('MeetingList', ask('GET', at, mine));
      seen.push(...list.meetings.map((one) => one.question));
      cursor = list.nextCursor;
      if (page === 0) await make(8);
    }
    expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((n) => `Is ${n} % enough?`));
    const found = await read('MeetingList', ask('GET', '/api/v1/meetings?search=7%20%25%20en', mine));
    expect(found).toMatchObject({ meetings: [{ question: 'Is 7 % enough?' }], counts: { prepared: 1, live: 0 } });
    const live = await read('MeetingList', ask('GET', '/api/v1/meetings?state=live', mine));
    expect(live).toMatchObject({ meetings: [], counts: { prepared: 8 } });
  });
});
