import { useFormatter, useTranslations } from 'next-intl';
import { estimate } from '@/lib/council/estimate';
import { type Draft, minutesOf, numberIn, type TeamChoice } from './draft';
import styles from './editor.module.css';

interface Props {
  draft: Draft;
  choice: TeamChoice;
  onFit: (minutes: number) => void;
}

/** The time of the boxes and the cost of the turns, each against the team's limit; a sentence where it is over. */
export function EstimateLine({ draft, choice: { team, prices }, onFit }: Props) {
  const t = useTranslations('new');
  const format = useFormatter();
  const minutes = minutesOf(draft);
  const items = draft.items
    .filter((row) => row.text.trim())
    .map((row) => ({ title: row.text, minutes: numberIn(row.number) }));
  const whole = minutes > 0 && items.every((one) => one.minutes > 0);
  const { turns, microUsd } = estimate(
    team,
    { items: whole ? items : [], timebox_minutes: whole ? minutes : 15 },
    prices ?? {},
  );
  const limit = team.limits.active_minutes;
  const late = whole && minutes > limit + 0.01;
  const scripted = team.seats.every((seat) => seat.model.provider === 'playbook');
  const unpriced = team.seats.some(
    (seat) => seat.model.provider !== 'playbook' && !prices?.[`${seat.model.provider}:${seat.model.name}`],
  );
  const usd = (micro: number) => format.number(micro / 1_000_000, { style: 'currency', currency: 'USD' });
  const dear = !scripted && prices !== null && microUsd.most > team.limits.money;
  const rounded = (value: number) => format.number(value, { maximumFractionDigits: 1 });
  return (
    <div className={styles.estimate} role="status">
      <dl>
        <div>
          <dt>{t('time')}</dt>
          <dd data-over={late || undefined}>
            {whole ? t('minutes_of', { minutes: rounded(minutes), limit: rounded(limit) }) : t('no_time')}
          </dd>
        </div>
        <div>
          <dt>{t('turns')}</dt>
          <dd>{t('range', { least: turns.least, most: turns.most, limit: team.limits.turns })}</dd>
        </div>
        {(scripted || prices !== null) && (
          <div>
            <dt>{t('cost')}</dt>
            <dd data-over={dear || undefined}>
              {scripted
                ? t('cost_scripted', { cost: usd(0) })
                : unpriced
                  ? t('cost_unknown', { limit: usd(team.limits.money) })
                  : t('cost_of', {
                      least: usd(microUsd.least),
                      most: usd(microUsd.most),
                      limit: usd(team.limits.money),
                    })}
            </dd>
          </div>
        )}
      </dl>
      {late && (
        <p className="trouble">
          {t('over_time', { minutes: rounded(minutes), limit: rounded(limit) })}{' '}
          {items.length > 0 && (
            <button type="button" className="link" onClick={() => onFit(limit)}>
              {t('fit', { limit: rounded(limit) })}
            </button>
          )}
        </p>
      )}
      {dear && <p className="trouble">{t('over_cost', { limit: usd(team.limits.money) })}</p>}
    </div>
  );
}
