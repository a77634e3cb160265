import { useFormatter, useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import { PersonMark } from '../meeting/seat-mark';
import styles from './record.module.css';

/** For paper only: where hands sign. */
export function SignatureLines({ decider }: { decider: string }) {
  const t = useTranslations('decision');
  return (
    <div className={styles.sign}>
      <span>{decider}</span>
      <span>{t('date_line')}</span>
      <span>{t('signature_line')}</span>
    </div>
  );
}

/** Who settled it, when and why; an accepted log also carries what was signed: the SHA-256 of its canonical JSON. */
export function Signature({ log }: { log: DecisionLog }) {
  const t = useTranslations('decision');
  const format = useFormatter();
  const { settlement, confirmation } = log;
  const at = (iso: string) => format.dateTime(new Date(iso), { dateStyle: 'long', timeStyle: 'short' });
  return (
    <div className={styles.signature}>
      {settlement && (
        <>
          <p>
            <PersonMark name={settlement.by} small /> <b>{settlement.by}</b>,{' '}
            <time dateTime={settlement.at}>{at(settlement.at)}</time>
            {settlement.on_behalf_of && <> {t('on_behalf', { name: settlement.on_behalf_of })}</>}
          </p>
          {settlement.note && <blockquote>{settlement.note}</blockquote>}
        </>
      )}
      {confirmation && (
        <dl>
          <div>
            <dt>{t('signed_by')}</dt>
            <dd>{confirmation.member}</dd>
          </div>
          <div>
            <dt>{t('signed_at')}</dt>
            <dd>
              <time dateTime={confirmation.at}>{at(confirmation.at)}</time>
            </dd>
          </div>
          <div>
            <dt>SHA-256</dt>
            <dd>
              <code>{confirmation.sha256}</code>
            </dd>
          </div>
        </dl>
      )}
    </div>
  );
}
