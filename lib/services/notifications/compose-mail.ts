import { createTranslator } from 'next-intl';
import type { NoticeArgs } from '@/db/schema/notifications';
import type { Language } from '@/lib/council/agenda.schema';
import type { Mail } from '@/lib/ports/mail';
import { codeWord } from '@/lib/targets/file/decision-words';
import en from '@/lib/words/en/mail.json';
import ru from '@/lib/words/ru/mail.json';
import { exportReason } from '../exports/reasons';
import type { Notice } from './schemas';

interface Told {
  id: string;
  kind: Notice['kind'];
  meetingId: string;
  runId: string;
  args: NoticeArgs;
}

interface Envelope {
  to: Mail['to'];
  organisation: string;
  scripted: boolean;
  /** Address that people reach the site at, where one is known. */
  url: string | null;
}

const longestSubject = 160;

/** A notice as a mail, in the meeting's language: what is asked, what is missing, and where to go. */
export function composeMail(
  { id, kind, meetingId, runId, args }: Told,
  { to, organisation, scripted, url }: Envelope,
): Mail {
  const { question, language, status, onBehalfOf } = args;
  const t = createTranslator({ locale: language, messages: language === 'ru' ? ru : en });
  const asks = kind === 'decision_needed' || kind === 'decision_reminder';
  const said = [
    ...asked(t, kind, args),
    ...(onBehalfOf ? [t('on_behalf', { name: onBehalfOf })] : []),
    ...(args.missing.length > 0 && asks
      ? [t('missing', { list: missingWords(language, args.missing, t('missing_other')) })]
      : []),
  ];
  const page = asks ? 'decide' : 'decision';
  const link = url ? new URL(`/meetings/${meetingId}/${page}?run=${runId}`, url).href : null;
  const label = t(asks ? 'decide' : kind === 'export_failed' ? 'exports' : 'read');
  const small = [...(scripted ? [t('scripted')] : []), t('sent_by', { organisation })];
  const subject = t(`subject.${kind}`, { question, status, label: args.exported?.label ?? t('files') }).replace(
    /\s+/g,
    ' ',
  );
  return {
    id,
    to,
    subject: subject.length > longestSubject ? `${subject.slice(0, longestSubject - 1).trimEnd()}…` : subject,
    text: [question, ...said, link ? `${label}: ${link}` : t('where'), small.join('\n')].join('\n\n').concat('\n'),
    html: htmlOf(language, question, said, link ? { href: link, label } : t('where'), small),
  };
}

type Translate = ReturnType<typeof createTranslator<typeof en>>;

function asked(
  t: Translate,
  kind: Notice['kind'],
  { status, leaning, by, exported, tasks, language }: Told['args'],
): string[] {
  if (tasks) return [t('asked.follow_up', tasks)];
  if (exported) {
    const { delivered, failed, reason } = exported;
    const label = exported.label ?? t('files');
    return [
      ...(delivered > 0 ? [t('asked.exported', { label, delivered })] : []),
      ...(failed > 0 ? [t('asked.not_exported', { label, failed })] : []),
      ...(reason ? [exportReason(language, reason)] : []),
    ];
  }
  if (kind === 'decision_settled') return [t('asked.settled', { by: by ?? 'XIO', status })];
  if (status === 'proposed' && leaning) return [t('asked.proposed', { leaning })];
  const first = status === 'deferred' ? t('asked.deferred') : t('asked.escalated');
  return leaning ? [first, t('asked.leaning', { leaning })] : [first];
}

/** What is missing in words, joined as the language does; codes without a word become one general one. */
export function missingWords(language: Language, codes: string[], other: string): string {
  const words = codes.map((code) => (codeWord(language, code) === code ? other : codeWord(language, code)));
  return new Intl.ListFormat(language).format(new Set(words));
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`).replaceAll('\n', '<br>');

/** What a mail looks like: what it is about, what is said, where to go. */
export function htmlOf(
  language: Language,
  question: string,
  said: string[],
  way: { href: string; label: string } | string,
  small: string[],
): string {
  const link =
    typeof way === 'string'
      ? `<p>${escaped(way)}</p>`
      : `<p style="margin:24px 0"><a href="${escaped(way.href)}" style="background:#13517d;color:#ffffff;padding:12px 20px;border-radius:6px;text-decoration:none;font-weight:600">${escaped(way.label)}</a></p>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>XIO</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 'Source Sans 3',system-ui,sans-serif"><div style="max-width:34rem">
<h1 style="margin:0 0 16px;font:600 21px/1.35 'Source Serif 4',Georgia,serif">${escaped(question)}</h1>
${said.map((one) => `<p>${escaped(one)}</p>`).join('\n')}
${link}
<p style="font-size:13px;opacity:.75">${small.map(escaped).join('<br>')}</p>
</div></body></html>
`;
}
