import { afterAll, beforeAll, expect, it } from 'vitest';
import { templateOf } from '@/lib/council/templates';
import type { Member } from '../context';
import { createMeeting } from '../meetings/create';
import { agendaOf, createTestServices } from '../testing';
import { archiveTeam } from './archive';
import { changeTeam } from './change';
import { createTeam } from './create';
import { teamHistory } from './history';
import { listTeams } from './list';
import { readTeam } from './read';

let services: Awaited<ReturnType<typeof createTestServices>>;
let who: Member;
beforeAll(async () => {
  services = await createTestServices();
  who = await services.newMember(await services.newOrganisation(), 'admin', 'Olga Brandt');
});
afterAll(() => services.close());

const config = { ...templateOf('general').team('en', { provider: 'playbook', name: 'playbook' }), name: 'Ours' };
const ids = async (archived: boolean) =>
  (await listTeams(services.ctx, who, { archived })).teams.map((team) => team.id);

it('each version tells who made it and what it changed', async () => {
  const { id: teamId } = await createTeam(services.ctx, who, { config });
  const changed = { ...config, limits: { ...config.limits, turns: 80 } };
  await changeTeam(services.ctx, who, { teamId, version: 1, config: changed, note: 'Longer talk' });
  expect(await teamHistory(services.ctx, who, { teamId })).toMatchObject([
    {
      version: 2,
      by: 'Olga Brandt',
      note: 'Longer talk',
      changes: [{ code: 'limit', limit: 'turns', from: config.limits.turns, to: 80 }],
    },
    { version: 1, by: 'Olga Brandt', note: null, changes: null },
  ]);
});

it('an archived team is offered to no meeting, can still be read, and comes back whole', async () => {
  const { id: teamId } = await createTeam(services.ctx, who, { config });
  await archiveTeam(services.ctx, who, { teamId, archived: true });
  await archiveTeam(services.ctx, who, { teamId, archived: true });
  expect(await ids(false)).not.toContain(teamId);
  expect(await ids(true)).toContain(teamId);
  expect((await readTeam(services.ctx, who, { teamId })).config).toEqual(config);
  const agenda = agendaOf('Do we keep the second office?');
  await expect(createMeeting(services.ctx, who, { agenda, teamId })).rejects.toMatchObject({
    reason: 'team.not_found',
  });
  await expect(changeTeam(services.ctx, who, { teamId, version: 1, config })).rejects.toMatchObject({
    reason: 'team.not_found',
  });
  expect(await archiveTeam(services.ctx, who, { teamId, archived: false })).toMatchObject({ archivedAt: null, config });
  expect(await ids(false)).toContain(teamId);
});

it('another organisation’s team is not there; a template’s is not archived', async () => {
  const { id: teamId } = await createTeam(services.ctx, who, { config });
  const other = await services.newMember(await services.newOrganisation(), 'owner');
  const none = { reason: 'team.not_found' };
  await expect(archiveTeam(services.ctx, other, { teamId, archived: true })).rejects.toMatchObject(none);
  await expect(teamHistory(services.ctx, other, { teamId })).rejects.toMatchObject(none);
  const { team } = await createMeeting(services.ctx, who, { agenda: agendaOf('Do we keep the second office?') });
  await expect(archiveTeam(services.ctx, who, { teamId: team?.id ?? '', archived: true })).rejects.toMatchObject({
    reason: 'team.built_in',
  });
});
