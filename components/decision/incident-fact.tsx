import { useFormatter, useTranslations } from 'next-intl';

const times = ['started_at', 'detected_at', 'mitigated_at', 'resolved_at'] as const;

/** A line of the agenda's incident, as people read it: its name in words, its time as a date. */
export function IncidentFact({ text }: { text: string }) {
  const t = useTranslations('agenda');
  const format = useFormatter();
  const [key = '', ...rest] = text.split(': ');
  const value = rest.join(': ');
  const time = times.find((one) => one === key);
  if (!time) return `${key === 'service' ? t('service') : key}: ${value}`;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return `${t(`times.${time}`)}: ${value}`;
  return `${t(`times.${time}`)}: ${format.dateTime(at, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })} UTC`;
}
