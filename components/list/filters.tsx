import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Icon } from '../ui/icon';
import styles from './list.module.css';
import { type MeetingState, states } from './states';

interface Props {
  search: string;
  state: MeetingState | null;
  counts: Record<MeetingState, number>;
  /** What else the address asks for, kept by every filter. */
  kept: Kept;
}

type Kept = Readonly<Record<string, string | undefined>>;

export function listHref(search: string, state: MeetingState | null, kept: Kept, cursor?: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(kept)) if (value) query.set(name, value);
  if (search) query.set('q', search);
  if (state) query.set('state', state);
  if (cursor) query.set('cursor', cursor);
  const text = query.toString();
  return text ? `/?${text}` : '/';
}

/** Search, and the states with how many meetings stand there; a state without any is not drawn. */
export function Filters({ search, state, counts, kept }: Props) {
  const t = useTranslations('list');
  const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
  const shown = [null, ...states.filter((one) => counts[one] > 0 || one === state)];
  return (
    <>
      <search className={styles.find}>
        <form action="/">
          <Icon name="find" />
          <input type="search" name="q" defaultValue={search} placeholder={t('find')} aria-label={t('find')} />
          {Object.entries({ ...kept, ...(state && { state }) }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </form>
      </search>
      <nav aria-label={t('states')} className={styles.filters}>
        <h2 className="label">{t('states')}</h2>
        <ul>
          {shown.map((one) => (
            <li key={one ?? 'all'}>
              <Link href={listHref(search, one, kept)} aria-current={one === state ? 'true' : undefined}>
                {one ? t(`state.${one}`) : t('all')} <span>{one ? counts[one] : all}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
