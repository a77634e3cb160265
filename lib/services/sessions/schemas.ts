import { z } from 'zod';

const time = z.iso.datetime();

export const sessionSchema = z.strictObject({
  id: z.string(),
  device: z
    .strictObject({ browser: z.string().nullable(), system: z.string().nullable() })
    .describe('As the browser named itself when the session was opened'),
  method: z.enum(['local', 'owner_link', 'oidc', 'saml', 'program', 'invitation']),
  organisation: z.string().describe('The one of one’s own that it was opened for, by its name'),
  connection: z.string().nullable().describe('What the connection is called that it was opened by'),
  address: z.string().nullable().describe('From where it was opened'),
  openedAt: time,
  lastUsedAt: time.describe('To the hour'),
  current: z.boolean().describe('The one that is asked from'),
});
export type Session = z.infer<typeof sessionSchema>;

export const sessionListSchema = z.strictObject({ sessions: z.array(sessionSchema) });
export const endSessionSchema = z.strictObject({ id: z.string().max(64) });
