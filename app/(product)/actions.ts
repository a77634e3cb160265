'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { may } from '@/lib/auth/permissions';
import { agendaSchema } from '@/lib/council/agenda.schema';
import { parseAgenda } from '@/lib/services/agendas/parse';
import type { Context, Member } from '@/lib/services/context';
import { exportToSchema } from '@/lib/services/exports/automatic';
import { changeMeeting } from '@/lib/services/meetings/change';
import { createMeeting } from '@/lib/services/meetings/create';
import { startRun } from '@/lib/services/runs/start';
import { exampleIds, readExample } from './examples';

const now = (ctx: Context) => new Date(ctx.clock.now());

async function start(ctx: Context, who: Member, meetingId: string): Promise<never> {
  if (may(who, 'run.start')) await startRun(ctx, who, { meetingId });
  redirect(`/meetings/${meetingId}`);
}

/** Makes a meeting of one of the examples, starts it and goes there. */
export const startExample = action(
  'meeting.create',
  z.strictObject({ example: z.enum(exampleIds) }),
  async (ctx, who, { example }) => {
    const { id } = await createMeeting(ctx, who, { agenda: await readExample(example, now(ctx)) });
    return start(ctx, who, id);
  },
);

/** Reads a pasted or uploaded agenda; makes nothing. */
export const readAgenda = action(
  'meeting.create',
  z.strictObject({ text: z.string().default(''), file: z.instanceof(File).optional() }),
  async (ctx, who, { text, file }) =>
    parseAgenda(file && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : text, now(ctx), who.name),
);

/** Makes a meeting and starts it where that is wanted. The key makes a repeated click the same meeting. */
export const holdMeeting = action(
  'meeting.create',
  z.strictObject({
    agenda: agendaSchema,
    teamId: z.string().max(64).optional(),
    templateId: z.string().max(64).optional(),
    openedAt: z.iso.datetime({ offset: true }).optional(),
    exportTo: exportToSchema.nullable().optional(),
    key: z.string().max(64),
    start: z.boolean(),
  }),
  async (ctx, who, { key, start: starts, ...meeting }) => {
    const { id } = await createMeeting(ctx, who, { ...meeting, idempotencyKey: key });
    if (starts && may(who, 'run.start')) await startRun(ctx, who, { meetingId: id });
    return { id };
  },
);

/** Changes the agenda of a meeting that nobody has started, and starts it where that is wanted. */
export const changeAgenda = action(
  'meeting.change',
  z.strictObject({
    meetingId: z.string().max(64),
    version: z.int().positive(),
    agenda: agendaSchema,
    teamId: z.string().max(64).optional(),
    exportTo: exportToSchema.nullable().optional(),
    start: z.boolean(),
  }),
  async (ctx, who, { start: starts, ...change }) => {
    const { id } = await changeMeeting(ctx, who, change);
    if (starts && may(who, 'run.start')) await startRun(ctx, who, { meetingId: id });
    return { id };
  },
);

/** Starts the council of a meeting that was prepared, or holds it once more. */
export const startMeeting = action(
  'run.start',
  z.strictObject({ meetingId: z.string().max(64) }),
  (ctx, who, { meetingId }) => start(ctx, who, meetingId),
);
