import { useLocale, useTranslations } from 'next-intl';
import type { DecisionLog } from '@/lib/council/decision-log.schema';
import type { RunState } from '@/lib/council/run';
import { saySign } from '@/lib/minutes/sentences';
import { languageOf } from '@/lib/words/locale';
import { clock } from '../meeting/times';
import styles from './decision.module.css';

/** Where the decision comes from: who spoke, by what protocol, and its seal. */
export function Made({ log, state, contentHash }: { log: DecisionLog; state: RunState; contentHash: string }) {
  const t = useTranslations('decision');
  const locale = useLocale();
  const base = `/api/v1/meetings/${state.meetingId}/decision`;
  const own = `/meetings/${state.meetingId}/decision?run=${state.runId}&version=${log.version}`;
  const [protocol = '', version = ''] = log.protocol_version.split('/');
  const cites = log.rationale.length + log.risks.length + log.alternatives.length > 0;
  const gone = state.turns.reduce((sum, turn) => sum + turn.discarded.length, 0);
  return (
    <div className={styles.made}>
      <p>
        {log.taken ? (
          <>
            {log.taken.provider === 'rules'
              ? t('taken_rules')
              : log.taken.provider === 'playbook'
                ? t('taken_scripted')
                : t('taken_model', { model: log.taken.model })}{' '}
            {log.taken.signs.length > 0 &&
              `${t('taken_signs', {
                signs: log.taken.signs.map((code) => saySign(code, languageOf(locale))).join(', '),
              })} `}
          </>
        ) : log.scripted ? (
          <b>{t('made_scripted')}</b>
        ) : (
          t('made_models', { models: log.models.map((one) => one.replace(/^[^:]+:/, '')).join(', ') })
        )}{' '}
        {!log.taken &&
          t('made_by', {
            team: state.team.name,
            protocol,
            version,
            turns: state.turns.length,
            time: clock(state.clock.activeMs),
            gone,
          })}{' '}
        {cites && t('made_cited')} {t('made_hash')}{' '}
        <code title={contentHash}>{(contentHash.slice(0, 12).match(/.{4}/g) ?? []).join(' ')}</code>
        <code className={styles.paper}>{contentHash}</code>
      </p>
      <p className={styles.ways}>
        <a className="cite" href={`/meetings/${state.meetingId}`}>
          {t('read_minutes')}
        </a>
        <a className="cite" href={`${own}&print=1`}>
          {t('download_print')}
        </a>
        <a className="cite" href={`${base}?format=md`} download>
          {t('download_md')}
        </a>
        <a className="cite" href={`${base}?format=json`} download>
          {t('download_json')}
        </a>
      </p>
    </div>
  );
}
