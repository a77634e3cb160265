import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Door, doors, type Method } from '@/lib/auth/doors';
import { createTestApi } from '@/lib/auth/testing';
import { createMeeting } from '@/lib/services/meetings/create';
import { agendaOf } from '@/lib/services/testing';

const megabyte = 1024 * 1024;
/** The most that any door reads, in MB: a transcript; and what all others do. */
const most = { minutes: 21, others: 2 };

let api: Awaited<ReturnType<typeof createTestApi>>;
let token: string;
let meeting: string;
beforeAll(async () => {
  api = await createTestApi();
  const { who, token: own } = await api.signIn(await api.newOrganisation(), 'owner');
  token = own;
  meeting = (await createMeeting(api.ctx, who, { agenda: agendaOf('Do we keep the second office?') })).id;
});
afterAll(() => api?.close());

/** A body that never ends, and how much of it was taken. */
function endless() {
  let pulled = 0;
  const chunk = new Uint8Array(64 * 1024).fill(0x20);
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += chunk.length;
      // So that a door that reads all of it fails here, and not by the memory of the machine.
      if (pulled > 64 * megabyte) controller.error(new Error('read without end'));
      else controller.enqueue(chunk);
    },
  });
  return { body, megabytes: () => pulled / megabyte };
}

const taking = doors.flatMap(([kind, path, needs]): [Method, string, Door[2]][] =>
  kind === 'GET' || kind === 'PAGE' || kind === 'ACTION' || kind === 'DELETE' || path.includes('[...')
    ? []
    : [[kind, path, needs]],
);
const at = (path: string) =>
  path
    .replace(/\/(meetings|minutes)\/\[id\]/, `/$1/${meeting}`)
    .replace('[token]', 'x'.repeat(43))
    .replace(/\[\w+\]/g, 'never-was');
const ask = async (method: Method, path: string, who: string | null, headers: Record<string, string> = {}) => {
  const { body, megabytes } = endless();
  const type =
    path.startsWith('/s/') || path.includes('/acs') ? 'application/x-www-form-urlencoded' : 'application/json';
  const sent = { 'content-type': type, ...headers };
  const answer = await api.call(method, at(path), { token: who, body, headers: sent });
  const said: unknown = await answer.json();
  return { status: answer.status, said, megabytes: megabytes() };
};

// Else one request fills the memory of the server.
it.each(taking)('%s %s reads no more than it may of a body without end', async (method, path, needs) => {
  const { status, said, megabytes } = await ask(method, path, token);
  // What this deployment calls itself by is signed over the body: the first kilobyte tells.
  expect(status, JSON.stringify(said)).toBe(413);
  expect(megabytes).toBeLessThanOrEqual(path.endsWith('/v1/minutes') ? most.minutes + 1 : most.others);
  if (needs === 'public' || needs === 'share' || needs === 'internal') return;
  const stranger = await ask(method, path, null);
  expect(stranger.status).toBe(401);
  expect(stranger.megabytes, 'of a stranger nothing is read').toBeLessThanOrEqual(0.125);
});

it.each(taking)('%s %s reads nothing of what says that it is too long', async (method, path) => {
  const length = { 'content-length': String(30 * megabyte) };
  const { status, megabytes } = await ask(method, path, token, length);
  expect(status).toBe(413);
  expect(megabytes).toBeLessThanOrEqual(0.125);
});

it('says how long it may be, in the words of an error', async () => {
  const { said } = await ask('POST', '/api/v1/meetings', token);
  expect(said).toMatchObject({ status: 413, code: 'request.too_large', detail: expect.stringMatching(/\d/) });
});
