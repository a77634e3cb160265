'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { action } from '@/lib/auth/action';
import { makeShare } from '@/lib/services/shares/make';
import { revokeShare } from '@/lib/services/shares/revoke';
import { makeShareSchema } from '@/lib/services/shares/schemas';

const where = { meetingId: z.string().max(64), id: z.string().max(64) };

const text = z.string();
const fieldsSchema = z.strictObject({
  ...{ meetingId: text, label: text, scope: text, password: text, days: text, passages: text },
  ...{ once: text.optional(), names: text.optional() },
});
/** As a form sends it: all is text, a box that is ticked is there, and each line is a passage. */
const formSchema = z.preprocess(
  (sent) => {
    const form = fieldsSchema.safeParse(sent).data;
    if (!form) return sent;
    const { names, once, password, days, passages, ...rest } = form;
    return {
      ...rest,
      password: password || null,
      days: Number(days),
      once: once !== undefined,
      redaction: { names: names !== undefined, passages: passages.split('\n').filter((line) => line.trim()) },
    };
  },
  makeShareSchema.extend({ meetingId: where.meetingId }),
);

/** Makes a link; its address comes back this once. */
export const make = action('share.change', formSchema, makeShare);

/** Ends a link at once, and shows the list as it is then. */
export const revoke = action('share.change', z.strictObject(where), async (ctx, who, input) => {
  await revokeShare(ctx, who, input);
  redirect(`/meetings/${input.meetingId}/share`);
});
