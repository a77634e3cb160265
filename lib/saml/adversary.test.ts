import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type SamlConnection, SamlTrouble } from '../ports/saml';
import { readAnswer } from './answer';
import { readMetadata } from './metadata';
import { base64, createTestProvider, responseOf, type Said, sign, type TestProvider } from './testing';

const now = Date.parse('2026-11-23T12:00:00Z');
const minute = 60_000;
const idp = createTestProvider({ endsAt: new Date('2030-01-01') });
const other = createTestProvider({ endsAt: new Date('2030-01-01') });
const us = { entityId: 'https://xio.example/saml/c1', acs: 'https://xio.example/saml/c1/acs' };
const connection: SamlConnection = { id: 'c1', provider: readMetadata(idp.metadata), us };
const asked = { id: '_question', at: now - minute };

const saying = (over: Partial<Said> = {}) =>
  responseOf({
    entityId: idp.entityId,
    audience: us.entityId,
    acs: us.acs,
    requestId: asked.id,
    nameId: 'ada@example.com',
    format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    attributes: { mail: ['ada@example.com'], groups: ['council'] },
    at: now - 5_000,
    status: 'Success',
    id: randomBytes(8).toString('hex'),
    validMs: 5 * minute,
    ...over,
  });
const read = (xml: string, by: SamlConnection = connection) => readAnswer(by, base64(xml), { asked, now });
const faultOf = (work: () => unknown) => {
  try {
    work();
    return 'let in';
  } catch (error) {
    if (error instanceof SamlTrouble) return error.fault;
    throw error;
  }
};
/** The signature of an assertion, apart, and the answer without it. */
const apart = (xml: string) => {
  const [signature = ''] = /<(?:ds:)?Signature [\s\S]*?<\/(?:ds:)?Signature>/.exec(xml) ?? [];
  return { signature, without: xml.replace(signature, '') };
};
const assertionOf = (xml: string) => /<saml:Assertion [\s\S]*<\/saml:Assertion>/.exec(xml)?.[0] ?? '';
const evil = (xml: string) => xml.replaceAll('ada@example.com', 'owner@example.com');

describe('an honest answer', () => {
  it('is read, whether the assertion is signed or the response around it, or both', () => {
    const plain = saying();
    for (const xml of [sign(plain, idp), sign(plain, idp, 'response'), sign(sign(plain, idp), idp, 'response')]) {
      expect(read(xml)).toMatchObject({
        subject: { value: 'ada@example.com' },
        attributes: { mail: ['ada@example.com'], groups: ['council'] },
      });
    }
  });

  it('is read with a clock that is two minutes off, and by either key while one replaces the other', () => {
    expect(read(sign(saying({ at: now + 2 * minute }), idp)).subject.value).toBe('ada@example.com');
    const keys = [...readMetadata(other.metadata).certificates, ...connection.provider.certificates];
    const both = { ...connection, provider: { ...connection.provider, certificates: keys } };
    expect(read(sign(saying(), idp), both).subject.value).toBe('ada@example.com');
  });
});

describe('a forged answer lets nobody in', () => {
  const good = sign(saying(), idp);
  const { signature, without } = apart(good);
  const id = /<saml:Assertion ID="([^"]+)"/.exec(good)?.[1] ?? '';

  it.each<[string, () => string, string]>([
    ['no signature at all', () => saying(), 'not_signed'],
    ['the signature cut out', () => without, 'not_signed'],
    ['an empty signature value', () => good.replace(/<SignatureValue>[^<]*/, '<SignatureValue>'), 'not_signed'],
    ['another person written in', () => evil(good), 'bad_signature'],
    ['another group written in', () => good.replace('>council<', '>owners<'), 'bad_signature'],
    ['the window made longer', () => good.replaceAll(/NotOnOrAfter="2026/g, 'NotOnOrAfter="2027'), 'bad_signature'],
    [
      'the signature of somebody else’s key',
      () => sign(saying(), { ...other, entityId: idp.entityId }),
      'bad_signature',
    ],
    [
      'somebody else’s key that comes along in the answer',
      () => sign(saying(), { ...idp, key: other.key, certificate: other.certificate }),
      'bad_signature',
    ],
    [
      'SHA-1, which is broken',
      () =>
        good.replace('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', 'http://www.w3.org/2000/09/xmldsig#rsa-sha1'),
      'weak_signature',
    ],
    [
      'an HMAC whose key is the public certificate',
      () =>
        good.replace(
          'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
          'http://www.w3.org/2000/09/xmldsig#hmac-sha1',
        ),
      'weak_signature',
    ],
    [
      'a transform that hides parts',
      () =>
        good.replace(
          'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
          'http://www.w3.org/TR/1999/REC-xpath-19991116',
        ),
      'wrapped',
    ],
    // The eight ways of wrapping (Somorovsky et al., On Breaking SAML, 2012), by where the signed original goes.
    [
      'wrapped: an evil assertion before the signed one',
      () => good.replace('<saml:Assertion ', `${evil(assertionOf(without)).replace(id, '_evil')}<saml:Assertion `),
      'wrapped',
    ],
    [
      'wrapped: an evil assertion after it',
      () => good.replace('</samlp:Response>', `${evil(assertionOf(without)).replace(id, '_evil')}</samlp:Response>`),
      'wrapped',
    ],
    [
      'wrapped: the same id twice',
      () => good.replace('</samlp:Response>', `${evil(assertionOf(without))}</samlp:Response>`),
      'wrapped',
    ],
    [
      'wrapped: the original inside the evil one’s signature',
      () => {
        const object = `<Object>${assertionOf(without)}</Object></Signature>`;
        return evil(without)
          .replace(id, '_evil')
          .replace(
            '</saml:Issuer><saml:Subject>',
            `</saml:Issuer>${signature.replace('</Signature>', object)}<saml:Subject>`,
          );
      },
      'wrapped',
    ],
    [
      'wrapped: the original in an extension of the response',
      () =>
        evil(good)
          .replace(id, '_evil')
          .replace('<samlp:Status>', `<samlp:Extensions>${assertionOf(good)}</samlp:Extensions><samlp:Status>`),
      'wrapped',
    ],
    [
      'wrapped: the original inside the evil assertion',
      () =>
        evil(without)
          .replace(id, '_evil')
          .replace('</saml:Assertion>', `<saml:Advice>${assertionOf(good)}</saml:Advice></saml:Assertion>`),
      'wrapped',
    ],
    [
      'wrapped: the signed response inside an evil one',
      () => evil(saying()).replace('</samlp:Response>', `${sign(saying(), idp, 'response')}</samlp:Response>`),
      'wrapped',
    ],
    [
      'wrapped: the signature beside the assertion',
      () => evil(without).replace('</samlp:Status>', `</samlp:Status>${signature}`),
      'wrapped',
    ],
    [
      'the signature of the response’s id on the assertion',
      () => good.replace(`URI="#${id}"`, `URI="#_r${id.slice(2)}"`),
      'wrapped',
    ],
    ['a signature of everything, by an empty reference', () => good.replace(`URI="#${id}"`, 'URI=""'), 'wrapped'],
    [
      'a comment in the name: ada@example.com.evil read as ada@example.com',
      () =>
        sign(saying({ nameId: 'ada@example.com.evil' }), idp).replace(
          'ada@example.com.evil',
          'ada@example.com<!-- -->.evil',
        ),
      'unreadable',
    ],
    ['CDATA in the name', () => good.replace('>ada@example.com<', '><![CDATA[ada@example.com]]><'), 'unreadable'],
    ['an instruction in the name', () => good.replace('>ada@', '><?x y?>ada@'), 'unreadable'],
    [
      'a file of ours as an entity',
      () => `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${good.replace('>council<', '>&x;<')}`,
      'unreadable',
    ],
    [
      'a bomb of entities',
      () =>
        `<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${good.replace('>council<', '>&b;<')}`,
      'unreadable',
    ],
    ['no XML', () => 'hello', 'unreadable'],
    ['two roots', () => good + good, 'unreadable'],
    ['an element in the name', () => sign(saying({ nameId: '<b>ada@example.com</b>' }), idp), 'unreadable'],
    ['a foreign root', () => good.replaceAll('samlp:Response', 'samlp:LogoutResponse'), 'unreadable'],
  ])('%s', (_, xml, fault) => expect(faultOf(() => read(xml()))).toBe(fault));

  it('however long it is, or in whatever letters', () => {
    const asIs = (text: string) => faultOf(() => readAnswer(connection, text, { asked, now }));
    expect(asIs('A'.repeat(600_000))).toBe('unreadable');
    expect(asIs('%%%')).toBe('unreadable');
    expect(asIs(Buffer.from([0xff, 0xfe, 0x3c, 0x00]).toString('base64'))).toBe('unreadable');
  });
});

describe('a signed answer that was not made for this lets nobody in', () => {
  const elsewhere = 'https://xio.example/saml/c2';
  it.each<[string, () => string, string]>([
    ['for another service', () => sign(saying({ audience: 'https://evil.example' }), idp), 'wrong_audience'],
    [
      'for a service whose name begins like ours',
      () => sign(saying({ audience: `${us.entityId}0` }), idp),
      'wrong_audience',
    ],
    [
      'for nobody in particular',
      () => sign(saying().replace(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/, ''), idp),
      'wrong_audience',
    ],
    [
      'for another connection',
      () => sign(saying({ audience: elsewhere, acs: `${elsewhere}/acs` }), idp),
      'wrong_recipient',
    ],
    [
      'sent to another address',
      () => sign(saying().replace(`Recipient="${us.acs}"`, 'Recipient="https://evil.example"'), idp),
      'wrong_recipient',
    ],
    ['to another question', () => sign(saying({ requestId: '_another' }), idp), 'other_request'],
    ['to no question', () => sign(saying().replaceAll(` InResponseTo="${asked.id}"`, ''), idp), 'other_request'],
    [
      'to ours on the envelope, to another inside',
      () => sign(saying().replace(/(Recipient="[^"]*" InResponseTo=)"[^"]*"/, '$1"_another"'), idp),
      'other_request',
    ],
    ['that has expired', () => sign(saying({ at: now - minute, validMs: -9 * minute }), idp), 'expired'],
    ['by a clock that is ahead', () => sign(saying({ at: now + 10 * minute }), idp), 'clock_ahead'],
    ['made long before the question', () => sign(saying({ at: now - 60 * minute }), idp), 'clock_behind'],
    [
      'without conditions',
      () => sign(saying().replace(/<saml:Conditions .*<\/saml:Conditions>/, ''), idp),
      'no_window',
    ],
    [
      'without an end',
      () => sign(saying().replace(/(<saml:Conditions [^>]*) NotOnOrAfter="[^"]*"/, '$1'), idp),
      'no_window',
    ],
    [
      'whose bearer need not hurry',
      () => sign(saying().replace(/(<saml:SubjectConfirmationData) NotOnOrAfter="[^"]*"/, '$1'), idp),
      'no_window',
    ],
    ['of another provider', () => sign(saying({ entityId: other.entityId }), idp), 'other_provider'],
    ['about nobody', () => sign(saying({ nameId: '' }), idp), 'no_subject'],
    ['that says no', () => sign(saying({ status: 'Responder' }), idp), 'status'],
    [
      'without a sign-in',
      () => sign(saying().replace(/<saml:AuthnStatement .*<\/saml:AuthnStatement>/, ''), idp),
      'unreadable',
    ],
    ['that is encrypted', () => saying().replaceAll('saml:Assertion', 'saml:EncryptedAssertion'), 'encrypted'],
  ])('%s', (_, xml, fault) => expect(faultOf(() => read(xml()))).toBe(fault));

  it('whose certificate has ended', () => {
    const old: TestProvider = createTestProvider({ entityId: idp.entityId, endsAt: new Date(now - minute) });
    const by = { ...connection, provider: readMetadata(old.metadata) };
    expect(faultOf(() => read(sign(saying(), old), by))).toBe('certificate_ended');
  });
});

describe('metadata', () => {
  it('is read with its comments, and tells when its certificate ends', () => {
    expect(readMetadata(idp.metadata)).toMatchObject({
      entityId: idp.entityId,
      signIn: `${idp.entityId}/sso`,
      certificates: [{ base64: idp.certificate, endsAt: new Date('2030-01-01') }],
    });
  });

  it.each<[string, string, string]>([
    ['no XML', '{"a": 1}', 'metadata_unreadable'],
    ['an entity', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${idp.metadata}`, 'metadata_unreadable'],
    ['a web page', '<html><body>Sign in</body></html>', 'metadata_empty'],
    ['a service’s, not a provider’s', idp.metadata.replaceAll('IDPSSODescriptor', 'SPSSODescriptor'), 'metadata_empty'],
    [
      'a federation of many',
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${[idp, other].map((one) => one.metadata.replace(/<\?xml.*\?>/, '')).join('')}</md:EntitiesDescriptor>`,
      'metadata_several',
    ],
    [
      'no certificate',
      idp.metadata.replace(/<ds:X509Certificate>[^<]*<\/ds:X509Certificate>/, ''),
      'metadata_no_certificate',
    ],
    ['a broken certificate', idp.metadata.replace(idp.certificate, 'AAAA'), 'metadata_no_certificate'],
    [
      'a script as the address',
      idp.metadata.replace(`${idp.entityId}/sso`, 'javascript:alert(1)'),
      'metadata_no_address',
    ],
  ])('that is %s is refused with what is wrong', (_, xml, fault) =>
    expect(faultOf(() => readMetadata(xml))).toBe(fault),
  );
});
