import saml20 from '@boxyhq/saml20';
import type { Element } from '@xmldom/xmldom';
import { type IdentityProvider, SamlTrouble } from '../ports/saml';
import { childOf, childrenOf, elementsOf, is, ns, parse, textOf, within } from './xml';

const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const strong = {
  signature: [`${more}rsa-sha256`, `${more}rsa-sha512`],
  digest: ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'],
};
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const transforms = [`${ns.signature}enveloped-signature`, exclusive];

/**
 * The one assertion of a response, read from the very bytes that the provider signed: nothing that stands beside them
 * is ever looked at again. @throws SamlTrouble
 */
export function signedAssertion(xml: string, { certificates }: IdentityProvider): Element {
  const response = parse(xml);
  const assertion = onlyAssertion(response);
  checkSignatures(response, assertion);
  const keys = certificates.map(({ base64 }) => base64).join(',');
  const signed = verified(xml, keys);
  if (signed === null) throw new SamlTrouble('bad_signature');
  const root = parse(signed);
  const found = is(root, ns.assertion, 'Assertion') ? root : onlyAssertion(root);
  if (found.getAttribute('ID') !== assertion.getAttribute('ID')) throw new SamlTrouble('wrapped');
  return found;
}

function verified(xml: string, certificates: string): string | null {
  try {
    return saml20.validateSignature(xml, certificates, null);
  } catch {
    return null;
  }
}

/** @throws SamlTrouble unless there is exactly one, where it belongs, and each id stands once. */
function onlyAssertion(response: Element): Element {
  if (!is(response, ns.protocol, 'Response')) throw new SamlTrouble('unreadable');
  const all = within(response);
  const named = (name: string) => all.filter((one) => one.localName === name);
  if (named('EncryptedAssertion').length > 0) throw new SamlTrouble('encrypted');
  const [assertion] = childrenOf(response, ns.assertion, 'Assertion');
  if (!assertion) throw new SamlTrouble(named('Assertion').length > 0 ? 'wrapped' : 'unreadable');
  if (named('Assertion').length !== 1 || named('Response').length !== 1) throw new SamlTrouble('wrapped');
  const ids = all.flatMap((one) =>
    Array.from(one.attributes)
      .filter(({ localName }) => /^(assertion|response|request)?id$/i.test(localName ?? ''))
      .map(({ value }) => value),
  );
  if (new Set(ids).size !== ids.length || !assertion.getAttribute('ID')) throw new SamlTrouble('wrapped');
  return assertion;
}

/** Signatures stand in what they sign, sign it whole, and by means that still count. */
function checkSignatures(response: Element, assertion: Element): void {
  const signatures = within(response).filter((one) => one.localName === 'Signature');
  if (signatures.length === 0) throw new SamlTrouble('not_signed');
  const seen = new Set<Element>();
  for (const signature of signatures) {
    const parent = [response, assertion].find((one) => one === signature.parentNode);
    if (!parent || seen.has(parent) || signature.namespaceURI !== ns.signature) throw new SamlTrouble('wrapped');
    seen.add(parent);
    const [info, ...others] = childrenOf(signature, ns.signature, 'SignedInfo');
    const [reference, another] = info ? childrenOf(info, ns.signature, 'Reference') : [];
    if (!info || !reference || another || others.length > 0) throw new SamlTrouble('wrapped');
    if (childrenOf(signature, ns.signature, 'Object').length > 0) throw new SamlTrouble('wrapped');
    if (reference.getAttribute('URI') !== `#${parent.getAttribute('ID')}`) throw new SamlTrouble('wrapped');
    const list = childOf(reference, ns.signature, 'Transforms');
    const used = list ? elementsOf(list).map((one) => one.getAttribute('Algorithm') ?? '') : [];
    if (used.some((one) => !transforms.includes(one))) throw new SamlTrouble('wrapped');
    const algorithm = (of: Element, name: string) => childOf(of, ns.signature, name)?.getAttribute('Algorithm') ?? '';
    if (algorithm(info, 'CanonicalizationMethod') !== exclusive) throw new SamlTrouble('weak_signature');
    if (!strong.signature.includes(algorithm(info, 'SignatureMethod'))) throw new SamlTrouble('weak_signature');
    if (!strong.digest.includes(algorithm(reference, 'DigestMethod'))) throw new SamlTrouble('weak_signature');
    const value = childOf(signature, ns.signature, 'SignatureValue');
    if (!value || textOf(value) === '') throw new SamlTrouble('not_signed');
  }
}
