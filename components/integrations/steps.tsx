import { useTranslations } from 'next-intl';
import { Icon } from '../ui/icon';
import styles from './integrations.module.css';

const steps = ['connect', 'place', 'map', 'ready'] as const;

/** How far the setting-up is. */
export function Steps({ at }: { at: (typeof steps)[number] }) {
  const t = useTranslations('integrations');
  const here = steps.indexOf(at);
  return (
    <ol className={styles.steps} aria-label={t('steps.title')}>
      {steps.map((one, n) => (
        <li
          key={one}
          aria-current={n === here ? 'step' : undefined}
          data-done={n < here || at === 'ready' || undefined}
        >
          <Icon name={n < here || at === 'ready' ? 'tick' : 'ring'} size={14} /> {t(`steps.${one}`)}
          {n < here && <span className="sr-only">, {t('steps.done')}</span>}
        </li>
      ))}
    </ol>
  );
}
