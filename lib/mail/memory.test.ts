import { describe } from 'vitest';
import { mailTroubles } from '../ports/mail';
import { mailContract } from './mail.contract';
import { createMemoryMailer } from './memory-mailer';

describe('mail in memory', () => {
  mailContract(async () => {
    const mailer = createMemoryMailer();
    return {
      mailer,
      arrived: () => mailer.sent.map((one) => one.id),
      behave: (trouble) => {
        mailer.trouble = trouble;
      },
      close: async () => {},
    };
  }, mailTroubles);
});
