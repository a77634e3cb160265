'use server';

import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { controlSchema } from '@/lib/council/controls.schema';
import { controlRun } from '@/lib/services/runs/control';

/** Asks something of the run on the page. */
export const steerRun = action(
  'run.control',
  z.strictObject({
    meetingId: z.string().max(64),
    runId: z.string().max(64),
    commandId: z.uuid(),
    control: controlSchema,
  }),
  controlRun,
);
