import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clean, TextStream } from './text-stream';

function stream(chunks: string[]): { pieces: string; text: string } {
  const reader = new TextStream();
  const pieces = chunks.map((chunk) => reader.push(chunk)).join('');
  return { pieces, text: reader.text };
}

function cut(whole: string, places: number[]): string[] {
  const edges = [0, ...places.map((place) => place % (whole.length + 1)), whole.length].sort((a, b) => a - b);
  return edges.slice(1).map((edge, index) => whole.slice(edges[index], edge));
}

const places = fc.array(fc.nat(), { maxLength: 40 });

test('people read the same words however the network cuts the answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), places, fc.boolean(), fc.boolean(), (text, at, fenced, spaced) => {
      const json = JSON.stringify({ text, position: { text: 'not this' } }, null, spaced ? 2 : 0);
      const whole = fenced ? `Sure {here}:\n\`\`\`json\n${json}\n\`\`\`` : json;
      const want = clean(text.trimStart()).trimEnd();
      const got = stream(cut(whole, at));
      expect(got.pieces.trim()).toBe(want.trim());
      expect(got.text).toBe(got.pieces);
    }),
  );
});

test('escaped surrogate pairs survive a cut between their halves', () => {
  const whole = '{"text":"ok \\ud83d\\ude42 \\u041f\\u0440\\u0438\\u0432\\u0435\\u0442 \\"q\\""}';
  for (let at = 0; at <= whole.length; at += 1) {
    expect(stream([whole.slice(0, at), whole.slice(at)]).text).toBe('ok 🙂 Привет "q"');
  }
});

test.each([
  ['a text that comes later', '{"scores":[{"text":"no"}],"note":"\\"text\\": ","text":"yes"}', 'yes'],
  ['an answer that was cut off', '{"text":"half a sen', 'half a sen'],
  ['plain prose', 'I vote for A. {nothing here}', ''],
  ['a text that is no string', '{"text":{"text":"no"},"b":1}', ''],
  ['a raw line break inside the string', '{"text":"a\nb"}', 'a\nb'],
  ['a NUL, which the database refuses', '{"text":"a\\u0000b"}', 'ab'],
])('%s', (_name, whole, want) => {
  expect(stream([...whole]).text).toBe(want);
});

test('a text beyond the bound is cut once and for all', () => {
  const got = stream([JSON.stringify({ text: 'x'.repeat(9000) }), 'more']);
  expect(got.text).toHaveLength(8000);
});
