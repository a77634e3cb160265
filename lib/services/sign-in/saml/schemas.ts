import { z } from 'zod';
import { labelSchema as label } from '../../shapes';
import { rulesSchema } from '../schemas';
import { longestMetadata } from './metadata';
import { trialSteps } from './settings';

const metadata = z.string().trim().min(1).max(longestMetadata);
const metadataUrl = z.url({ protocol: /^https?$/ }).max(500);
const name = z
  .string()
  .trim()
  .max(200)
  .transform((one) => one || null)
  .nullable();
const attributes = z.strictObject({
  subject: name.default(null),
  email: name.default(null),
  name: name.default(null),
  groups: name.default(null),
});

const ownSchema = rulesSchema.extend({
  label,
  /** The provider's XML, or the address where it lies. */
  metadata: metadata.optional(),
  metadataUrl: metadataUrl.nullish(),
  providerMayBegin: z.boolean().default(false),
  attributes: attributes.prefault({}),
});

export const connectSamlSchema = ownSchema.refine(
  (given) => (given.metadata === undefined) === Boolean(given.metadataUrl),
  {
    path: ['metadata'],
    error: 'saml.metadata_one',
  },
);
export type ConnectSaml = z.infer<typeof connectSamlSchema>;

export const changeSamlSchema = z.strictObject({
  version: z.int().positive(),
  label: label.optional(),
  metadata: metadata.optional(),
  metadataUrl: metadataUrl.nullish(),
  providerMayBegin: z.boolean().optional(),
  attributes: attributes.optional(),
  groupRoles: rulesSchema.shape.groupRoles.unwrap().optional(),
  defaultRole: rulesSchema.shape.defaultRole.unwrap().optional(),
});
export type ChangeSaml = z.infer<typeof changeSamlSchema> & { id: string };

const text = z.string();
/** What is SAML's own of a connection. */
export const samlViewSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  entityId: text,
  acs: text,
  metadataUrl: text.nullable(),
  providerMayBegin: z.boolean(),
  attributes: z.strictObject({
    subject: text.nullable(),
    email: text.nullable(),
    name: text.nullable(),
    groups: text.nullable(),
  }),
  /** When the last of the provider's certificates ends. */
  certificateEndsAt: z.iso.datetime(),
  /** Set where it has ended, or ends within 30 days. */
  warning: text.nullable(),
  trial: z
    .strictObject({
      at: z.iso.datetime(),
      steps: z.array(
        z.strictObject({ step: z.enum(trialSteps), state: z.enum(['good', 'bad', 'not_reached']), text: text }),
      ),
    })
    .nullable(),
});
export type SamlView = z.infer<typeof samlViewSchema>;
