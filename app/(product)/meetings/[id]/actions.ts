'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { controlSchema } from '@/lib/council/controls.schema';
import { commentSchema } from '@/lib/services/messages/schemas';
import { commentRun } from '@/lib/services/runs/comment';
import { controlRun } from '@/lib/services/runs/control';

const where = { meetingId: z.string().max(64), runId: z.string().max(64), commandId: z.uuid() };

/** Asks something of the run on the page. */
export const steerRun = action('run.control', z.strictObject({ ...where, control: controlSchema }), controlRun);

/** Says something beside the council. */
export const remarkOnRun = action('run.comment', commentSchema.extend(where), commentRun);
