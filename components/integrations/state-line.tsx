import { useTranslations } from 'next-intl';
import { Icon } from '../ui/icon';
import type { Integration } from './types';

/** How an integration stands, by mark, word and colour, and why where it is broken. */
export function StateLine({ state, reason }: { state: Integration['state']; reason: string | null }) {
  const t = useTranslations('integrations');
  const mark = { new: 'ring', ready: 'tick', broken: 'trouble' } as const;
  return (
    <p className={state === 'broken' ? 'trouble' : 'note'}>
      <Icon name={mark[state]} size={14} /> {t(`states.${state}`)}
      {reason && `: ${reason}`}
    </p>
  );
}

/** Whose it is and by what, in one line. */
export function AboutLine({ of: { settings, target } }: { of: Integration }) {
  const t = useTranslations('integrations');
  const { workspace, secret, waiting } = settings;
  const by =
    secret.kind === 'outside'
      ? t('secret_outside', { hint: secret.hint ?? '' })
      : secret.kind === 'kept'
        ? secret.hint
          ? t('secret_kept', { hint: secret.hint })
          : t('secret_plain')
        : null;
  const parts = [
    t(`targets.${target}`),
    workspace && t('workspace', { name: workspace }),
    by,
    waiting > 0 && t('waiting', { count: waiting }),
  ];
  return <p className="note">{parts.filter(Boolean).join(' · ')}</p>;
}
