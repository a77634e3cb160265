import { type Assertion, SamlTrouble } from '@/lib/ports/saml';
import type { Arrival } from '../arrival';
import type { SamlSettings } from './settings';

const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const microsoft = 'http://schemas.microsoft.com';

/** How Entra, Google, Okta, ADFS, Keycloak, Shibboleth and SimpleSAMLphp call them by default; lower case. */
const usual = {
  email: ['email', 'mail', 'emailaddress', 'user.email', `${claims}/emailaddress`, 'urn:oid:0.9.2342.19200300.100.1.3'],
  name: [`${microsoft}/identity/claims/displayname`, 'displayname', 'urn:oid:2.16.840.1.113730.3.1.241', 'name', 'cn'],
  given: ['givenname', 'firstname', 'user.firstname', `${claims}/givenname`, 'urn:oid:2.5.4.42'],
  family: ['sn', 'surname', 'lastname', 'user.lastname', `${claims}/surname`, 'urn:oid:2.5.4.4'],
  groups: [
    'groups',
    'group',
    'memberof',
    'ismemberof',
    'roles',
    'role',
    `${microsoft}/ws/2008/06/identity/claims/groups`,
    `${microsoft}/ws/2008/06/identity/claims/role`,
    'http://schemas.xmlsoap.org/claims/group',
    'edupersonaffiliation',
    'urn:oid:1.3.6.1.4.1.5923.1.1.1.1',
    'urn:oid:1.3.6.1.4.1.5923.1.5.1.1',
  ],
} as const;

const transient = 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient';
const longest = 255;

/** Whom an assertion is about. @throws SamlTrouble `transient`, `no_subject` or `no_email`. */
export function personIn(
  { subject, attributes }: Assertion,
  named: SamlSettings['attributes'],
): Pick<Arrival, 'subject' | 'email' | 'emailVerified' | 'name' | 'groups'> {
  const all = (what: keyof typeof usual, own: string | null = null) =>
    (own === null ? usual[what] : [own.toLowerCase()]).flatMap((name) => attributes[name] ?? []);
  const id = named.subject === null ? subject.value : attributes[named.subject.toLowerCase()]?.[0];
  if (named.subject === null && subject.format === transient) throw new SamlTrouble('transient');
  if (!id || id.length > longest) throw new SamlTrouble('no_subject');
  const address = [...all('email', named.email), ...(named.email === null ? [subject.value] : [])].find((one) =>
    /^[^\s@]+@[^\s@]+$/.test(one),
  );
  if (!address) throw new SamlTrouble('no_email', { found: Object.keys(attributes).slice(0, 20).join(', ') || '–' });
  const spelt = [all('given')[0], all('family')[0]].filter(Boolean).join(' ');
  return {
    subject: id,
    email: address.toLowerCase(),
    emailVerified: null,
    name: all('name', named.name)[0] ?? (spelt || null),
    groups: [...new Set(all('groups', named.groups))],
  };
}
