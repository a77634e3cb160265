'use client';

import Link from 'next/link';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { useState } from 'react';
import { Act } from '../ui/act';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Moment } from '../ui/moment';
import type { Send } from '../ui/send';
import type { Connection } from './draft';
import styles from './models.module.css';
import { TestPanel } from './test-panel';

interface Props {
  connection: Connection;
  remove: Send;
  /** The server's clock, ISO 8601. */
  now: string;
}

/** A connection with how its last test went, and what can be done with it. */
export function ConnectionRow({ connection, remove, now }: Props) {
  const t = useTranslations('models');
  const format = useFormatter();
  const [asking, setAsking] = useState(false);
  const { id, label, provider, models, usual, settings } = connection;
  const teams = format.list(settings.teams.map((one) => one.name));
  return (
    <article id={id} className={styles.connection} aria-labelledby={`name-${id}`}>
      <div className={styles.what}>
        <h2 id={`name-${id}`}>{label}</h2>
        <p className="note">
          {[t(`providers.${provider}`), settings.url, settings.keyHint && t('key_short', { hint: settings.keyHint })]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <p>{models.join(', ')}</p>
        {usual && <p className="note">{t('usual', { model: models[0] ?? '' })}</p>}
        <LastTest connection={connection} now={now} />
      </div>
      <TestPanel id={id} models={models}>
        <Link className="button" data-quiet="" href={`/models/${id}`}>
          {t('change')}
        </Link>
        <button type="button" className="button" data-quiet="" onClick={() => setAsking(true)}>
          {t('remove')}
        </button>
      </TestPanel>
      <Dialog open={asking} onClose={() => setAsking(false)} title={t('remove_title', { label })}>
        <p>{t('remove_text')}</p>
        <p>
          {settings.teams.length > 0 ? t('remove_teams', { count: settings.teams.length, teams }) : t('remove_free')}
        </p>
        <div className={styles.deeds}>
          <button type="button" className="button" data-quiet="" onClick={() => setAsking(false)}>
            {t('cancel')}
          </button>
          <Act act={remove} input={{ id }} label={t('remove_it')} busy={t('removing')} />
        </div>
      </Dialog>
    </article>
  );
}

function LastTest({ connection: { settings, models }, now }: Omit<Props, 'remove'>) {
  const t = useTranslations('models');
  const reasons = useTranslations('council.reasons');
  const locale = useLocale();
  const test = settings.lastTest;
  if (!test) {
    return (
      <p className="note">
        <Icon name="ring" size={14} /> {t('untested')}
      </p>
    );
  }
  const which = models.length > 1 ? `${test.model}: ` : '';
  return (
    <p className={test.failed ? 'trouble' : 'note'}>
      <Icon name={test.failed ? 'trouble' : 'tick'} size={14} /> {which}
      {test.failed ? reasons(test.failed) : t('answered', { seconds: (test.totalMs ?? 0) / 1000 })}{' '}
      <Moment at={test.at} now={now} locale={locale} />
    </p>
  );
}
