import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driveRun } from './hold';
import { listRuns } from './list';
import { startRun } from './start';
import { createTestCouncil } from './testing';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
beforeAll(async () => {
  council = await createTestCouncil();
});
afterAll(() => council.close());

describe('starting a run', () => {
  it('happens once for a command, whoever repeats it and whenever: no second council, no refusal', async () => {
    const { who, meetingId } = council;
    const ctx = council.context();
    const start = () => startRun(ctx, who, { meetingId, commandId: 'u:once' });
    const [first, ...others] = await Promise.all([start(), start(), start()]);
    expect(others).toEqual([first, first]);
    await driveRun(ctx, who.orgId, first?.runId ?? '');
    expect(await start()).toEqual(first);
    expect((await listRuns(ctx, who, { meetingId })).runs).toMatchObject([{ id: first?.runId, status: 'finished' }]);
    const second = await startRun(ctx, who, { meetingId, commandId: 'u:twice' });
    expect(second).not.toEqual(first);
  });
});
