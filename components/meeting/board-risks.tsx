import { useLocale } from 'next-intl';
import { policyOf } from '@/lib/council/policy';
import type { Risk } from '@/lib/council/run';
import { Icon } from '../ui/icon';
import styles from './board.module.css';
import { Fold } from './fold';
import { onParts, type PartProps } from './parts';
import { TurnLink } from './turn-link';

export const Risks = onParts(RiskList, 'risks');

/** Risks, the gravest first; what one still lacks is said. */
function RiskList({ state, words }: PartProps) {
  const { t } = words;
  if (state.risks.length === 0) return null;
  const rows = [...state.risks].sort((a, b) => b.likelihood * b.impact - a.likelihood * a.impact);
  return (
    <div>
      <h2 className={`label ${styles.head}`}>
        {t('board.risks')} <span className="note">{t('board.risks_scale')}</span>
      </h2>
      <Fold
        words={words}
        className={styles.risks}
        items={rows}
        most={5}
        draw={(risk) => <RiskRow key={risk.id} risk={risk} state={state} words={words} />}
      />
    </div>
  );
}

function RiskRow({ risk, state, words }: PartProps & { risk: Risk }) {
  const { t } = words;
  const number = new Intl.NumberFormat(useLocale());
  const { cost, owner } = risk;
  const costOwed = policyOf(state).risk_cost_required && !cost;
  const lacks = [...(risk.mitigation ? [] : [t('board.no_mitigation')]), ...(costOwed ? [t('board.no_cost')] : [])];
  return (
    <li>
      <p>
        <b className={styles.id}>{risk.id}</b> <span lang={state.agenda.language}>{risk.text}</span>
      </p>
      {risk.mitigation && (
        <p className={styles.answer} lang={state.agenda.language}>
          <Icon name="to" size={13} /> <span className="sr-only">{t('board.mitigation')}</span> {risk.mitigation}
        </p>
      )}
      {lacks.length > 0 && (
        <p className={styles.lacks}>
          <Icon name="ring" size={13} /> {lacks.join(', ')}
        </p>
      )}
      <p className="note">
        {t('board.grave', { likelihood: risk.likelihood, impact: risk.impact })}
        {cost && ` · ${number.format(cost.amount)} ${cost.unit}`}
        {` · ${owner ? t('board.owner', { name: owner }) : t('board.no_owner')}`}
        {' · '}
        <TurnLink words={words} turn={risk.turn} />
        {risk.mitigatedBy !== null && risk.mitigatedBy !== risk.turn && (
          <>
            {', '}
            <TurnLink words={words} turn={risk.mitigatedBy} />
          </>
        )}
      </p>
    </li>
  );
}
