import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import saml20 from '@boxyhq/saml20';

/** An identity provider whose answers can be made as wrong as a test wants them. */
export interface TestProvider {
  entityId: string;
  key: KeyObject;
  /** Base64 of DER. */
  certificate: string;
  metadata: string;
}

export function createTestProvider({
  entityId = `https://idp.example/${randomBytes(4).toString('hex')}`,
  endsAt = new Date(Date.now() + 400 * 86_400_000),
} = {}): TestProvider {
  const { publicKey, privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = certify(publicKey, key, endsAt).toString('base64');
  const metadata = `<?xml version="1.0"?>
<!-- Made for a test -->
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
      <ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${entityId}/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>`;
  return { entityId, key, certificate, metadata };
}

/** What an answer says; everything is as it should be unless a test says otherwise. */
export interface Said {
  entityId: string;
  audience: string;
  acs: string;
  requestId: string;
  nameId: string;
  format: string;
  attributes: Record<string, readonly string[]>;
  /** Ms since 1970, by the provider's clock. */
  at: number;
  status: string;
  id: string;
  validMs: number;
}

const instant = (ms: number) => new Date(ms).toISOString();

export function responseOf(said: Said): string {
  const { entityId, audience, acs, requestId, nameId, format, attributes, at, status, id, validMs } = said;
  const until = instant(at + validMs);
  const listed = Object.entries(attributes).map(
    ([name, values]) =>
      `<saml:Attribute Name="${name}">${values.map((one) => `<saml:AttributeValue>${one}</saml:AttributeValue>`).join('')}</saml:Attribute>`,
  );
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r${id}" Version="2.0" IssueInstant="${instant(at)}" Destination="${acs}" InResponseTo="${requestId}"><saml:Issuer>${entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${status}"/></samlp:Status><saml:Assertion ID="_a${id}" Version="2.0" IssueInstant="${instant(at)}"><saml:Issuer>${entityId}</saml:Issuer><saml:Subject><saml:NameID Format="${format}">${nameId}</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData NotOnOrAfter="${until}" Recipient="${acs}" InResponseTo="${requestId}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${instant(at - 30_000)}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${instant(at)}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${listed.join('')}</saml:AttributeStatement></saml:Assertion></samlp:Response>`;
}

export const signed = {
  assertion: '/*/*[local-name(.)="Assertion"]',
  response: '/*[local-name(.)="Response"]',
};

export function sign(xml: string, { key, certificate }: TestProvider, what: keyof typeof signed = 'assertion'): string {
  const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
  return saml20.sign(xml, pem, saml20.certToPEM(certificate), signed[what]);
}

export const base64 = (xml: string) => Buffer.from(xml).toString('base64');

/** A certificate that a key signs for itself, in DER (RFC 5280), the least of one. */
function certify(publicKey: KeyObject, key: KeyObject, endsAt: Date): Buffer {
  const der = (tag: number, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const size = body.length;
    const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
    return Buffer.concat([Buffer.from([tag, ...length]), body]);
  };
  const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+/g, '')}`));
  const algorithm = der(0x30, Buffer.from('06092a864886f70d01010b0500', 'hex')); // sha256WithRSAEncryption
  const commonName = der(0x30, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('test')));
  const name = der(0x30, der(0x31, commonName));
  const begins = new Date(Math.min(Date.now(), endsAt.getTime()) - 86_400_000);
  const content = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    name,
    der(0x30, time(begins), time(endsAt)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('sha256').update(content).sign(key);
  return der(0x30, content, algorithm, der(0x03, Buffer.from([0]), signature));
}
