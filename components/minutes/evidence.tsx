import { useLocale, useTranslations } from 'next-intl';
import type { Language } from '@/lib/council/agenda.schema';
import { saySign } from '@/lib/minutes/sentences';
import { languageOf } from '@/lib/words/locale';
import { quoted } from '@/lib/words/quoted';
import styles from './minutes.module.css';

interface Cited {
  turns: readonly number[];
  quote: string;
  origin: 'stated' | 'derived' | 'human';
}

interface Props {
  cited: Cited;
  speakers: Readonly<Record<number, string | null>>;
  language: Language;
}

/** The words that were said, by whom, and the way to them. */
export function Evidence({ cited, speakers, language }: Props) {
  return (
    <div className={styles.evidence}>
      <blockquote lang={language}>{quoted(cited.quote, language)}</blockquote>
      <p className="note">
        <Saying cited={cited} speakers={speakers} />
      </p>
    </div>
  );
}

/** Who said it, and links to the turns. */
export function Saying({ cited, speakers }: Pick<Props, 'cited' | 'speakers'>) {
  const t = useTranslations('minutes');
  const speaker = speakers[cited.turns[0] ?? 0];
  return (
    <>
      {speaker ?? t('somebody')}
      {cited.turns.map((n) => (
        <span key={n}>
          ,{' '}
          <a className="cite" href={`#t${n}`}>
            {t('turn', { n })}
          </a>
        </span>
      ))}
      {cited.origin === 'derived' && <>, {t('derived')}</>}
    </>
  );
}

/** How sure whoever took it is, and why, for who wants to know. */
export function Sureness({ confidence, signs }: { confidence: number; signs: readonly string[] }) {
  const t = useTranslations('minutes');
  const percent = Math.round(confidence * 100);
  const language = languageOf(useLocale());
  const why = signs.map((code) => saySign(code, language)).join(', ');
  return (
    <span className="note" title={why || undefined}>
      {t('sure', { percent })}
      {why && <span className="sr-only">. {why}</span>}
    </span>
  );
}
