import { useTranslations } from 'next-intl';
import styles from './measures.module.css';

interface Choice {
  id: string;
  name: string;
}

interface Props {
  days: string;
  from: string;
  to: string;
  team: string | null;
  template: string | null;
  teams: Choice[];
  templates: Choice[];
}

/** Which meetings count: a plain form, so that every view has an address. */
export function Filter({ days, from, to, team, template, teams, templates }: Props) {
  const t = useTranslations('measures');
  const select = (name: 'team' | 'template', choices: Choice[], chosen: string | null) => (
    <label>
      <span className="label">{t(name)}</span>
      <select className="field" name={name} defaultValue={chosen ?? ''}>
        <option value="">{t('all')}</option>
        {choices.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <search>
      {/* A choice made by address is a new form: its fields start from what the address says. */}
      <form action="/measures" className={styles.filter} key={`${days} ${from} ${to} ${team} ${template}`}>
        <label>
          <span className="label">{t('period')}</span>
          <select className="field" name="days" defaultValue={days}>
            {['30', '90', '365'].map((one) => (
              <option key={one} value={one}>
                {t('last_days', { count: +one })}
              </option>
            ))}
            <option value="own">{t('own_days')}</option>
          </select>
        </label>
        <label className={styles.own}>
          <span className="label">{t('from')}</span>
          <input className="field" type="date" name="from" defaultValue={from} />
        </label>
        <label className={styles.own}>
          <span className="label">{t('to')}</span>
          <input className="field" type="date" name="to" defaultValue={to} />
        </label>
        {select('team', teams, team)}
        {select('template', templates, template)}
        <button type="submit" className="button" data-quiet="">
          {t('show')}
        </button>
      </form>
    </search>
  );
}
