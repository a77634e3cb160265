import { describe, expect, it } from 'vitest';
import { Screen } from './screen';

function paper(over: { isTTY?: boolean; columns?: number; hasColors?: () => boolean } = {}) {
  let text = '';
  const listeners: Record<string, (error: Error) => void> = {};
  const out = {
    columns: 41,
    write: (some: string) => {
      text += some;
    },
    on: (event: string, listener: (error: Error) => void) => {
      listeners[event] = listener;
    },
    ...over,
  };
  return { screen: new Screen(out), text: () => text, fail: () => listeners.error?.(new Error('EPIPE')) };
}

describe('text in the terminal', () => {
  it('wraps whole words as they come, in any pieces: else speech is torn at the edge', () => {
    const whole = paper();
    const pieces = paper();
    const said = 'The adapter lives inside the node agent and blocks what others need.\n\nIt goes, “now”.';
    whole.screen.say(said, 4);
    whole.screen.end();
    for (const piece of said.match(/.{1,3}/gs) ?? []) pieces.screen.say(piece, 4);
    pieces.screen.end();
    expect(pieces.text()).toBe(whole.text());
    expect(whole.text()).toBe(
      '    The adapter lives inside the node\n    agent and blocks what others need.\n\n    It goes, “now”.\n',
    );
  });

  it('hangs the later lines of a paragraph', () => {
    const { screen, text } = paper();
    screen.line([{ text: '› Risk R1: nobody rehearses it before the date' }], { indent: 2, hang: 2 });
    expect(text()).toBe('  › Risk R1: nobody rehearses it before\n    the date\n');
  });

  it('shows what a model wrote and obeys none of it: else an answer could rewrite the screen', () => {
    const { screen, text } = paper({ isTTY: true, hasColors: () => true });
    screen.say('calm\u001b[2J\u0007\u009b1A\u202e words \r\n', 0);
    for (const order of ['\u001b[2J', '\u0007', '\u009b', '\u202e']) expect(text()).not.toContain(order);
    expect(text()).toContain('calm[2J1A');
  });

  it('counts wide letters and marks as the terminal does', () => {
    const { screen, text } = paper();
    screen.line(`${'漢'.repeat(19)} и\u0306`);
    expect(text()).toBe(`${'漢'.repeat(19)} и\u0306\n`);
  });
});

describe('the line at the bottom', () => {
  it('stands below what is being said, in one row, and leaves the cursor where speech goes on', () => {
    const { screen, text } = paper({ isTTY: true });
    screen.say('one two ', 0);
    screen.status([{ text: 'Drafts' }, { text: ` ${'long '.repeat(20)}` }]);
    const last = text().split('\u001b[J').at(-1) ?? '';
    const [row = '', ...cursor] = last.split('\u001b');
    expect(row).toMatch(/^\n\nDrafts long .*…$/);
    expect(row.trim()).toHaveLength(40);
    expect(cursor).toEqual(['[2A', '[8G']);
  });

  it('is not drawn where nobody could see it move', () => {
    const { screen, text } = paper();
    screen.status([{ text: 'Drafts' }]);
    screen.line('plain');
    expect(text()).toBe('plain\n');
  });

  it('has no colours where none are wanted', () => {
    const { screen, text } = paper({ isTTY: true, hasColors: () => false });
    screen.line([{ text: 'calm', style: 'trouble' }]);
    expect(text()).not.toContain('[33m');
  });
});

it('stops showing, and nothing else, when its reader has gone', () => {
  const { screen, text, fail } = paper();
  screen.line('heard');
  fail();
  screen.line('unheard');
  expect(text()).toBe('heard\n');
});
