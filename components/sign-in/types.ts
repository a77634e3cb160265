type Role = 'owner' | 'admin' | 'moderator' | 'member' | 'viewer';

/** A connection as the server tells it. */
export interface Connection {
  id: string;
  kind: 'oidc' | 'saml';
  preset: 'google' | 'entra' | 'okta' | 'other';
  label: string;
  issuer: string;
  state: 'new' | 'ready' | 'broken';
  reason: { text: string } | null;
  testedAt: string | null;
  groupRoles: { group: string; role: Role }[];
  defaultRole: Role | null;
  oidc: { clientId: string; scopes: string; groupsClaim: string; callback: string } | null;
  version: number;
}

/** One thing that a test looked at. */
export interface Check {
  what: string;
  state: 'good' | 'bad' | 'unknown';
  text: string;
}

export interface Domain {
  id: string;
  domain: string;
  connectionId: string | null;
  record: { name: string; value: string } | null;
}
