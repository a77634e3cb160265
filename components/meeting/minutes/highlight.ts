import { folded } from './search';

/** How near to the edge a hit may stand, px: the heading of its phase lies over the upper one. */
const margin = 60;
/** Names of the two highlights: every hit that is drawn, and the one the reader is at. */
const [every, current] = ['found', 'found-now'] as const;

/** The build's reader of style sheets does not know these selectors yet, so they are given to the page by hand. */
const rules = `
::highlight(${every}) { background: var(--waiting-wash); }
::highlight(${current}) { background: var(--accent-fill); color: var(--on-accent); }`;
let sheet: CSSStyleSheet | null = null;

function addRules(): void {
  if (sheet) return;
  sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
}

/** Where the words stand in an element, across whatever elements divide its text. */
export function rangesIn(element: Element, wanted: string): Range[] {
  const places: { node: Text; at: number }[] = [];
  let text = '';
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    for (let at = 0; at < node.data.length; at++) {
      const letters = folded(node.data.charAt(at));
      for (const letter of letters) {
        text += letter;
        places.push({ node, at });
      }
    }
  }
  const ranges: Range[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const [from, to] = [places[at], places[at + wanted.length - 1]];
    if (!from || !to) break;
    const range = document.createRange();
    range.setStart(from.node, from.at);
    range.setEnd(to.node, to.at + 1);
    ranges.push(range);
  }
  return ranges;
}

/** Marks what is drawn of the hits; returns where the reader's own stands. Older browsers go to it without a mark. */
export function highlight(
  scroller: Element,
  query: string,
  at: { index: number; nth: number } | null,
): Range | undefined {
  const wanted = folded(query.trim());
  const all: Range[] = [];
  let here: Range | undefined;
  for (const row of wanted === '' ? [] : scroller.querySelectorAll('[data-index]')) {
    const ranges = [...row.querySelectorAll('[data-find]')].flatMap((one) => rangesIn(one, wanted));
    if (Number(row.getAttribute('data-index')) === at?.index) here = ranges[at.nth] ?? ranges[0];
    all.push(...ranges);
  }
  if (!('highlights' in CSS)) return here;
  addRules();
  CSS.highlights.set(every, new Highlight(...all));
  CSS.highlights.set(current, here ? new Highlight(here) : new Highlight());
  return here;
}

/** Scrolls to a hit that stands out of sight in a row higher than the screen. */
export function bringIn(scroller: Element, hit: Range): void {
  const [area, place] = [scroller.getBoundingClientRect(), hit.getBoundingClientRect()];
  if (place.top < area.top + margin || place.bottom > area.bottom - margin)
    scroller.scrollTop += place.top - area.top - area.height / 2;
}

export function noHighlight(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(every);
  CSS.highlights.delete(current);
}
