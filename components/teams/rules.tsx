import { useFormatter, useTranslations } from 'next-intl';
import type { Seat, SelectorRule } from '@/lib/council/team.schema';
import styles from './teams.module.css';

/** The team's own rules for the next speaker, as sentences in their order. */
export function Rules({ rules, seats }: { rules: SelectorRule[]; seats: Seat[] }) {
  const t = useTranslations('teams');
  const editor = useTranslations('editor');
  const council = useTranslations('council');
  const format = useFormatter();
  const name = (id: string) => seats.find((seat) => seat.id === id)?.name ?? id;
  const conditions = ({ phase, last_seat, open_objection, unheard, risks_below }: SelectorRule['when']) =>
    [
      phase && t('rule.phase', { phase: council(`phases.${phase}`) }),
      last_seat && t('rule.last_seat', { seat: name(last_seat) }),
      open_objection !== undefined && t(open_objection ? 'rule.objection' : 'rule.no_objection'),
      unheard !== undefined && t(unheard ? 'rule.unheard' : 'rule.heard'),
      risks_below !== undefined && t('rule.risks_below', { count: risks_below }),
    ].filter((one) => typeof one === 'string');
  return (
    <ol className={styles.rules}>
      {rules.map(({ when, pick }, n) => {
        const found = conditions(when);
        const sentence = t('rule.speaks', {
          conditions: found.length > 0 ? format.list(found, { type: 'unit' }) : t('rule.always'),
          who: 'seat' in pick ? name(pick.seat) : editor(`rules.picks.${pick.by}`),
        });
        // Rules have no name of their own, and their order is what they are.
        // biome-ignore lint/suspicious/noArrayIndexKey: never reordered while shown
        return <li key={n}>{sentence}</li>;
      })}
    </ol>
  );
}
