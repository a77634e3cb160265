import { z } from 'zod';
import type { Queue } from '@/lib/ports/jobs';

/** What falls due for a decision at a time of its own: five tries over about an hour; then the sweep finds it. */
export const dueQueue: Queue = {
  name: 'due',
  attempts: 5,
  delaySeconds: 60,
  longestDelaySeconds: 1800,
  limitSeconds: 120,
};

/** `at`: as its column said; where that says something else by now, the job is about nothing any more. */
export const dueJobSchema = z.strictObject({
  kind: z.enum(['reminder', 'follow_up']),
  runId: z.string(),
  at: z.iso.datetime(),
});
export type DueJob = z.infer<typeof dueJobSchema>;
