import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { createTransport } from 'nodemailer';
import { type Mail, type Mailer, MailFailure, type MailTrouble } from '../ports/mail';

interface Patience {
  /** For one message, from the connection to the server's last word, ms. */
  deadlineMs: number;
  /** After so many troubles in a row the server is left alone for `coolMs`. */
  failuresInARow: number;
  coolMs: number;
}

const usual: Patience = { deadlineMs: 30_000, failuresInARow: 5, coolMs: 30_000 };

/** Sends by SMTP. `url` is smtp:// or smtps:// with user and password; a password never leaves this machine in the clear. */
export function createSmtpMailer({ url, from }: { url: string; from: string }, patience: Patience = usual): Mailer {
  const address = new URL(url);
  const secure = address.protocol === 'smtps:';
  const user = decodeURIComponent(address.username);
  const here = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  const transport = createTransport({
    host: address.hostname.replace(/^\[|\]$/g, ''),
    port: Number(address.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !here && user !== '',
    ...(user ? { auth: { user, pass: decodeURIComponent(address.password) } } : {}),
    connectionTimeout: patience.deadlineMs,
    greetingTimeout: patience.deadlineMs,
    socketTimeout: patience.deadlineMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof MailFailure && error.retryable),
    { halfOpenAfter: patience.coolMs, breaker: new ConsecutiveBreaker(patience.failuresInARow) },
  );
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';

  async function hand(mail: Mail, signal: AbortSignal): Promise<void> {
    const deadline = AbortSignal.timeout(patience.deadlineMs);
    try {
      await transport.sendMail({
        from,
        to: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        messageId: `<${mail.id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        signal: AbortSignal.any([signal, deadline]),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw new MailFailure(deadline.aborted ? 'timeout' : troubleOf(error), { cause: error });
    }
  }

  return {
    async send(mail, signal) {
      try {
        await breaker.execute(() => hand(mail, signal));
      } catch (error) {
        if (error instanceof BrokenCircuitError) throw new MailFailure('paused', { cause: error });
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** What the server's refusal means: of the recipient or the message for good, of our account, or for now. */
function troubleOf(error: unknown): MailTrouble {
  const { code, responseCode, command } = said(error);
  if (code === 'ETIMEDOUT') return 'timeout';
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'sign_in';
  if (responseCode >= 400 && responseCode < 500) return 'busy';
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return command === 'MAIL FROM' ? 'sign_in' : 'refused';
  return 'unreachable';
}

function said(error: unknown): { code: string; responseCode: number; command: string } {
  const found = error instanceof Error ? { ...error } : {};
  const get = (name: string) => Object.entries(found).find(([key]) => key === name)?.[1];
  return { code: String(get('code')), responseCode: Number(get('responseCode') ?? 0), command: String(get('command')) };
}
