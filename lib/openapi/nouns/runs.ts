import { z } from 'zod';
import { controlSchema } from '../../council/controls.schema';
import { lastRunSchema } from '../../services/meetings/schemas';
import { commentSchema, listMessagesSchema, messageListSchema } from '../../services/messages/schemas';
import { participantListSchema } from '../../services/participants/list';
import {
  eventsQuerySchema,
  recordedSchema,
  runQuerySchema,
  startedSchema,
  streamQuerySchema,
} from '../../services/run-requests.schema';
import { listRunsSchema } from '../../services/runs/list';
import { clockHeader, readerHeader } from '../../wire/reader';
import type { OperationOf } from '../operation';

export const runsComponents = {
  Control: controlSchema,
  Comment: commentSchema,
  Recorded: recordedSchema,
  Started: startedSchema,
  MessageList: messageListSchema,
  ParticipantList: participantListSchema,
  RunList: z.strictObject({
    runs: z.array(
      lastRunSchema.omit({ leader: true, startedAt: true }).extend({
        place: z.int().nullable().meta({ description: 'Its place among the runs that wait for room, from 1' }),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  Run: z.strictObject({ runId: z.string(), state: z.looseObject({ runId: z.string(), status: z.string() }) }),
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
} as const satisfies Record<string, z.ZodType>;

export const runsOperations = [
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
] as const satisfies readonly OperationOf[];
