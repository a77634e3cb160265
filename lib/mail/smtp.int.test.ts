import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MailTrouble } from '../ports/mail';
import { aMail, mailContract } from './mail.contract';
import { createSmtpMailer } from './smtp-mailer';
import { createMailServer, type Manner } from './testing/smtp-server';

const from = 'XIO <xio@example.com>';
const patience = { deadlineMs: 300, failuresInARow: 3, coolMs: 50 };
const patient = new AbortController().signal;
const manners: Partial<Record<MailTrouble, Manner>> = {
  refused: 'refuse',
  busy: 'busy',
  timeout: 'hang',
  unreachable: 'drop',
  sign_in: 'reject_sign_in',
};

describe('mail by SMTP', () => {
  mailContract(async () => {
    const server = await createMailServer();
    return {
      mailer: createSmtpMailer({ url: server.url, from }, patience),
      arrived: () => server.received.map(({ raw }) => /^Message-ID: <(.+)@example.com>/im.exec(raw)?.[1] ?? ''),
      behave: (trouble) => {
        server.state.manner = (trouble && manners[trouble]) || 'take';
      },
      close: () => server.close(),
    };
  }, ['refused', 'busy', 'timeout', 'unreachable', 'sign_in']);
});

describe('a mail server', () => {
  let server: Awaited<ReturnType<typeof createMailServer>>;
  beforeEach(async () => {
    server = await createMailServer();
  });
  afterEach(() => server.close());

  it('gets a name and a subject as they are, and no header that hides in them', async () => {
    await createSmtpMailer({ url: server.url, from }, patience).send(aMail('one'), patient);
    const { to, raw = '' } = server.received[0] ?? {};
    expect(to).toEqual(['ada@example.com']);
    expect(raw).not.toMatch(/^Bcc:/im);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/im);
  });

  it('that keeps failing is left alone for a while, then asked again: nobody waits for what is known to be down', async () => {
    const mailer = createSmtpMailer({ url: server.url, from }, patience);
    server.state.manner = 'busy';
    for (let n = 0; n < 3; n += 1) {
      await expect(mailer.send(aMail('x'), patient)).rejects.toMatchObject({ reason: 'busy' });
    }
    const asked = server.state.connections;
    await expect(mailer.send(aMail('x'), patient)).rejects.toMatchObject({ reason: 'paused', retryable: true });
    expect(server.state.connections).toBe(asked);
    server.state.manner = 'take';
    await expect.poll(() => mailer.send(aMail('x'), patient).then(() => 'sent')).toBe('sent');
  });

  it('that refuses one person is still asked for the next', async () => {
    const mailer = createSmtpMailer({ url: server.url, from }, patience);
    server.state.manner = 'refuse';
    for (let n = 0; n < 5; n += 1) {
      await expect(mailer.send(aMail('x'), patient)).rejects.toMatchObject({ reason: 'refused', retryable: false });
    }
    server.state.manner = 'take';
    await mailer.send(aMail('y'), patient);
    expect(server.received).toHaveLength(1);
  });

  it('that is not there, or no mail server at all, is said to be out of reach', async () => {
    const mailer = createSmtpMailer({ url: 'smtp://127.0.0.1:1', from }, patience);
    await expect(mailer.send(aMail('x'), patient)).rejects.toMatchObject({ reason: 'unreachable', retryable: true });
  });
});
