import Link from 'next/link';
import { useTranslations } from 'next-intl';
import styles from '../templates/templates.module.css';

interface Props {
  team: {
    id: string;
    name: string;
    protocol: 'council' | 'panel';
    version: number;
    seats: { role: string; name: string }[];
  };
}

/** A team in the list: its name, who speaks for it, and how large it is. */
export function TeamRow({ team }: Props) {
  const t = useTranslations('teams');
  const experts = team.seats.filter((seat) => seat.role === 'expert');
  return (
    <article className={styles.template}>
      <div>
        <h3>
          <Link href={`/teams/${team.id}`}>{team.name}</Link>
        </h3>
        <p>{experts.map((seat) => seat.name).join(', ')}</p>
      </div>
      <ul className="note">
        <li>{t(team.protocol)}</li>
        <li>{t('experts', { count: experts.length })}</li>
        <li>{t('version', { version: team.version })}</li>
      </ul>
    </article>
  );
}
