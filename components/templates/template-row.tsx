import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import styles from './templates.module.css';

interface Props {
  template: {
    id: string;
    own: boolean;
    name: Record<Language, string>;
    purpose: Record<Language, string>;
    protocol: 'council' | 'panel';
    experts: number;
    criteria: number;
    minutes: number;
    version: number;
  };
  language: Language;
  usable: boolean;
}

/** A template in the gallery: what it is for, how large it is, and the way to a meeting. */
export function TemplateRow({ template, language, usable }: Props) {
  const t = useTranslations('templates');
  const { id, own, experts, criteria, minutes, version } = template;
  const name = template.name[language];
  return (
    <article className={styles.template}>
      <div>
        <h3>
          <Link href={`/templates/${id}`}>{name}</Link>
        </h3>
        <p>{template.purpose[language]}</p>
      </div>
      <ul className="note">
        <li>{t(template.protocol)}</li>
        <li>{t('size', { experts, criteria })}</li>
        <li>
          {t('minutes', { count: minutes })}
          {own && <>, {t('version', { version })}</>}
        </li>
      </ul>
      {usable && (
        <Link className="link" href={`/meetings/new?template=${id}`} aria-label={t('use_named', { name })}>
          {t('use')}
        </Link>
      )}
    </article>
  );
}
