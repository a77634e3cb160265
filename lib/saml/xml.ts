import { DOMParser, type Element, onErrorStopParsing } from '@xmldom/xmldom';
import { SamlTrouble } from '../ports/saml';

export const ns = {
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
} as const;

/**
 * The root of a document of elements and text alone. Document types, entities, comments, CDATA and instructions are
 * refused unread: they are where two readers of one document come to see different things.
 * @throws Error
 */
export function parse(xml: string): Element {
  const body = xml.replace(/^\uFEFF?\s*<\?xml\s[^?]*\?>/, '');
  if (/<[!?]/.test(body)) throw new Error('There is more in it than elements and text');
  const root = new DOMParser({ onError: onErrorStopParsing }).parseFromString(body, 'text/xml').documentElement;
  if (!root) throw new Error('There is no element in it');
  return root;
}

/** All elements below one, and itself. */
export function within(element: Element): Element[] {
  return [element, ...Array.from(element.getElementsByTagName('*'))];
}

export const is = (element: Element, space: string, name: string) =>
  element.namespaceURI === space && element.localName === name;

/** An element's own children of a name. */
export function childrenOf(element: Element, space: string, name: string): Element[] {
  return elementsOf(element).filter((one) => is(one, space, name));
}

export const elementsOf = (element: Element): Element[] => Array.from(element.childNodes).filter(isElement);

/** The one child of a name, or null where there is none. @throws SamlTrouble `unreadable` where there are several. */
export function childOf(element: Element, space: string, name: string): Element | null {
  const [found, more] = childrenOf(element, space, name);
  if (more) throw new SamlTrouble('unreadable');
  return found ?? null;
}

/** The text of an element that has nothing but text. @throws SamlTrouble `unreadable` */
export function textOf(element: Element): string {
  if (Array.from(element.childNodes).some((node) => node.nodeType !== 3)) throw new SamlTrouble('unreadable');
  return (element.textContent ?? '').trim();
}

/** Guarantee: a node of type 1 is an element. */
function isElement(node: { nodeType: number }): node is Element {
  return node.nodeType === 1;
}
