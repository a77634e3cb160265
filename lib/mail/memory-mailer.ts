import { type Mail, type Mailer, MailFailure, type MailTrouble } from '../ports/mail';

/** The twin: keeps what was sent; `trouble` fails every message until it is null again. */
export function createMemoryMailer(): Mailer & { sent: Mail[]; trouble: MailTrouble | null } {
  const mailer = {
    sent: [] as Mail[],
    trouble: null as MailTrouble | null,
    async send(mail: Mail, signal: AbortSignal) {
      signal.throwIfAborted();
      if (mailer.trouble) throw new MailFailure(mailer.trouble);
      mailer.sent.push(mail);
    },
    close: () => {},
  };
  return mailer;
}
