import { useTranslations } from 'next-intl';
import type { Proposal } from '@/lib/council/proposal.schema';
import { Icon } from '../ui/icon';
import type { TeamChoice } from './draft';
import styles from './editor.module.css';

interface Props {
  choice: TeamChoice;
  wanted: Proposal['seats'];
  language: string;
}

/** Who will sit at the table and by which model, why the moderator wants them, and who is missing. */
export function Seats({ choice, wanted, language }: Props) {
  const t = useTranslations('new');
  const { seats } = choice.team;
  const absent = wanted.filter((one) => one.seat === null);
  const letters = 'ABCDEFGHIJKLMNOP';
  const experts = seats.filter((one) => one.role === 'expert');
  return (
    <ul className={styles.seats}>
      {experts.map((seat, n) => {
        const why = wanted.find((one) => one.seat === seat.id && one.name === seat.name)?.why ?? seat.persona;
        return (
          <li key={seat.id}>
            <span className={`seat s${(n % 6) + 1}`} aria-hidden="true">
              {letters[n]}
            </span>
            <div>
              <p lang={language}>
                <b>{seat.name}</b>{' '}
                <span className="note">{seat.model.provider === 'playbook' ? t('scripted') : seat.model.name}</span>
              </p>
              <p className="note" lang={language}>
                {why}
              </p>
            </div>
          </li>
        );
      })}
      {absent.map((seat) => (
        <li key={seat.name}>
          <span className="waiting">
            <Icon name="ring" size={20} />
          </span>
          <div>
            <p>
              <b lang={language}>{seat.name}</b> <span className="waiting">{t('absent')}</span>
            </p>
            <p className="note" lang={language}>
              {seat.why}
            </p>
          </div>
        </li>
      ))}
      <li className="note" lang={language}>
        {seats
          .filter((one) => one.role !== 'expert')
          .map((one) => one.name)
          .join(', ')}
      </li>
    </ul>
  );
}
