import { useTranslations } from 'next-intl';
import type { DecisionStatus } from '@/lib/council/decision-log.schema';
import { Icon, type IconName } from '../ui/icon';

const marks: Record<DecisionStatus, [IconName, tone: string]> = {
  draft: ['draft', 'waiting'],
  proposed: ['ring', 'waiting'],
  accepted: ['tick', 'live'],
  rejected: ['cross', 'trouble'],
  deferred: ['ring', 'waiting'],
  escalated: ['ring', 'waiting'],
  superseded: ['to', 'done'],
};

/** Where a decision stands: a mark, a word and a colour. */
export function Status({ status }: { status: DecisionStatus }) {
  const t = useTranslations('decision');
  const [mark, tone] = marks[status];
  return (
    <span className={`state ${tone}`}>
      <Icon name={mark} size={18} /> {t(`status.${status}`)}
    </span>
  );
}
