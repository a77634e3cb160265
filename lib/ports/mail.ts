/** A message to one person. */
export interface Mail {
  /** The same however often it is sent, so that the receiver can tell a repetition. */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
}

/**
 * Why a message was not taken: `refused` for good; the others may pass. `paused`: the server failed so often that it
 * is left alone for a while.
 */
export const mailTroubles = ['refused', 'unreachable', 'timeout', 'busy', 'sign_in', 'paused'] as const;
export type MailTrouble = (typeof mailTroubles)[number];

export class MailFailure extends Error {
  constructor(
    readonly reason: MailTrouble,
    options?: ErrorOptions,
  ) {
    super(`mail: ${reason}`, options);
    this.name = 'MailFailure';
  }

  get retryable(): boolean {
    return this.reason !== 'refused';
  }
}

export interface Mailer {
  /** Hands a message to the mail server. @throws MailFailure; rethrows the signal's reason when aborted. */
  send(mail: Mail, signal: AbortSignal): Promise<void>;
  close(): void;
}
