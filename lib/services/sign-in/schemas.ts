import { z } from 'zod';
import {
  labelSchema as label,
  reasonSchema as reason,
  versionSchema as version,
  visibleSchema as visible,
} from '../shapes';

const text = z.string();
const time = z.iso.datetime();
const role = z.enum(['owner', 'admin', 'moderator', 'member', 'viewer']);

const issuer = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .refine((address) => {
    if (!URL.canParse(address)) return false; // asked also of what is no address at all
    const { search, hash, username } = new URL(address);
    return search === '' && hash === '' && username === '';
  });

/** Who gets in with which role; the same for every kind of connection. */
export const rulesSchema = z.strictObject({
  groupRoles: z
    .array(z.strictObject({ group: z.string().trim().min(1).max(200), role }))
    .max(50)
    .default([]),
  /** Of whoever is in none of the groups; null: they don't get in. */
  defaultRole: role.nullable().default('member'),
});
export type Rules = z.infer<typeof rulesSchema>;

const scopes = z
  .string()
  .trim()
  .max(300)
  .regex(/^openid( [\x21-\x7e]+)*$/);

export const connectOidcSchema = rulesSchema.extend({
  preset: z.enum(['google', 'entra', 'okta', 'other']).default('other'),
  label,
  issuer,
  clientId: visible,
  secret: visible,
  scopes: scopes.default('openid email profile'),
  /** The claim that names a person's groups. */
  groupsClaim: visible.max(100).default('groups'),
});
export type ConnectOidc = z.infer<typeof connectOidcSchema>;

export const changeOidcSchema = z.strictObject({
  version,
  label: label.optional(),
  issuer: issuer.optional(),
  clientId: visible.optional(),
  secret: visible.optional(),
  scopes: scopes.optional(),
  groupsClaim: visible.max(100).optional(),
  groupRoles: rulesSchema.shape.groupRoles.unwrap().optional(),
  defaultRole: role.nullable().optional(),
});
export type ChangeOidc = z.infer<typeof changeOidcSchema> & { id: string };

export const connectionSchema = z.strictObject({
  id: text,
  kind: z.enum(['oidc', 'saml']),
  preset: z.enum(['google', 'entra', 'okta', 'other']),
  label: text,
  issuer: text,
  /** `new`: not tried yet; `broken`: its last test failed. */
  state: z.enum(['new', 'ready', 'broken']),
  reason: reason.nullable(),
  testedAt: time.nullable(),
  groupRoles: z.array(z.strictObject({ group: text, role })),
  defaultRole: role.nullable(),
  /** Null for SAML. */
  oidc: z
    .strictObject({
      clientId: text,
      /** The last characters of the client's secret. */
      secretHint: text.nullable(),
      scopes: text,
      groupsClaim: text,
      /** The address to register at the provider. */
      callback: text,
    })
    .nullable(),
  version: z.int(),
  createdAt: time,
  changedAt: time,
});
export type Connection = z.infer<typeof connectionSchema>;

export const checkSchema = z.strictObject({
  what: z.enum(['address', 'keys', 'clock', 'client']),
  state: z.enum(['good', 'bad', 'unknown']),
  code: text,
  /** In the reader's language. */
  text,
});
export type Check = z.infer<typeof checkSchema>;
export const testedSchema = z.strictObject({ checks: z.array(checkSchema), connection: connectionSchema });

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/, { error: 'sign_in.domain_form' });
export const addDomainSchema = z.strictObject({
  /** International names in ASCII, or as they are written: `пример.рф`. */
  domain: z
    .string()
    .trim()
    .max(253)
    .transform((name) => (URL.canParse(`http://${name}`) ? new URL(`http://${name}`).hostname : name))
    .pipe(domain),
});
export type AddDomain = z.infer<typeof addDomainSchema>;

export const changeDomainSchema = z.strictObject({
  /** Where its people are sent to; null: the organisation's only connection. */
  connectionId: text.nullable(),
});

export const domainSchema = z.strictObject({
  id: text,
  domain: text,
  connectionId: text.nullable(),
  verifiedAt: time.nullable(),
  checkedAt: time.nullable(),
  /** The TXT record that proves it; null once it is verified. */
  record: z.strictObject({ name: text, value: text }).nullable(),
});
export type Domain = z.infer<typeof domainSchema>;

export const signInSchema = z.strictObject({
  connections: z.array(connectionSchema),
  domains: z.array(domainSchema),
  /** Whether the connections are the only way in, but for the owners' link. */
  ssoOnly: z.boolean(),
});
export type SignIn = z.infer<typeof signInSchema>;

export const enforceSchema = z.strictObject({ ssoOnly: z.boolean() });
