import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandOf, brandTokens, grounds, holds, onAccent, ownAccent, ownBrand, pairsOf, shiftOf, themes } from './brand';
import { contrast, hexOf, oklchOf, toHex } from './colour';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
const broken = (colour: string) => {
  const brand = brandOf(colour);
  return themes.flatMap((theme) =>
    pairsOf(theme, brand[theme])
      .filter((pair) => !holds(pair))
      .map((pair) => `${colour} ${theme} ${pair.name} ${contrast(pair.front, pair.back).toFixed(2)}`),
  );
};

describe('an organisation’s accent', () => {
  it('can be read in both themes, whatever colour was chosen', () => {
    fc.assert(
      fc.property(hex, (colour) => void expect(broken(colour)).toEqual([])),
      { numRuns: 3000 },
    );
    const steps = ['00', '33', '66', '99', 'cc', 'ff'];
    for (const r of steps) for (const g of steps) for (const b of steps) expect(broken(`#${r}${g}${b}`)).toEqual([]);
  });

  it('keeps a colour that is readable as it is, and says when another had to be made darker', () => {
    fc.assert(
      fc.property(hex, (colour) => {
        const { fill } = brandOf(colour).light;
        expect(shiftOf(colour)).toBe(fill === colour ? null : 'darker');
        if (fill !== colour) expect(oklchOf(fill).l).toBeLessThan(oklchOf(colour).l + 0.01);
      }),
    );
    expect(brandOf(ownAccent).light.accent).toBe(ownAccent);
    expect(shiftOf('#ffd400')).toBe('darker');
  });

  it('keeps its hue', () => {
    fc.assert(
      fc.property(hex, (colour) => {
        const [from, to] = [oklchOf(colour), oklchOf(brandOf(colour).dark.accent)];
        fc.pre(from.c > 0.05 && to.c > 0.03);
        const turned = Math.abs(((to.h - from.h + 540) % 360) - 180);
        expect(turned).toBeLessThan(12);
      }),
    );
  });

  it('has grounds, and a default, that are those of the tokens', () => {
    const css = readFileSync(resolve(import.meta.dirname, '../../app/tokens.css'), 'utf8');
    const token = (name: string) => {
      const [, light = '', dark = ''] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css) ?? [];
      return { light, dark };
    };
    for (const theme of themes) {
      for (const [name, value] of Object.entries(grounds[theme])) expect(token(name)[theme]).toBe(value);
      expect(token('on-accent')[theme]).toBe(onAccent);
      const [accent, fill, wash] = ['accent', 'accent-fill', 'accent-wash'].map((name) => token(name)[theme]);
      expect(ownBrand[theme]).toEqual({ accent, fill, wash });
      expect(pairsOf(theme, ownBrand[theme]).filter((pair) => !holds(pair))).toEqual([]);
    }
  });

  it('goes onto the page as the tokens that it takes the place of', () => {
    expect(Object.keys(brandTokens(brandOf('#b02b27')))).toEqual(['--accent', '--accent-fill', '--accent-wash']);
  });
});

describe('a colour', () => {
  it('is read from what people type, and refused where it is none', () => {
    expect(['#ABC', 'abc', ' #aabbcc '].map(hexOf)).toEqual(['#aabbcc', '#aabbcc', '#aabbcc']);
    expect(['', '#12', 'red', '#12345g', '#aabbccdd', 'url(x)'].map(hexOf)).toEqual(Array(6).fill(null));
    expect(() => brandOf('red; background: url(x)')).toThrow(RangeError);
  });

  it('comes back from OKLCH as it was', () => {
    fc.assert(fc.property(hex, (colour) => void expect(toHex(oklchOf(colour))).toBe(colour)));
  });
});
