import { z } from 'zod';
import type { Queue } from '@/lib/ports/jobs';

/** A job holds no token: each try makes a new one, so that no link waits anywhere to be read. */
export const invitationQueue: Queue = {
  name: 'invitations',
  attempts: 6,
  delaySeconds: 30,
  longestDelaySeconds: 3600,
  limitSeconds: 60,
};

export const invitationJobSchema = z.strictObject({ invitationId: z.string() });
