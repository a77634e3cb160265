import { z } from 'zod';
import type { Env } from '@/lib/env';
import type { Saml, SamlConnection, ServiceProvider } from '@/lib/ports/saml';
import { type ConnectionRow, siteAddress } from '../rows';

export const trialSteps = ['answer', 'signature', 'addressee', 'time', 'person', 'role'] as const;
const stepSchema = z.strictObject({
  step: z.enum(trialSteps),
  state: z.enum(['good', 'bad']),
  code: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type TrialStep = z.infer<typeof stepSchema>;

const attribute = z.string().nullable().default(null);
const settingsSchema = z.strictObject({
  metadata: z.string(),
  /** Where it is read again from, when asked. */
  metadataUrl: z.string().nullable().default(null),
  /** Whether who begins at the provider is asked again from here, or refused. */
  providerMayBegin: z.boolean().default(false),
  /** Which attribute says what; null: one of the usual names. */
  attributes: z.strictObject({ subject: attribute, email: attribute, name: attribute, groups: attribute }).prefault({}),
  /** How the last sign-in on trial went. */
  trial: z
    .strictObject({ at: z.iso.datetime(), steps: z.array(stepSchema) })
    .nullable()
    .default(null),
});
export type SamlSettings = z.infer<typeof settingsSchema>;

/** What a row keeps of SAML's own. */
export const samlOf = (row: Pick<ConnectionRow, 'settings'>): SamlSettings => settingsSchema.parse(row.settings);

/** Who we are for a connection. */
export const usFor = (env: Env, id: string): ServiceProvider => {
  const at = (path: string) => new URL(`/api/saml/${id}${path}`, siteAddress(env)).href;
  return { entityId: at('/metadata'), acs: at('/acs') };
};

export const samlConnection = async (
  { saml, env }: { saml: Saml; env: Env },
  row: ConnectionRow,
): Promise<SamlConnection> => ({
  id: row.id,
  provider: await saml.readMetadata(samlOf(row).metadata),
  us: usFor(env, row.id),
});

/** Where next-auth takes people back. */
export const backFor = (env: Env, id: string) => new URL(`/api/auth/callback/${id}`, siteAddress(env)).href;
