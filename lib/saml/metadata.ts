import { X509Certificate } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { type IdentityProvider, SamlTrouble, type ServiceProvider } from '../ports/saml';
import { childrenOf, is, ns, parse, textOf, within } from './xml';

/** Reads what an identity provider says of itself. @throws SamlTrouble `metadata_*` */
export function readMetadata(xml: string): IdentityProvider {
  const root = parsed(xml);
  const entities = within(root).filter(
    (one) => is(one, ns.metadata, 'EntityDescriptor') && childrenOf(one, ns.metadata, 'IDPSSODescriptor').length > 0,
  );
  const [entity, another] = entities;
  if (!entity) throw new SamlTrouble('metadata_empty');
  if (another) throw new SamlTrouble('metadata_several', { count: entities.length });
  const [role] = childrenOf(entity, ns.metadata, 'IDPSSODescriptor');
  const entityId = entity.getAttribute('entityID')?.trim();
  if (!role || !entityId) throw new SamlTrouble('metadata_empty');
  const signIn = addressOf(role);
  if (!signIn) throw new SamlTrouble('metadata_no_address');
  const certificates = certificatesOf(role);
  if (certificates.length === 0) throw new SamlTrouble('metadata_no_certificate');
  return { entityId, signIn, certificates };
}

function parsed(xml: string): Element {
  try {
    // Providers do put comments and instructions into what they publish, and nothing is signed by them here.
    return parse(xml.replace(/<!--[\s\S]*?-->/g, '').replace(/<\?(?!xml\s)[\s\S]*?\?>/g, ''));
  } catch {
    throw new SamlTrouble('metadata_unreadable');
  }
}

function addressOf(role: Element): string | undefined {
  return childrenOf(role, ns.metadata, 'SingleSignOnService')
    .filter((one) => one.getAttribute('Binding') === 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect')
    .map((one) => one.getAttribute('Location') ?? '')
    .find((url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol));
}

function certificatesOf(role: Element): IdentityProvider['certificates'] {
  const keys = childrenOf(role, ns.metadata, 'KeyDescriptor').filter((key) => key.getAttribute('use') !== 'encryption');
  const found = keys
    .flatMap((key) => within(key).filter((one) => is(one, ns.signature, 'X509Certificate')))
    .map((one) => textOf(one).replace(/-----[A-Z ]+-----|\s/g, ''));
  return [...new Set(found)].map((base64) => {
    try {
      const { validTo } = new X509Certificate(Buffer.from(base64, 'base64'));
      return { base64, endsAt: new Date(validTo) };
    } catch {
      throw new SamlTrouble('metadata_no_certificate');
    }
  });
}

const escaped = (text: string) => text.replace(/[<>&"']/g, (one) => `&#${one.charCodeAt(0)};`);

/** What an identity provider has to know of us; `certificate` is base64 of DER. */
export function ourMetadata({ entityId, acs }: ServiceProvider, certificate: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="${ns.metadata}" entityID="${escaped(entityId)}">
  <md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="${ns.protocol}">
    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="${ns.signature}">
        <ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
    <md:NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</md:NameIDFormat>
    <md:AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${escaped(acs)}"/>
  </md:SPSSODescriptor>
</md:EntityDescriptor>
`;
}
