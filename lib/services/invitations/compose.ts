import { createTranslator } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import type { Mail } from '@/lib/ports/mail';
import en from '@/lib/words/en/mail.json';
import ru from '@/lib/words/ru/mail.json';
import type { OrgRole } from '../context';
import { htmlOf } from '../notifications/compose-mail';

interface Invitation {
  id: string;
  email: string;
  role: OrgRole;
  expiresAt: Date;
  language: Language;
  organisation: string;
  /** Who invites, where they are still there. */
  by: string | null;
  link: string;
}

/** An invitation as a mail, in the organisation's language. */
export function composeInvitation({ id, email, role, expiresAt, language, organisation, by, link }: Invitation): Mail {
  const t = createTranslator({ locale: language, messages: language === 'ru' ? ru : en, timeZone: 'UTC' });
  const title = t('invitation.subject', { organisation });
  const said = [
    t('invitation.asks', { by: by ?? organisation, organisation, role }),
    t('invitation.until', { day: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(expiresAt) }),
  ];
  const label = t('invitation.accept');
  const small = [t('invitation.unasked'), t('sent_by', { organisation })];
  return {
    id,
    to: { name: '', address: email },
    subject: title.replace(/\s+/g, ' '),
    text: [title, ...said, `${label}: ${link}`, small.join('\n')].join('\n\n').concat('\n'),
    html: htmlOf(language, title, said, { href: link, label }, small),
  };
}
