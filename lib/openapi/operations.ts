import { z } from 'zod';
import { controlSchema } from '../council/controls.schema';
import { teamSchema } from '../council/team.schema';
import { proposedSchema, proposeSchema } from '../services/agendas/schemas';
import { artifactListSchema, decisionSchema, listArtifactsSchema } from '../services/artifacts/schemas';
import {
  addTaskSchema,
  changeTaskSchema,
  historySchema,
  reviseSchema,
  sendBackSchema,
  sentBackSchema,
  settledSchema,
  settleSchema,
  taskChangedSchema,
} from '../services/decisions/schemas';
import {
  exportListSchema,
  exportRequestedSchema,
  exportSchema,
  listExportsSchema,
  requestExportSchema,
} from '../services/exports/schemas';
import { measuresQuerySchema, measuresSchema } from '../services/measures/schemas';
import {
  changeMeetingSchema,
  lastRunSchema,
  listMeetingsSchema,
  meetingListSchema,
  meetingSchema,
  postMeetingSchema,
} from '../services/meetings/schemas';
import { commentSchema, listMessagesSchema, messageListSchema } from '../services/messages/schemas';
import {
  changeModelSchema,
  connectModelSchema,
  modelConnectionSchema,
  modelListSchema,
  testDoneSchema,
  testModelSchema,
} from '../services/models/schemas';
import {
  listNoticesSchema,
  noticeListSchema,
  noticeSchema,
  readNoticesSchema,
  unreadSchema,
} from '../services/notifications/schemas';
import { changeOrganisationSchema, organisationSchema } from '../services/organisations/schemas';
import { participantListSchema } from '../services/participants/list';
import {
  decisionQuerySchema,
  eventsQuerySchema,
  recordedSchema,
  runQuerySchema,
  startedSchema,
  startSchema,
  streamQuerySchema,
} from '../services/run-requests.schema';
import { listRunsSchema } from '../services/runs/list';
import {
  archiveTeamSchema,
  changeTeamSchema,
  createTeamSchema,
  listTeamsSchema,
  teamDetailSchema,
  teamListSchema,
  teamQuerySchema,
} from '../services/teams/schemas';
import {
  listTemplatesSchema,
  newTemplateSchema,
  templateChangeSchema,
  templateDetailSchema,
  templateListSchema,
} from '../services/templates/schemas';
import { toolListSchema } from '../services/tools/available';
import { clockHeader, readerHeader } from '../wire/reader';

/** Schemas with a name in the description. */
export const components = {
  Meeting: meetingSchema,
  MeetingList: meetingListSchema,
  NewMeeting: postMeetingSchema,
  MeetingChange: changeMeetingSchema,
  NewProposal: proposeSchema,
  Proposal: proposedSchema,
  Control: controlSchema,
  Comment: commentSchema,
  Recorded: recordedSchema,
  Started: startedSchema,
  MessageList: messageListSchema,
  ParticipantList: participantListSchema,
  ArtifactList: artifactListSchema,
  Decision: decisionSchema,
  DecisionChange: reviseSchema,
  Settlement: settleSchema,
  Settled: settledSchema,
  SendBack: sendBackSchema,
  SentBack: sentBackSchema,
  DecisionHistory: historySchema,
  NewTask: addTaskSchema,
  TaskChange: changeTaskSchema,
  TaskChanged: taskChangedSchema,
  NewExport: requestExportSchema,
  ExportsRequested: exportRequestedSchema,
  Export: exportSchema,
  ExportList: exportListSchema,
  RunList: z.strictObject({
    runs: z.array(
      lastRunSchema.omit({ leader: true, startedAt: true }).extend({
        place: z.int().nullable().meta({ description: 'Its place among the runs that wait for room, from 1' }),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  Run: z.strictObject({ runId: z.string(), state: z.looseObject({ runId: z.string(), status: z.string() }) }),
  TeamSetUp: teamSchema,
  NewTeam: createTeamSchema,
  TeamChange: changeTeamSchema,
  TeamArchiving: archiveTeamSchema,
  Team: teamDetailSchema,
  TeamList: teamListSchema,
  NewModelConnection: connectModelSchema,
  ModelConnectionChange: changeModelSchema,
  ModelConnection: modelConnectionSchema,
  ModelList: modelListSchema,
  ModelTest: testModelSchema,
  ModelTestDelta: z.strictObject({ text: z.string() }),
  ModelTestDone: testDoneSchema,
  NewTemplate: newTemplateSchema,
  TemplateChange: templateChangeSchema,
  Template: templateDetailSchema,
  TemplateList: templateListSchema,
  ToolList: toolListSchema,
  Organisation: organisationSchema,
  OrganisationChange: changeOrganisationSchema,
  Measures: measuresSchema,
  Notification: noticeSchema,
  NotificationList: noticeListSchema,
  NotificationsRead: readNoticesSchema,
  Unread: unreadSchema,
  StreamEvent: z.strictObject({
    type: z.enum(['participant_updated', 'chat_message', 'tool_call', 'artifact', 'run_status']),
    name: z.string(),
    seq: z.int(),
    at: z.number().describe('Milliseconds since 1970'),
    payload: z.looseObject({ epoch: z.int() }),
  }),
  SpeechFrame: z
    .strictObject({
      type: z.literal('chat_message'),
      status: z.literal('streaming'),
      payload: z.strictObject({
        epoch: z.int(),
        turn: z.int(),
        attempt: z.int(),
        offset: z.int().describe('Where `delta` begins in the text of the turn, in UTF-16 units'),
        delta: z.string(),
      }),
    })
    .describe('Text that is still being spoken: it has no sequence and may be discarded'),
  Health: z.strictObject({ status: z.literal('ok') }),
  Readiness: z.strictObject({
    status: z.literal('ready'),
    migrations: z.enum(['done', 'ahead']).meta({
      description: 'Ahead: a newer version has already brought the database further; this one still serves',
    }),
    signals: z.enum(['ok', 'degraded']).meta({
      description: 'Degraded: processes hear of each other by polls of the database only, within two seconds',
    }),
  }),
  Empty: startSchema,
  Problem: z.looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string(),
    errors: z
      .array(z.strictObject({ path: z.string(), code: z.string(), message: z.string(), line: z.int().optional() }))
      .optional(),
  }),
} as const satisfies Record<string, z.ZodType>;
export type ComponentName = keyof typeof components;

export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1`, parameters as `[id]`. */
  path: string;
  summary: string;
  query?: z.ZodObject;
  body?: ComponentName;
  status?: number;
  /** A named schema of JSON, or another media type. */
  answer?: ComponentName | `${string}/${string}`;
  /** What each event or line of another media type holds. */
  items?: ComponentName[];
  /** What headers of the answer say. */
  headers?: Record<string, string>;
  /** Takes an `Idempotency-Key`. */
  once?: boolean;
}

/** What a client can call, in the order of the page that describes it. */
export const operations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/meetings',
    summary: 'List meetings from the newest on, with search and paging',
    query: listMeetingsSchema,
    answer: 'MeetingList',
  },
  {
    method: 'POST',
    path: '/meetings',
    summary: 'Make a meeting from an agenda, as an object or as Markdown',
    body: 'NewMeeting',
    status: 201,
    answer: 'Meeting',
    once: true,
  },
  {
    method: 'POST',
    path: '/agendas/proposals',
    summary:
      'Have the moderator propose an agenda for a question; makes no meeting. With “accept: text/event-stream” it comes while it is made: “delta” events with the moderator’s words, then “proposal”',
    body: 'NewProposal',
    answer: 'Proposal',
  },
  { method: 'GET', path: '/meetings/[id]', summary: 'Read a meeting with its agenda', answer: 'Meeting' },
  {
    method: 'PATCH',
    path: '/meetings/[id]',
    summary: 'Change the agenda or the team of a meeting that was not held yet',
    body: 'MeetingChange',
    answer: 'Meeting',
  },
  { method: 'DELETE', path: '/meetings/[id]', summary: 'Delete a meeting', status: 204 },
  {
    method: 'POST',
    path: '/meetings/[id]/start',
    summary: 'Start a run; the council goes on by itself',
    body: 'Empty',
    status: 202,
    answer: 'Started',
    once: true,
  },
  {
    method: 'POST',
    path: '/meetings/[id]/control',
    summary: 'Steer the newest run, or the one named',
    query: runQuerySchema,
    body: 'Control',
    status: 202,
    answer: 'Recorded',
    once: true,
  },
  {
    method: 'GET',
    path: '/meetings/[id]/stream',
    summary: 'Follow a run as server-sent events; resumes after Last-Event-ID',
    query: streamQuerySchema,
    answer: 'text/event-stream',
    items: ['StreamEvent', 'SpeechFrame'],
    headers: {
      [readerHeader]: 'Who reads, as user:role; when it changes, what was read before may hold more or less than now',
      [clockHeader]: 'The server’s clock when the stream was opened, ms since 1970',
    },
  },
  {
    method: 'GET',
    path: '/meetings/[id]/messages',
    summary: 'Read what was said, a page at a time',
    query: listMessagesSchema,
    answer: 'MessageList',
  },
  {
    method: 'POST',
    path: '/meetings/[id]/messages',
    summary: 'Comment on a run',
    query: runQuerySchema,
    body: 'Comment',
    status: 202,
    answer: 'Recorded',
    once: true,
  },
  {
    method: 'GET',
    path: '/meetings/[id]/participants',
    summary: 'List the seats and what each did last',
    query: runQuerySchema,
    answer: 'ParticipantList',
  },
  {
    method: 'GET',
    path: '/meetings/[id]/artifacts',
    summary: 'List what the runs produced, every version',
    query: listArtifactsSchema,
    answer: 'ArtifactList',
  },
  {
    method: 'GET',
    path: '/meetings/[id]/decision',
    summary: 'Read the newest decision, or a version of it; with format=md or json as a file',
    query: decisionQuerySchema,
    answer: 'Decision',
  },
  {
    method: 'PATCH',
    path: '/meetings/[id]/decision',
    summary: 'Change the decision as a person: a new version, which a settled one is proposed again by',
    query: runQuerySchema,
    body: 'DecisionChange',
    answer: 'Settled',
    once: true,
  },
  {
    method: 'POST',
    path: '/meetings/[id]/decision/settle',
    summary: 'Accept, reject or defer the decision; an accepted one is signed',
    query: runQuerySchema,
    body: 'Settlement',
    answer: 'Settled',
    once: true,
  },
  {
    method: 'POST',
    path: '/meetings/[id]/decision/send-back',
    summary: 'Send the decision back: a new run that starts from where this one ended',
    query: runQuerySchema,
    body: 'SendBack',
    status: 202,
    answer: 'SentBack',
    once: true,
  },
  {
    method: 'GET',
    path: '/meetings/[id]/decision/history',
    summary: 'List every version of the decision, who made it and what changed, and the steps of its tasks',
    query: runQuerySchema,
    answer: 'DecisionHistory',
  },
  {
    method: 'POST',
    path: '/meetings/[id]/decision/tasks',
    summary: 'Add a task to the decision',
    query: runQuerySchema,
    body: 'NewTask',
    status: 201,
    answer: 'TaskChanged',
    once: true,
  },
  {
    method: 'PATCH',
    path: '/meetings/[id]/decision/tasks/[task]',
    summary: 'Change a task, confirm it or drop it',
    query: runQuerySchema,
    body: 'TaskChange',
    answer: 'TaskChanged',
    once: true,
  },
  {
    method: 'POST',
    path: '/meetings/[id]/exports',
    summary: 'Export the decision and its tasks to an integration or as files; once more after an edit',
    query: runQuerySchema,
    body: 'NewExport',
    status: 202,
    answer: 'ExportsRequested',
    once: true,
  },
  {
    method: 'GET',
    path: '/meetings/[id]/exports',
    summary: 'List exports, where each stands and where it was delivered',
    query: listExportsSchema,
    answer: 'ExportList',
  },
  {
    method: 'POST',
    path: '/exports/[id]/retry',
    summary: 'Try an export again that failed, was cancelled or waits for its next try',
    body: 'Empty',
    status: 202,
    answer: 'Export',
    once: true,
  },
  {
    method: 'POST',
    path: '/exports/[id]/cancel',
    summary: 'Take back an export that has not arrived',
    body: 'Empty',
    answer: 'Export',
    once: true,
  },
  {
    method: 'GET',
    path: '/exports/[id]/files/[format]',
    summary: 'Download a file that an export made: md, json or ics',
    answer: 'application/octet-stream',
  },
  {
    method: 'GET',
    path: '/meetings/[id]/runs',
    summary: 'List the runs of a meeting',
    query: listRunsSchema,
    answer: 'RunList',
  },
  { method: 'GET', path: '/runs/[id]', summary: 'Read the state of a run, folded from its log', answer: 'Run' },
  {
    method: 'GET',
    path: '/runs/[id]/events',
    summary: 'Read the log of a run as NDJSON',
    query: eventsQuerySchema,
    answer: 'application/x-ndjson',
    items: ['StreamEvent'],
  },
  {
    method: 'GET',
    path: '/teams',
    summary: 'List teams, or the archived ones',
    query: listTeamsSchema,
    answer: 'TeamList',
  },
  { method: 'POST', path: '/teams', summary: 'Make a team', body: 'NewTeam', status: 201, answer: 'Team', once: true },
  {
    method: 'GET',
    path: '/teams/[id]',
    summary: 'Read a team with its set-up and versions',
    query: teamQuerySchema,
    answer: 'Team',
  },
  { method: 'PUT', path: '/teams/[id]', summary: 'Save a new version of a team', body: 'TeamChange', answer: 'Team' },
  {
    method: 'PATCH',
    path: '/teams/[id]',
    summary: 'Archive an own team, or bring it back',
    body: 'TeamArchiving',
    answer: 'Team',
  },
  {
    method: 'GET',
    path: '/teams/[id]/config',
    summary: 'Read the set-up of a team alone',
    query: teamQuerySchema,
    answer: 'TeamSetUp',
  },
  {
    method: 'GET',
    path: '/models',
    summary: 'List what models are connected; administrators see how, and never the keys',
    answer: 'ModelList',
  },
  {
    method: 'POST',
    path: '/models',
    summary: 'Connect models of a provider; the key is kept encrypted and never shown again',
    body: 'NewModelConnection',
    status: 201,
    answer: 'ModelConnection',
  },
  {
    method: 'PATCH',
    path: '/models/[id]',
    summary: 'Change a connection, or replace its key',
    body: 'ModelConnectionChange',
    answer: 'ModelConnection',
  },
  { method: 'DELETE', path: '/models/[id]', summary: 'Remove a connection with its key', status: 204 },
  {
    method: 'POST',
    path: '/models/[id]/test',
    summary: 'Have a model say one sentence, as server-sent events: delta, then done or problem',
    body: 'ModelTest',
    answer: 'text/event-stream',
    items: ['ModelTestDelta', 'ModelTestDone', 'Problem'],
  },
  {
    method: 'GET',
    path: '/templates',
    summary: 'List templates: the organisation’s own, then those of the product; or the archived ones',
    query: listTemplatesSchema,
    answer: 'TemplateList',
  },
  {
    method: 'POST',
    path: '/templates',
    summary: 'Copy a template, as it is or with another body',
    body: 'NewTemplate',
    status: 201,
    answer: 'Template',
    once: true,
  },
  { method: 'GET', path: '/templates/[id]', summary: 'Read a template whole, in both languages', answer: 'Template' },
  {
    method: 'PATCH',
    path: '/templates/[id]',
    summary: 'Save a new version of an own template, or bring it back from the archive',
    body: 'TemplateChange',
    answer: 'Template',
  },
  { method: 'DELETE', path: '/templates/[id]', summary: 'Archive an own template', status: 204 },
  { method: 'GET', path: '/tools/available', summary: 'List the tools that seats can be given', answer: 'ToolList' },
  {
    method: 'GET',
    path: '/notifications',
    summary: 'List what you were told, newest first',
    query: listNoticesSchema,
    answer: 'NotificationList',
  },
  {
    method: 'POST',
    path: '/notifications/read',
    summary: 'Mark some or all of your notifications as read',
    body: 'NotificationsRead',
    answer: 'Unread',
  },
  {
    method: 'POST',
    path: '/notifications/[id]/retry',
    summary: 'Send the mail of a notification again that could not be sent',
    body: 'Empty',
    status: 202,
    answer: 'Notification',
  },
  {
    method: 'GET',
    path: '/organisation',
    summary: 'Read your organisation: its name, its accent, and what its pages make of that in both themes',
    answer: 'Organisation',
  },
  {
    method: 'PATCH',
    path: '/organisation',
    summary: 'Rename your organisation or give it another accent; null is the product’s own',
    body: 'OrganisationChange',
    answer: 'Organisation',
  },
  {
    method: 'GET',
    path: '/measures',
    summary:
      'Read the measures of a period, whole, by weeks or months, by team and kind; with format=csv one line a meeting',
    query: measuresQuerySchema,
    answer: 'Measures',
  },
  {
    method: 'GET',
    path: '/metrics',
    summary: 'Read the counters of this process for Prometheus',
    answer: 'text/plain',
  },
  { method: 'GET', path: '/health', summary: 'Whether the process answers', answer: 'Health' },
  { method: 'GET', path: '/ready', summary: 'Whether the process can serve', answer: 'Readiness' },
  { method: 'GET', path: '/openapi.json', summary: 'This description', answer: 'application/json' },
  { method: 'GET', path: '/docs', summary: 'This description as a page', answer: 'text/html' },
];
