import { afterAll, beforeAll, expect, it } from 'vitest';
import { artifacts, newId, orgTemplates, runs, teams, teamVersions } from '@/db/schema';
import { templateOf } from '@/lib/council/templates';
import { bodyOf } from '@/lib/council/templates/body';
import { team as aTeam } from '@/lib/council/testing/fixtures';
import { listArtifacts } from './artifacts/list';
import type { Member } from './context';
import { createMeeting } from './meetings/create';
import { listRuns } from './runs/list';
import { listTeams } from './teams/list';
import { listTemplates } from './templates/list';
import { agendaOf, createTestServices } from './testing';

const ids = Array.from({ length: 7 }, newId);
let services: Awaited<ReturnType<typeof createTestServices>>;
let who: Member;
let meetingId: string;

beforeAll(async () => {
  services = await createTestServices();
  const { db, ctx } = services;
  const orgId = await services.newOrganisation();
  who = await services.newMember(orgId, 'owner');
  meetingId = (await createMeeting(ctx, who, { agenda: agendaOf('Do we keep the second office?') })).id;
  // Made in one moment, as by an import: then the id alone tells where a page ends.
  const createdAt = new Date(Date.now() + 60_000);
  const body = bodyOf(templateOf('general'));
  for (const id of ids) {
    await db.insert(teams).values({ id, orgId, name: id, createdAt });
    await db.insert(teamVersions).values({ teamId: id, orgId, version: 1, config: aTeam() });
    await db.insert(orgTemplates).values({ id, orgId, kind: 'general', body, createdAt });
    await db.insert(runs).values({ id, orgId, meetingId, teamVersion: 1, scripted: true, seats: {}, createdAt });
    const summary = { kind: 'summary', version: 1, text: id } as const;
    await db.insert(artifacts).values({
      ...summary,
      id,
      orgId,
      meetingId,
      runId: id,
      body: summary,
      contentHash: id,
      seq: 1,
      createdAt,
    });
  }
});
afterAll(() => services?.close());

type Page = { ids: string[]; nextCursor: string | null };
const idsOf = (rows: { id: string }[]) => rows.map((one) => one.id).filter((id) => ids.includes(id));

it.each<[string, (at: { cursor?: string; limit: number }) => Promise<Page>]>([
  ['runs', async (at) => listRuns(services.ctx, who, { meetingId, ...at }).then((l) => ({ ...l, ids: idsOf(l.runs) }))],
  [
    'artifacts',
    async (at) =>
      listArtifacts(services.ctx, who, { meetingId, ...at }).then((l) => ({ ...l, ids: idsOf(l.artifacts) })),
  ],
  ['teams', async (at) => listTeams(services.ctx, who, at).then((l) => ({ ...l, ids: idsOf(l.teams) }))],
  ['templates', async (at) => listTemplates(services.ctx, who, at).then((l) => ({ ...l, ids: idsOf(l.templates) }))],
])('%s come page by page, each once: nothing is left out between two pages', async (_, list) => {
  const seen: string[] = [];
  let cursor: string | null | undefined;
  for (let pages = 0; cursor !== null && pages < 9; pages++) {
    const page: Page = await list({ ...(cursor ? { cursor } : {}), limit: 3 });
    seen.push(...page.ids);
    cursor = page.nextCursor;
  }
  expect(cursor).toBeNull();
  expect(seen.length).toBe(ids.length);
  expect([...seen].sort()).toEqual([...ids].sort());
});
