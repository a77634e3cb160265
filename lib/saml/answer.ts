import type { Element } from '@xmldom/xmldom';
import { type AskedRequest, type Assertion, type SamlConnection, SamlTrouble } from '../ports/saml';
import { signedAssertion } from './signature';
import { childOf, childrenOf, elementsOf, is, ns, parse, textOf, within } from './xml';

/** Far above what a provider says of one person, in characters of base64. */
const longest = 512 * 1024;
/** How far a provider's clock may be off, ms. */
const skewMs = 3 * 60_000;
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

interface Asking {
  asked: Pick<AskedRequest, 'id' | 'at'>;
  /** Ms since 1970. */
  now: number;
}

/**
 * Reads an answer by the rules of the web browser profile (SAML 2.0 profiles, 4.1.4.3), which holds for us, for what
 * was asked and for now. @throws SamlTrouble
 */
export function readAnswer({ provider, us }: SamlConnection, response: string, { asked, now }: Asking): Assertion {
  if (provider.certificates.every(({ endsAt }) => endsAt.getTime() <= now)) throw new SamlTrouble('certificate_ended');
  const certificates = provider.certificates.filter(({ endsAt }) => endsAt.getTime() > now);
  const xml = decoded(response);
  const envelope = root(xml);
  checkEnvelope(envelope, us.acs, asked.id);
  const assertion = signedAssertion(xml, { ...provider, certificates });
  const said = childOf(assertion, ns.assertion, 'Issuer');
  const issuers = [said, childOf(envelope, ns.protocol, 'Issuer') ?? childOf(envelope, ns.assertion, 'Issuer')];
  if (!said) throw new SamlTrouble('unreadable');
  for (const issuer of issuers) {
    const name = issuer ? textOf(issuer) : provider.entityId;
    if (name !== provider.entityId) throw new SamlTrouble('other_provider', { found: name.slice(0, 200) });
  }
  const issuedAt = timeOf(assertion, 'IssueInstant');
  const clock = clockOf(issuedAt, { asked, now });
  const until = checkConditions(assertion, us.entityId, clock);
  const subject = checkSubject(assertion, { acs: us.acs, requestId: asked.id }, clock);
  if (childrenOf(assertion, ns.assertion, 'AuthnStatement').length === 0) throw new SamlTrouble('unreadable');
  const id = assertion.getAttribute('ID') ?? '';
  return {
    id,
    until: new Date(until + skewMs),
    subject,
    attributes: attributesOf(assertion),
    issuedAt: new Date(issuedAt),
  };
}

function decoded(response: string): string {
  const base64 = response.replace(/\s/g, '');
  if (response.length > longest || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw new SamlTrouble('unreadable');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64'));
  } catch {
    throw new SamlTrouble('unreadable');
  }
}

function root(xml: string): Element {
  try {
    return parse(xml);
  } catch {
    throw new SamlTrouble('unreadable');
  }
}

/** What stands around the assertion need not be signed: it may only make an answer worse. */
function checkEnvelope(response: Element, acs: string, requestId: string): void {
  if (!is(response, ns.protocol, 'Response')) throw new SamlTrouble('unreadable');
  const status = childOf(response, ns.protocol, 'Status');
  const code = status && childOf(status, ns.protocol, 'StatusCode');
  const value = code?.getAttribute('Value') ?? '';
  if (!value.endsWith(':Success')) {
    const inner = code && childOf(code, ns.protocol, 'StatusCode')?.getAttribute('Value');
    throw new SamlTrouble('status', { status: (inner || value).split(':').at(-1)?.slice(0, 60) || '?' });
  }
  const destination = response.getAttribute('Destination');
  if (destination && destination !== acs)
    throw new SamlTrouble('wrong_recipient', { found: destination.slice(0, 200) });
  const answers = response.getAttribute('InResponseTo');
  if (answers && answers !== requestId) throw new SamlTrouble('other_request');
}

/** Ms since 1970. @throws SamlTrouble `no_window` where it does not stand there. */
function timeOf(element: Element, name: string): number {
  const at = Date.parse(element.getAttribute(name) ?? '');
  if (Number.isNaN(at)) throw new SamlTrouble('no_window');
  return at;
}

type Clock = (element: Element) => number | null;

/** Holds `NotBefore` and `NotOnOrAfter` of an element against now; the end, where there is one. */
function clockOf(issuedAt: number, { asked, now }: Asking): Clock {
  const minutes = (ms: number) => ({ minutes: Math.ceil(ms / 60_000) });
  // An honest clock says a time between the question and now.
  const check = () => {
    if (issuedAt > now + skewMs) throw new SamlTrouble('clock_ahead', minutes(issuedAt - now));
    if (issuedAt < asked.at - skewMs) throw new SamlTrouble('clock_behind', minutes(asked.at - issuedAt));
  };
  check();
  return (element) => {
    const [from, to] = ['NotBefore', 'NotOnOrAfter'].map((name) =>
      element.hasAttribute(name) ? timeOf(element, name) : null,
    );
    if (from != null && from > now + skewMs) throw new SamlTrouble('clock_ahead', minutes(from - now));
    if (to != null && to + skewMs <= now) throw new SamlTrouble('expired', minutes(now - to));
    return to ?? null;
  };
}

function checkConditions(assertion: Element, entityId: string, clock: Clock): number {
  const conditions = childOf(assertion, ns.assertion, 'Conditions');
  const until = conditions && clock(conditions);
  if (!conditions || until === null) throw new SamlTrouble('no_window');
  const restrictions = childrenOf(conditions, ns.assertion, 'AudienceRestriction').map((one) =>
    childrenOf(one, ns.assertion, 'Audience').map(textOf),
  );
  if (restrictions.length === 0 || !restrictions.every((audiences) => audiences.includes(entityId))) {
    const found = restrictions.flat().join(', ').slice(0, 200) || '–';
    throw new SamlTrouble('wrong_audience', { found, wanted: entityId });
  }
  return until;
}

function checkSubject(assertion: Element, wanted: { acs: string; requestId: string }, clock: Clock) {
  const subject = childOf(assertion, ns.assertion, 'Subject');
  const name = subject && childOf(subject, ns.assertion, 'NameID');
  if (!subject || !name || textOf(name) === '') throw new SamlTrouble('no_subject');
  const said = childrenOf(subject, ns.assertion, 'SubjectConfirmation')
    .filter((one) => one.getAttribute('Method') === bearer)
    .flatMap((one) => childrenOf(one, ns.assertion, 'SubjectConfirmationData'));
  const [data, another] = said;
  if (!data || another) throw new SamlTrouble('unreadable');
  const recipient = data.getAttribute('Recipient') ?? '';
  if (recipient !== wanted.acs) throw new SamlTrouble('wrong_recipient', { found: recipient.slice(0, 200) || '–' });
  if (data.getAttribute('InResponseTo') !== wanted.requestId) throw new SamlTrouble('other_request');
  if (clock(data) === null) throw new SamlTrouble('no_window');
  return { value: textOf(name), format: name.getAttribute('Format') };
}

function attributesOf(assertion: Element): Record<string, string[]> {
  const attributes = new Map<string, string[]>();
  for (const statement of childrenOf(assertion, ns.assertion, 'AttributeStatement')) {
    for (const attribute of childrenOf(statement, ns.assertion, 'Attribute')) {
      const values = childrenOf(attribute, ns.assertion, 'AttributeValue')
        .map(spelled)
        .filter((one) => one !== '');
      const names = [attribute.getAttribute('Name'), attribute.getAttribute('FriendlyName')];
      for (const name of new Set(names.map((one) => one?.trim().toLowerCase()))) {
        if (name) attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
      }
    }
  }
  return Object.fromEntries(attributes);
}

/** Text, or the text of the one name that stands there. */
function spelled(value: Element): string {
  const [inner, more] = elementsOf(value);
  if (!inner) return textOf(value);
  return !more && is(inner, ns.assertion, 'NameID') && within(inner).length === 1 ? textOf(inner) : '';
}
