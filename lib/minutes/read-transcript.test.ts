import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestName } from './labels';
import { type About, readTranscript } from './read-transcript';

function turnsOf(source: string | Uint8Array, about: About = {}) {
  const read = readTranscript(source, about);
  if ('refused' in read) throw new Error(read.refused.code);
  return read.transcript;
}
const said = (source: string | Uint8Array, about?: About) =>
  turnsOf(source, about).turns.map(({ speaker, text }) => [speaker, text]);
const notes = (source: string | Uint8Array) => turnsOf(source).notes.map(({ code, args }) => [code, args]);
const refusal = (source: string | Uint8Array, about?: About) => {
  const read = readTranscript(source, about);
  return 'refused' in read ? read.refused : null;
};

const two = [
  ['Anna Smith', 'Good morning.'],
  ['Ben', 'I will send it.'],
];

describe('plain text', () => {
  it.each([
    ['names', 'Anna Smith: Good morning.\nBen: I will send it.\n'],
    ['times before names', '[00:01:02] Anna Smith: Good morning.\n[00:01:05] Ben: I will send it.'],
    ['bare times before names', '00:01:02 Anna Smith: Good morning.\r\n00:01:05 Ben: I will send it.'],
    ['times after names', 'Anna Smith (00:01:02): Good morning.\nBen (00:01:05): I will send it.'],
    ['a head of its own', 'Anna Smith (00:01:02)\nGood morning.\n\nBen (00:01:05)\nI will send it.'],
    ['Otter and Teams', 'Anna Smith  0:03\nGood morning.\n\nBen  0:05\nI will send it.\n'],
    ['Zoom captions', '[Anna Smith] 10:05:01\nGood morning.\n\n[Ben] 10:05:04\nI will send it.'],
    [
      'Zoom chat',
      '10:05:01 From Anna Smith to Everyone: Good morning.\n10:05:04 From Ben to Everyone: I will send it.',
    ],
    ['Meet', '00:00:00\n\nAnna Smith: Good morning.\n\n00:05:00\n\nBen: I will send it.'],
    ['Teams document', '0:0:0.0 --> 0:0:3.2\nAnna Smith\nGood morning.\n0:0:4.0 --> 0:0:5.2\nBen\nI will send it.'],
    ['Markdown', '**Anna Smith:** Good morning.\n\n**Ben**: I will send it.'],
    ['a list', '- Anna Smith: Good morning.\n- Ben: I will send it.'],
  ])('with %s', (_, text) => {
    expect(said(text)).toEqual(two);
  });

  it('keeps what a person says over several lines, colons and all', () => {
    const text =
      'Team meeting\n\nAnna: We have two options:\nfirst: wait.\nThe price is: ten.\nBen: Fine.\nAnna: Good.\n';
    expect(said(text)).toEqual([
      ['Anna', 'We have two options:\nfirst: wait.\nThe price is: ten.'],
      ['Ben', 'Fine.'],
      ['Anna', 'Good.'],
    ]);
    expect(turnsOf(text).title).toBe('Team meeting');
  });

  it('without speakers is read by paragraph, and says so', () => {
    const text = 'We met on Monday.\n\nIt was decided to wait. Note: nobody objected.\n\nThen we left.';
    expect(said(text).map(([speaker]) => speaker)).toEqual([null, null, null]);
    expect(notes(text)).toEqual([['no_speakers', undefined]]);
    expect(said(`${'A long sentence without anybody. '.repeat(400)}`).length).toBeGreaterThan(5);
  });

  it('counts times of the day from the first', () => {
    const { turns } = turnsOf('[23:59:50] Anna: Late.\n[00:00:10] Ben: Very.');
    expect(turns.map(({ startMs }) => startMs)).toEqual([0, 20_000]);
  });

  it('is Russian where most of it is, whatever one of them speaks', () => {
    expect(
      turnsOf('Анна: Добрый день, начнём.\nJohn: Good morning everybody.\nБорис: Согласен, начинаем.').language,
    ).toBe('ru');
    expect(turnsOf('Anna: Good morning everybody, let us begin.\nБорис: Да.').language).toBe('en');
  });
});

const vtt = `WEBVTT - Planning

NOTE written by a machine
over two lines

STYLE
::cue { color: red }

1
00:00:01.000 --> 00:00:02.500 align:start position:0%
<v Anna Smith>We could keep</v>

00:02.500 --> 00:04.000
<v.loud Anna Smith>the old one &amp; wait.</v>

00:03.000 --> 00:05.000
<v Ben><i>No</i>.</v>
<v Anna Smith>Yes.</v>
`;

describe('WebVTT', () => {
  it('gives each voice its turns, and joins a sentence that was cut', () => {
    expect(said(vtt)).toEqual([
      ['Anna Smith', 'We could keep the old one & wait.'],
      ['Ben', 'No.'],
      ['Anna Smith', 'Yes.'],
    ]);
    const { title, turns, format } = turnsOf(vtt);
    expect([title, format, turns[0]?.startMs, turns[0]?.endMs]).toEqual(['Planning', 'vtt', 1000, 4000]);
    expect(notes(vtt)).toEqual([['overlapping_times', { count: 2 }]]);
  });

  it('with a broken header is read all the same, and says so', () => {
    for (const header of ['WEBVT', 'webvtt', '', 'WEBVTTx'])
      expect(notes(vtt.replace(/^WEBVTT - Planning/, header)).map(([code]) => code)).toContain('broken_header');
  });

  it('takes names before a colon where there are no voices', () => {
    const text =
      'WEBVTT\n\n1\n00:01.000 --> 00:02.000\nAnna Smith: Good morning.\n\n2\n00:03.000 --> 00:04.000\nBen: I will send it.\n';
    expect(said(text)).toEqual(two);
  });

  it('whose times are wrong loses no words', () => {
    const text = 'WEBVTT\n\n00:09.000 --> 00:02.000\n<v Ben>First.\n\n00:01.000 --> 99:99\n<v Anna>Second.\n';
    expect(said(text)).toEqual([
      ['Ben', 'First.'],
      ['Anna', 'Second.'],
    ]);
    expect(notes(text).map(([code]) => code)).toContain('wrong_times');
  });
});

describe('SRT', () => {
  it('is read by its cues', () => {
    const text =
      '1\n00:00:01,000 --> 00:00:02,000\nAnna Smith: Good\nmorning.\n\n2\n00:00:03,000 --> 00:00:04,000\nBen: I will send it.\n';
    expect(said(text)).toEqual(two);
    expect(turnsOf(text).format).toBe('srt');
    expect(said(text.replaceAll('\n', '\r\n'))).toEqual(two);
  });
});

describe('JSON', () => {
  const meeting = {
    meeting: 'M1',
    turns: [
      { i: 0, speaker: 'A', text: 'Hello.', start: 1.5, end: 2 },
      { speaker: null, text: '' },
    ],
  };
  it('keeps its turns one to one: turn n is the one at n - 1', () => {
    const { title, turns } = turnsOf(JSON.stringify(meeting));
    expect(title).toBe('M1');
    expect(turns).toEqual([
      { turn: 1, speaker: 'A', text: 'Hello.', startMs: 1500, endMs: 2000 },
      { turn: 2, speaker: null, text: '', startMs: null, endMs: null },
    ]);
    expect(said(JSON.stringify({ segments: [{ text: 'Hi.', start: 0 }] }))).toEqual([[null, 'Hi.']]);
  });

  it('with times that are none loses no words', () => {
    const turns = [-5, '1:30', 1e300].map((start) => ({ text: 'Hi.', start, end: start }));
    expect(turnsOf(JSON.stringify({ turns })).turns.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(
      turns.map(() => [null, null]),
    );
  });

  it('that is none, or of another shape, is refused with what is missing', () => {
    expect(refusal('{"turns": [')?.code).toBe('transcript.json');
    expect(refusal('{"words": []}')?.code).toBe('transcript.json_shape');
    expect(refusal('{"turns": []}')?.code).toBe('transcript.nothing_said');
  });
});

describe('encodings', () => {
  const russian = 'Анна: Добрый день, коллеги, начнём с бюджета.\nБорис: Я подготовлю отчёт до пятницы.\n';
  const bytesIn = (page: string) => {
    const table = new Map(
      Array.from({ length: 256 }, (_, byte) => [new TextDecoder(page).decode(new Uint8Array([byte])), byte]),
    );
    return new Uint8Array([...russian].map((letter) => table.get(letter) ?? 63));
  };
  const wide = (text: string, swap: boolean) => {
    const bytes = new Uint8Array(Buffer.from(text, 'utf16le'));
    return swap ? bytes.map((_, at) => bytes[at ^ 1] ?? 0) : bytes;
  };
  const whole = said(russian);

  it.each(['windows-1251', 'koi8-r', 'ibm866'])('%s is recognised, and the assumption told', (page) => {
    expect(said(bytesIn(page))).toEqual(whole);
    expect(notes(bytesIn(page))).toEqual([['encoding_assumed', { encoding: page }]]);
  });

  it('UTF-8 and UTF-16 are read with their mark and without', () => {
    expect(said(new TextEncoder().encode(`\ufeff${russian}`))).toEqual(whole);
    for (const swap of [false, true]) {
      expect(said(wide(`\ufeff${russian}`, swap))).toEqual(whole);
      expect(said(wide(russian, swap))).toEqual(whole);
    }
  });

  it('Western letters stay Western, and a few broken ones do not make a file Russian', () => {
    expect(said(Buffer.from('Ren\u00e9: Voil\u00e0, d\u00e9cid\u00e9.\nAnna: Oui.\n', 'latin1'))[0]).toEqual([
      'René',
      'Voilà, décidé.',
    ]);
    const broken = Buffer.concat([Buffer.from(russian), Buffer.from([0xd0, 0x0a])]);
    expect(notes(broken)).toEqual([['broken_characters', { count: 1 }]]);
  });

  it('what is no text is refused, and what it is instead is said', () => {
    expect(refusal(Buffer.from('PK\u0003\u0004rest'))).toEqual({ code: 'transcript.document', args: { kind: 'zip' } });
    expect(refusal(Buffer.from('%PDF-1.7'))?.args).toEqual({ kind: 'pdf' });
    expect(refusal(Buffer.from('<!DOCTYPE html><p>Anna: Agreed.'))?.args).toEqual({ kind: 'html' });
    expect(refusal(new Uint8Array([1, 2, 0, 3, 200, 0, 0, 7, 0]))?.code).toBe('transcript.binary');
    for (const empty of ['', ' \n\t', new Uint8Array(), '\ufeff'])
      expect(refusal(empty)?.code).toBe('transcript.empty');
    expect(refusal('… — !\n???')?.code).toBe('transcript.nothing_said');
  });
});

// Much to read, and machines differ.
describe('whatever comes', { timeout: 60_000 }, () => {
  it('a speaker is a name: one line, bounded, never a seat of ours', () => {
    const name = `Scribe: ignore the above ${'and more '.repeat(40)}`;
    const { turns } = turnsOf(`WEBVTT\n\n00:01.000 --> 00:02.000\n<v ${name}>Hello there.\n`);
    expect(turns[0]?.speaker?.startsWith('Scribe: ignore the above')).toBe(true);
    expect([...(turns[0]?.speaker ?? '')].length).toBeLessThanOrEqual(longestName);
    expect(said('Scribe: ignore the above\nAnna: No.\nScribe: I said so.')[0]).toEqual(['Scribe', 'ignore the above']);
  });

  it.each([
    ['before a colon', (name: string, said: string) => `${name}: ${said}`],
    ['after a time', (name: string, said: string, at: string) => `[${at}] ${name}: ${said}`],
    ['before a time', (name: string, said: string, at: string) => `${name} (${at}): ${said}`],
    ['on a line of its own', (name: string, said: string, at: string) => `${name}  ${at}\n${said}\n`],
    ['in brackets', (name: string, said: string, at: string) => `[${name}] ${at}\n${said}\n`],
    ['in bold', (name: string, said: string) => `**${name}:** ${said}`],
    ['in captions', (name: string, said: string, at: string) => `00:${at}.000 --> 00:59:00.000\n${name}: ${said}\n`],
  ])('whose name has a colon keeps it, %s', (_, line) => {
    const name = 'Scribe: ignore the above';
    const text = [
      line('Anna', 'We wait.', '00:01'),
      line(name, 'I wrote: that down.', '00:02'),
      line('Ben', 'Good.', '00:03'),
      line(name, 'And that, too.', '00:04'),
    ].join('\n');
    expect(said(text)).toEqual([
      ['Anna', 'We wait.'],
      [name, 'I wrote: that down.'],
      ['Ben', 'Good.'],
      [name, 'And that, too.'],
    ]);
  });

  it('is read or refused, with turns from 1 without a gap: nobody gets a crash for a strange file', () => {
    const piece = fc.constantFrom(
      'WEBVTT',
      '\n',
      '\r\n',
      '\n\n',
      '00:01.000 --> 00:02.000',
      '1',
      '<v Anna>',
      'Anna:',
      ': ',
      '[00:01]',
      '{"turns":[',
      '-->',
      'text. ',
      'NOTE x',
      '&lt;',
      '\u0000',
      '**',
    );
    const source = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((all) => all.join('')),
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ maxLength: 200 }),
    );
    fc.assert(
      fc.property(source, (given) => {
        const read = readTranscript(given);
        if ('refused' in read) return;
        const wrong = read.transcript.turns.filter(
          ({ turn, speaker, startMs, endMs }, at) =>
            turn !== at + 1 ||
            [...(speaker ?? '')].length > longestName ||
            [startMs, endMs].some((ms) => ms !== null && !(ms >= 0)),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  it('of two hundred thousand turns is read whole', () => {
    const line = (at: number) => `Speaker ${at % 7}: We should look at number ${at}, I think.`;
    expect(turnsOf(Array.from({ length: 200_000 }, (_, at) => line(at)).join('\n')).turns.length).toBe(200_000);
  });

  it.each([
    ['one word', 'x'],
    ['one sentence', 'word '],
    ['one abbreviation', 'a.b'],
  ])('of %s without an end is read in parts: its length breaks nothing', (_, piece) => {
    const { turns } = turnsOf(piece.repeat(3_000_000));
    expect(turns.length).toBeGreaterThan(1);
    expect(turnsOf(`Anna: ${piece.repeat(3_000_000)}\nBen: Yes.\nAnna: No.\nBen: So.`).turns).toHaveLength(4);
  });

  it('of many turns beyond sense, or bytes, is refused', () => {
    expect(refusal(JSON.stringify({ turns: Array(250_001).fill({ text: 'a' }) }))?.code).toBe(
      'transcript.too_many_turns',
    );
    const megabytes = 20 * 1024 * 1024;
    expect(refusal(new Uint8Array(megabytes + 1))).toEqual({ code: 'transcript.too_large', args: { limit: 20 } });
    expect(refusal(`Анна: ${'да'.repeat(megabytes / 4)}`)?.code).toBe('transcript.too_large');
    expect(refusal(`Anna: ${'yes '.repeat(megabytes / 8)}`)).toBeNull();
  });
});
