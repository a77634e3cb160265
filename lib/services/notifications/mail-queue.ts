import { z } from 'zod';
import type { Queue } from '@/lib/ports/jobs';

/** Eight tries over about two hours. */
export const mailQueue: Queue = {
  name: 'mail',
  attempts: 8,
  delaySeconds: 30,
  longestDelaySeconds: 3600,
  limitSeconds: 60,
};

export const mailJobSchema = z.strictObject({ notificationId: z.string() });
