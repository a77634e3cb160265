import { afterAll, beforeAll, expect, it } from 'vitest';
import { meetings, newId } from '@/db/schema';
import { readEnv } from '@/lib/env';
import { listRuns } from './list';
import { startRun } from './start';
import { sweepRuns } from './sweep';
import { createTestCouncil, quickSpeech } from './testing';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  council = await createTestCouncil();
});
afterAll(() => council.close());

/** Speaks until it is told that the council may end. */
function gated() {
  const open = Promise.withResolvers<void>();
  const speak: typeof quickSpeech.speak = async (request, onDelta, signal) => {
    const cut = Promise.withResolvers<never>();
    signal.addEventListener('abort', () => cut.reject(signal.reason));
    await Promise.race([open.promise, cut.promise]);
    return quickSpeech.speak(request, onDelta, signal);
  };
  return { speech: { ...quickSpeech, speak }, open: open.resolve };
}

it('has runs wait in line where no process has room, first come, first served, and says which place they have', async () => {
  const { who, db } = council;
  const env = readEnv({ XIO_RUNS_AT_ONCE: '1', XIO_LEASE_SECONDS: '300', XIO_LOG_LEVEL: 'silent', NODE_ENV: 'test' });
  const { speech, open } = gated();
  const [one, other] = [council.context({ env, speech }), council.context({ env, speech })];
  const ids = [council.meetingId, newId(), newId(), newId()];
  const [meeting] = await db.select().from(meetings);
  if (!meeting) throw new Error('no meeting');
  await db.insert(meetings).values(ids.slice(1).map((id) => ({ ...meeting, id })));
  const places = async () =>
    Promise.all(ids.map(async (meetingId) => (await listRuns(one, who, { meetingId })).runs[0]?.place));

  for (const meetingId of ids) await startRun(one, who, { meetingId });
  expect(await places()).toEqual([null, 1, 2, 3]);
  expect(one.drivers.size).toBe(1);

  await sweepRuns(other);
  await expect.poll(places).toEqual([null, null, 1, 2]);
  expect(await sweepRuns(other)).toBe(0);

  open();
  await expect
    .poll(
      async () => {
        await Promise.all([sweepRuns(one), sweepRuns(other)]);
        const runs = await Promise.all(ids.map((meetingId) => listRuns(one, who, { meetingId })));
        return runs.flatMap((one) => one.runs).map((run) => run.outcome);
      },
      { timeout: 55_000 },
    )
    .toEqual(['decided', 'decided', 'decided', 'decided']);
});
