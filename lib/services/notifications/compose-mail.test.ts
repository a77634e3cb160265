import { describe, expect, it } from 'vitest';
import { composeMail } from './compose-mail';

const envelope = {
  to: { name: 'Ada', address: 'ada@example.com' },
  organisation: 'Northgate',
  scripted: true,
  url: 'https://xio.example.com',
};
const args = {
  question: 'Do we keep <b>both</b> offices & the lease?',
  language: 'en' as const,
  status: 'escalated' as const,
  leaning: 'Keep one',
  missing: ['mitigation_missing', 'risk_cost_missing', 'new_check', 'newer_check'],
  onBehalfOf: 'The board',
  by: null,
};
const told = { id: 'n1', kind: 'decision_needed' as const, meetingId: 'm1', runId: 'r1', args };

describe('the mail to a decider', () => {
  it('says what is asked, for whom, what is missing and where to go; no code and no markup of others', () => {
    const { subject, text, html } = composeMail(told, envelope);
    expect(subject).toBe('A decision waits for you: Do we keep <b>both</b> offices & the lease?');
    expect(text).toBe(`Do we keep <b>both</b> offices & the lease?

The council came to no decision and asks you to decide.

It leans towards “Keep one”.

The agenda names The board as the decider, who is not a member here: you record the decision on their behalf.

Still missing: a mitigation, what a risk costs, and something that the quality policy requires.

Decide: https://xio.example.com/meetings/m1/decide?run=r1

Scripted experts spoke; no model was asked.
Sent by XIO for Northgate.
`);
    expect(html).toContain('&#60;b&#62;both&#60;/b&#62; offices &#38; the lease?');
    expect(html).toContain('href="https://xio.example.com/meetings/m1/decide?run=r1"');
  });

  it('is written in the meeting’s language', () => {
    const { subject, text } = composeMail(
      { ...told, args: { ...args, language: 'ru', question: 'Где жить?', status: 'proposed', onBehalfOf: null } },
      envelope,
    );
    expect(subject).toBe('Решение за вами: Где жить?');
    expect(text).toContain('Совет предлагает «Keep one».');
    expect(text).toContain('Не хватает: способ снизить риск, цена риска и того, что требует политика качества.');
    expect(text).not.toMatch(/Decide|Sent by/);
  });

  it('leads to no address where none is known, but says where to look', () => {
    const { text, html } = composeMail(told, { ...envelope, url: null });
    expect(text).toContain('Open XIO and look under Notifications.');
    expect(text + html).not.toMatch(/http|href/);
  });

  it('reminds, and tells of what others settled', () => {
    const reminder = composeMail({ ...told, kind: 'decision_reminder' }, envelope);
    expect(reminder.subject).toMatch(/^Reminder, a decision waits for you:/);
    const settled = composeMail(
      { ...told, kind: 'decision_settled', args: { ...args, status: 'accepted', by: 'Ada' } },
      envelope,
    );
    expect(settled.subject).toMatch(/^Accepted: /);
    expect(settled.text).toContain('Ada has accepted the decision.');
    expect(settled.text).toContain('/meetings/m1/decision?run=r1');
    expect(settled.text).not.toContain('missing');
  });

  it('keeps a very long question out of the subject, whole in the text', () => {
    const question = 'Why? '.repeat(200).trim();
    const mail = composeMail({ ...told, args: { ...args, question } }, envelope);
    expect(mail.subject.length).toBeLessThanOrEqual(160);
    expect(mail.text).toContain(question);
  });

  it('says what of an export arrived, what did not and why, and leads to where it is tried again', () => {
    const exported = { label: 'Наш Notion', delivered: 5, failed: 2, reason: { code: 'export.token_refused' } };
    const { subject, text } = composeMail(
      { ...told, kind: 'export_failed', args: { ...args, language: 'ru', missing: [], onBehalfOf: null, exported } },
      envelope,
    );
    expect(subject).toContain('Не выгружено в Наш Notion: ');
    expect(text).toContain('В Наш Notion теперь 5 страниц.');
    expect(text).toContain('не дошли 2 страницы');
    expect(text).toContain('Notion не принимает токен');
    expect(text).toContain('К выгрузке: https://xio.example.com/meetings/m1/decision?run=r1');
  });

  it.each([
    ['en', { done: 2, open: 3, overdue: 1 }, '3 tasks are still open, 1 of them overdue; 2 are done.'],
    ['en', { done: 4, open: 0, overdue: 0 }, 'Every task is done.'],
    ['ru', { done: 1, open: 2, overdue: 2 }, 'Осталось 2 задачи, 2 просрочено; сделана 1.'],
    ['ru', { done: 0, open: 21, overdue: 0 }, 'Осталась 21 задача; ни одна не сделана.'],
  ] as const)('tells how the tasks stand when it is followed up (%s, %o)', (language, tasks, said) => {
    const followed = { ...args, language, tasks, status: 'accepted' as const, missing: [], onBehalfOf: null };
    const { text } = composeMail({ ...told, kind: 'follow_up', args: followed }, envelope);
    expect(text).toContain(said);
    expect(text).toContain('/meetings/m1/decision?run=r1');
  });
});
