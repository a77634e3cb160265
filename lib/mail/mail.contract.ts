import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mail, Mailer, MailTrouble } from '../ports/mail';

export interface MailBench {
  mailer: Mailer;
  /** Ids of what has arrived. */
  arrived(): string[];
  /** Makes the server answer so from now on; null: it takes everything. */
  behave(trouble: MailTrouble | null): void;
  close(): Promise<void>;
}

export const aMail = (id: string): Mail => ({
  id,
  to: { name: 'Ада "Лавлейс", <x@evil.example>', address: 'ada@example.com' },
  subject: 'Решение за вами: Где жить?\r\nBcc: x@evil.example',
  text: 'Где жить?',
  html: '<p>Где жить?</p>',
});

/** What every mailer promises. */
export function mailContract(open: () => Promise<MailBench>, troubles: readonly MailTrouble[]): void {
  let bench: MailBench;
  beforeAll(async () => {
    bench = await open();
  });
  afterAll(() => bench?.close());
  const patient = new AbortController().signal;

  it('hands a message over', async () => {
    await bench.mailer.send(aMail('one'), patient);
    expect(bench.arrived()).toEqual(['one']);
  });

  it.each(troubles)('says why a message was not taken: %s', async (trouble) => {
    bench.behave(trouble);
    await expect(bench.mailer.send(aMail(trouble), patient)).rejects.toMatchObject({
      reason: trouble,
      retryable: trouble !== 'refused',
    });
    bench.behave(null);
    await bench.mailer.send(aMail('after'), patient);
    expect(bench.arrived()).not.toContain(trouble);
  });

  it('stops when it is told to', async () => {
    await expect(bench.mailer.send(aMail('late'), AbortSignal.abort(new Error('leaving')))).rejects.toThrow('leaving');
  });
}
