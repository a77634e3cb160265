import { NextIntlClientProvider } from 'next-intl';
import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import en from '@/lib/words/en/trail.json';
import ru from '@/lib/words/ru/trail.json';
import { AuditRow } from './row';

const entry = {
  at: '2026-11-23T05:00:00.000Z',
  subject: { type: 'team', id: 'team-1' },
  by: { id: 'user-1', name: 'Ada' },
  token: { id: 'token-1', name: 'Reports' },
  address: '203.0.113.7',
  agent: 'Firefox',
  detail: { name: 'Office', before: { rounds: 2 }, after: { rounds: 3, note: '' } },
  place: 7,
  hash: 'abc',
};

describe.each([
  ['en', en],
  ['ru', ru],
] as const)('a row of the trail in %s', (locale, messages) => {
  const show = (action: string) => {
    const wrong: unknown[] = [];
    const children = createElement(AuditRow, { entry: { ...entry, action }, now: entry.at, locale });
    const html = renderToString(
      createElement(NextIntlClientProvider, {
        locale,
        messages,
        timeZone: 'UTC',
        onError: (error: unknown) => wrong.push(error),
        children,
      }),
    );
    return { html, wrong };
  };

  it('is a sentence for every deed, never a code', () => {
    for (const name of Object.keys(messages.audit.says).filter((one) => one !== 'other')) {
      const { html, wrong } = show(name.replace('_', '.'));
      expect(wrong, name).toEqual([]);
      expect(html).not.toMatch(/says\.|\{\w+\}/);
    }
  });

  it('has what changed, from where, with which token and at which place; an unknown deed is named', () => {
    const { html } = show('team.change');
    for (const part of ['Ada', 'Office', messages.audit.fields.rounds, '203.0.113.7', 'Reports', 'abc'])
      expect(html).toContain(part);
    expect(show('moon.paint').html).toContain('moon.paint');
  });
});
