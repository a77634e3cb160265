import { afterAll, beforeAll, expect, it } from 'vitest';
import { integrations, newId } from '@/db/schema';
import { changeMeeting } from '../meetings/change';
import { createMeeting } from '../meetings/create';
import { readMeeting } from '../meetings/read';
import { createTestCouncil } from '../runs/testing';
import { setTeamExports } from '../teams/export-to';
import { readTeam } from '../teams/read';

let council: Awaited<ReturnType<typeof createTestCouncil>>;
const notion = newId();
beforeAll(async () => {
  council = await createTestCouncil();
  const { db, who } = council;
  await db.insert(integrations).values({ id: notion, orgId: who.orgId, target: 'notion', label: 'Notion' });
});
afterAll(() => council.close());

it('a meeting says where its decision goes, or leaves it to its team; nothing that is not the organisation’s', async () => {
  const { who, meetingId } = council;
  const ctx = council.context();
  expect(await readMeeting(ctx, who, meetingId)).toMatchObject({ exportTo: null });
  const { version } = await changeMeeting(ctx, who, { meetingId, exportTo: [notion] });
  expect(await readMeeting(ctx, who, meetingId)).toMatchObject({ exportTo: [notion] });
  await expect(changeMeeting(ctx, who, { meetingId, version: version - 1, exportTo: null })).rejects.toMatchObject({
    reason: 'meeting.stale',
  });
  await expect(changeMeeting(ctx, who, { meetingId, exportTo: ['other'] })).rejects.toMatchObject({
    code: 'invalid',
    issues: [{ path: 'exportTo.0' }],
  });
  const { agenda } = await readMeeting(ctx, who, meetingId);
  expect(await createMeeting(ctx, who, { agenda, exportTo: [] })).toMatchObject({ exportTo: [] });
  expect(await changeMeeting(ctx, who, { meetingId, exportTo: null })).toMatchObject({ exportTo: null });
});

it('a team says where its decisions go, and nobody undoes it unseen', async () => {
  const { who, meetingId } = council;
  const ctx = council.context();
  const { team } = await readMeeting(ctx, who, meetingId);
  if (!team) throw new Error('No team');
  const teamId = team.id;
  expect(await setTeamExports(ctx, who, { teamId, was: [], exportTo: [notion] })).toMatchObject({
    exportTo: [notion],
    version: team.version,
  });
  await expect(setTeamExports(ctx, who, { teamId, was: [], exportTo: [] })).rejects.toMatchObject({
    reason: 'team.exports_stale',
  });
  expect(await readTeam(ctx, who, { teamId })).toMatchObject({ exportTo: [notion] });
});
