import { contrast, hexOf, oklchOf, toHex } from './colour';

/** The product's own tokens on which an accent stands, by their names; a test holds them to `tokens.css`. */
export const grounds = {
  light: {
    paper: '#f3f3f0',
    sheet: '#fdfdfb',
    well: '#eaeae6',
    ink: '#17191f',
    'ink-2': '#44484f',
    'ink-3': '#60636b',
  },
  dark: { paper: '#111316', sheet: '#1a1c20', well: '#24272b', ink: '#e8e6e2', 'ink-2': '#b8b6b0', 'ink-3': '#92979d' },
} as const;
export const onAccent = '#ffffff';

export type Theme = keyof typeof grounds;
export const themes: readonly Theme[] = ['light', 'dark'];

/** One theme's variants of an accent: text and edges, the filled button, a tint behind text. */
export interface Variants {
  accent: string;
  fill: string;
  wash: string;
}
export type Brand = Record<Theme, Variants>;

/** The product's own, made by hand; `tokens.css` has the same. */
export const ownBrand: Brand = {
  light: { accent: '#13517d', fill: '#13517d', wash: '#e3eff8' },
  dark: { accent: '#86bfe9', fill: '#356f9f', wash: '#1c3041' },
};
export const ownAccent = ownBrand.light.accent;

/** Two colours that meet on a page, and the contrast they need (WCAG 2.2: 4.5 for text, 3 for edges). */
export interface Pair {
  name:
    | 'link_paper'
    | 'link_sheet'
    | 'link_well'
    | 'link_wash'
    | 'ink_wash'
    | 'button_text'
    | 'button_paper'
    | 'button_sheet';
  front: string;
  back: string;
  needs: 4.5 | 3;
}

/** Every pair of a theme that an accent takes part in. */
export function pairsOf(theme: Theme, { accent, fill, wash }: Variants): Pair[] {
  const { paper, sheet, well, ink } = grounds[theme];
  return [
    { name: 'link_paper', front: accent, back: paper, needs: 4.5 },
    { name: 'link_sheet', front: accent, back: sheet, needs: 4.5 },
    { name: 'link_well', front: accent, back: well, needs: 4.5 },
    { name: 'link_wash', front: accent, back: wash, needs: 4.5 },
    { name: 'ink_wash', front: ink, back: wash, needs: 4.5 },
    { name: 'button_text', front: onAccent, back: fill, needs: 4.5 },
    { name: 'button_paper', front: fill, back: paper, needs: 3 },
    { name: 'button_sheet', front: fill, back: sheet, needs: 3 },
  ];
}

export const holds = ({ front, back, needs }: Pair): boolean => contrast(front, back) >= needs;

const step = 0.004;

/** The first lightness from `from` on, in steps towards `to`, at which `fits` holds; `to` itself if none does. */
function firstThat(from: number, to: number, fits: (l: number) => boolean): number {
  const sign = Math.sign(to - from);
  for (let l = from; (to - l) * sign > 0; l += step * sign) if (fits(l)) return l;
  return to;
}

/**
 * Both themes' variants of an accent: its hue stays, its lightness gives way until every pair holds. Light and dark are
 * derived apart. @throws RangeError for what is no colour.
 */
export function brandOf(colour: string): Brand {
  const hex = hexOf(colour);
  if (!hex) throw new RangeError(`no colour: ${colour}`);
  const { l, c, h } = oklchOf(hex);
  const passes = (theme: Theme, names: RegExp, variants: Variants) =>
    pairsOf(theme, variants).every((pair) => !names.test(pair.name) || holds(pair));

  const lightWash = toHex({ l: 0.948, c: Math.min(c, 0.026), h });
  const lightAt = (at: number) => {
    const accent = at === l ? hex : toHex({ l: at, c, h });
    return { accent, fill: accent, wash: lightWash };
  };
  const light = lightAt(firstThat(l, 0, (at) => passes('light', /./, lightAt(at))));

  const darkWash = toHex({ l: 0.3, c: Math.min(c, 0.042), h });
  const darkText = (at: number) => toHex({ l: at, c: Math.min(c, 0.13), h });
  const text = firstThat(Math.max(l, 0.76), 1, (at) =>
    passes('dark', /^link/, { accent: darkText(at), fill: '', wash: darkWash }),
  );
  // Light enough to stand out from the sheet, dark enough for its label: as chosen, else the lightest that is both.
  const darkFill = (at: number) => toHex({ l: at, c: Math.min(c, 0.16), h });
  const fillAt = (at: number) => passes('dark', /^button/, { accent: '', fill: darkFill(at), wash: '' });
  const fill = fillAt(l) ? l : firstThat(0.66, 0, fillAt);
  return { light, dark: { accent: darkText(text), fill: darkFill(fill), wash: darkWash } };
}

/** Whether the light theme shows another colour than was chosen, and in which direction. */
export function shiftOf(colour: string): 'darker' | null {
  const hex = hexOf(colour);
  return hex && brandOf(hex).light.fill !== hex ? 'darker' : null;
}

/** The tokens that an organisation's accent takes the place of, for a `style` attribute. */
export function brandTokens({ light, dark }: Brand): Record<`--accent${string}`, string> {
  const both = (of: keyof Variants) => `light-dark(${light[of]}, ${dark[of]})`;
  return { '--accent': both('accent'), '--accent-fill': both('fill'), '--accent-wash': both('wash') };
}

/** Every token that a piece of a page needs to be shown in one theme, whatever theme surrounds it. */
export function themeTokens(theme: Theme, { accent, fill, wash }: Variants): Record<`--${string}`, string> {
  const ground = Object.fromEntries(Object.entries(grounds[theme]).map(([name, value]) => [`--${name}`, value]));
  return { ...ground, '--accent': accent, '--accent-fill': fill, '--accent-wash': wash };
}
