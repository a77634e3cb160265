import type { From } from '../context';

/** What a provider says of somebody who has proved to it who they are; checked by OIDC's or SAML's rules before. */
export interface Arrival {
  /** Id of the connection. */
  connection: string;
  /** The provider's own id of the person, never their mail address. */
  subject: string;
  email: string | null;
  /** What the provider says of the address; null: it says nothing, as SAML's never do. */
  emailVerified: boolean | null;
  name: string | null;
  groups: readonly string[];
  /** The answer's own id and until when it could be sent again, where it must count only once. */
  answer?: { id: string; until: Date };
  from: From;
}

/** Why a provider's word does not let somebody in; each has a sentence in `errors.json`. */
export const landingRefusals = [
  'sign_in.no_connection',
  'sign_in.used',
  'sign_in.no_address',
  'sign_in.address_unverified',
  'sign_in.not_expected',
  'sign_in.no_group',
  'sign_in.suspended',
  'sign_in.leaving',
] as const;
export type LandingRefusal = (typeof landingRefusals)[number];

/** Somebody who is let in. */
export interface Landed {
  orgId: string;
  userId: string;
  name: string;
  /** How their session was opened. */
  method: 'oidc' | 'saml';
  connectionId: string;
}

/** Thrown where somebody is not let in; undoes what was begun for them. */
export class Refused extends Error {
  override name = 'Refused';
  constructor(
    readonly reason: LandingRefusal,
    readonly userId: string | null = null,
  ) {
    super(reason);
  }
}
