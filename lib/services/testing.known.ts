import { crowd } from '@/db/testing.crowd';
import type { Allowance } from '@/db/testing.plans';
import { trailWords } from '@/db/testing.trail';
import { resolveSession } from '@/lib/auth/sessions';
import { runsToDrive } from '@/lib/store/runs-to-drive';
import { listArtifacts } from './artifacts/list';
import { listAudit } from './audit/list';
import { listAuditSchema } from './audit/schemas';
import type { Context, Member } from './context';
import { readDecisionHistory } from './decisions/history';
import { readDecisionRecord } from './decisions/read';
import { answerRepeatably } from './idempotency';
import { readMeasures } from './measures/read';
import { listMeetings } from './meetings/list';
import { originOf } from './meetings/origin';
import { readMeeting } from './meetings/read';
import { listMessages } from './messages/list';
import { administeredModels } from './models/list';
import { offersFrom } from './models/rows';
import { countUnread, listNotices } from './notifications/list';
import { readNotices } from './notifications/read';
import { sweepNotices } from './notifications/sweep';
import { listParticipants } from './participants/list';
import { runMeant } from './run-meant';
import { commentRun } from './runs/comment';
import { earlierDecisions, membersOf } from './runs/known';
import { listRuns } from './runs/list';
import { teamHistory } from './teams/history';
import { listTeams } from './teams/list';
import { offeredTeams } from './teams/offered';
import { readTeam } from './teams/read';
import { listTemplates } from './templates/list';

/** One thing that pages, the API or the sweeps ask. */
export interface Known extends Allowance {
  ask: (ctx: Context) => Promise<unknown>;
}

/** Each match of a search once; a notice not read with its meeting and decision. */
const whatMatches = { counts: 1500, rows: 1500 };
const unread = 3000;

/** All its meetings, by an index alone. */
const ofOrganisation = 70_000;

const who: Member = { orgId: crowd.organisation, userId: crowd.user, name: 'Person 1', role: 'owner' };
const { meeting: meetingId, run: runId, team: teamId, decided } = crowd;
const held = { meetingId: decided.meeting, runId: decided.run };
const second = async <T extends { nextCursor: string | null }>(list: (cursor: string | undefined) => Promise<T>) =>
  list((await list(undefined)).nextCursor ?? undefined);
const quarter = { from: '2026-08-01', to: '2026-10-31' };

/** All that is asked of tables that grow, as the first organisation of the crowd asks it. */
export const knownQueries: Record<string, Known> = {
  'who holds a session': { ask: (ctx) => resolveSession(ctx.db, 'no such token') },
  'meetings, newest': { ask: (ctx) => listMeetings(ctx, who, {}), counts: ofOrganisation },
  'meetings, next page': {
    ask: (ctx) => second((cursor) => listMeetings(ctx, who, { cursor })),
    counts: ofOrganisation,
  },
  'meetings of a rare state': { ask: (ctx) => listMeetings(ctx, who, { state: 'paused' }), counts: ofOrganisation },
  'meetings with a word': { ask: (ctx) => listMeetings(ctx, who, { search: crowd.word }), ...whatMatches },
  'a meeting': { ask: (ctx) => readMeeting(ctx, who, meetingId) },
  'where a meeting comes from': { ask: (ctx) => originOf(ctx.db, who.orgId, meetingId) },
  'its newest run': { ask: (ctx) => runMeant(ctx.db, who.orgId, { meetingId }) },
  'its runs': { ask: (ctx) => listRuns(ctx, who, { meetingId }) },
  'its participants': { ask: (ctx) => listParticipants(ctx, who, { meetingId }) },
  'its messages': { ask: (ctx) => second((cursor) => listMessages(ctx, who, { meetingId, cursor }, true)) },
  'messages of one run': { ask: (ctx) => listMessages(ctx, who, { meetingId, runId }, false) },
  'its artifacts': { ask: (ctx) => listArtifacts(ctx, who, { meetingId: decided.meeting }) },
  'a decision': { ask: (ctx) => readDecisionRecord(ctx, who, held) },
  'the history of a decision': { ask: (ctx) => readDecisionHistory(ctx, who, held) },
  'the tail of a log': { ask: (ctx) => ctx.events.read(who.orgId, runId, 4000, 50) },
  'what is being spoken': { ask: (ctx) => ctx.events.readSpeech(who.orgId, runId) },
  'a comment on a run': {
    ask: (ctx) => commentRun(ctx, who, { meetingId, runId, commandId: 'known', text: 'Noted.', private: false }),
  },
  'a command that is repeated': {
    ask: (ctx) => answerRepeatably(ctx, who, { key: 'known', request: {} }, async () => ({ status: 200, body: {} })),
  },
  'what a new run knows: people': { ask: (ctx) => membersOf(ctx.db, who.orgId) },
  'what a new run knows: earlier decisions': { ask: (ctx) => earlierDecisions(ctx.db, who.orgId) },
  'measures of a quarter': { ask: (ctx) => readMeasures(ctx, who, quarter), counts: 100_000 },
  'meetings behind a measure': {
    ask: (ctx) => listMeetings(ctx, who, { endedFrom: quarter.from, endedTo: quarter.to, counted: 'escalated' }),
    counts: 100_000,
    rows: 5000, // the newest of its period first, until a page of them is found
  },
  'notices, next page': { ask: (ctx) => second((cursor) => listNotices(ctx, who, { cursor })), counts: unread },
  'notices not read': { ask: (ctx) => countUnread(ctx, who), counts: unread },
  'notices marked as read': { ask: (ctx) => readNotices(ctx, who, { all: true }) },
  'runs without a driver': { ask: (ctx) => runsToDrive(ctx.db, 50) },
  'who is to be told or reminded': { ask: (ctx) => sweepNotices(ctx) },
  teams: { ask: (ctx) => listTeams(ctx, who) },
  'teams, archived': { ask: (ctx) => listTeams(ctx, who, { archived: true }) },
  'teams that a meeting can be given to': { ask: (ctx) => offeredTeams(ctx, who, offersFrom(ctx, [])) },
  'a team': { ask: (ctx) => readTeam(ctx, who, { teamId }) },
  'versions of a team': { ask: (ctx) => teamHistory(ctx, who, { teamId }) },
  templates: { ask: (ctx) => listTemplates(ctx, who) },
  models: { ask: (ctx) => administeredModels(ctx, who) },
};

const trail = (filter: object) => (ctx: Context) =>
  second((cursor) => listAudit(ctx, who, listAuditSchema.parse({ ...filter, cursor })));
const trailDays = { from: '2026-01-01', to: '2026-01-31' };

/** What administrators ask of the trail, each with its next page. */
export const trailQueries: Record<string, Known> = {
  'the trail': { ask: trail({}) },
  'the trail of somebody': { ask: trail({ who: 'user-8' }) },
  'the trail of nobody': { ask: trail({ who: 'system' }) },
  'the trail of a rare deed': { ask: trail({ action: 'audit.export' }) },
  'the trail of one thing': { ask: trail({ subjectType: 'run', subjectId: 'subject-6' }) },
  'the trail of a month': { ask: trail(trailDays) },
  'somebody’s refusals in a month': {
    ask: trail({ who: 'user-8', action: 'access.refuse', ...trailDays }),
    rows: 2000,
  },
  'the trail with a common word': { ask: trail({ text: trailWords.common }) },
  'the trail with a rare word': { ask: trail({ text: trailWords.rare }) },
  'the trail with a word that is nowhere': { ask: trail({ text: 'Xanthippe' }) },
};
