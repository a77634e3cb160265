import { useFormatter, useTranslations } from 'next-intl';
import { Table } from '@/components/measures/measure';
import styles from '@/components/measures/measures.module.css';
import type { Measures } from '@/lib/services/measures/schemas';
import { meetingsHref, sayers } from './say';
import { type MeasureName, specs } from './specs';

type Group = Measures['teams'][number];

interface Props {
  by: 'team' | 'template';
  measures: Measures;
  shown: readonly MeasureName[];
  nameOf: (group: Group) => string;
}

/** Every measure by team, or by kind of meeting. */
export function Groups({ by, measures, shown, nameOf }: Props) {
  const t = useTranslations('measures');
  const say = sayers(useFormatter(), t);
  const groups = by === 'team' ? measures.teams : measures.templates;
  const columns = shown.flatMap((name) =>
    name === 'tasks' ? [t('columns.stated'), t('columns.derived')] : [t(`columns.${name}`)],
  );
  return (
    <section className={styles.group} aria-labelledby={`by-${by}`}>
      <h2 id={`by-${by}`}>{t(`by_${by}`)}</h2>
      <Table
        caption={t(`by_${by}`)}
        columns={[t(`name.${by}`), t('columns.count'), ...columns]}
        rows={groups.map((group) => {
          const scope = { ...measures, [by]: group.id };
          const { figures } = group;
          return {
            key: group.id,
            head: nameOf(group),
            cells: [
              { text: say.count(figures.ended), href: meetingsHref(scope, 'ended') },
              ...shown.flatMap((name) => {
                const { counted, count, values, drawn, say: writer } = specs[name];
                const any = count(figures) > 0;
                return values(figures)
                  .slice(0, drawn)
                  .map((value) => ({
                    text: any ? writer(say)(value) : t('none'),
                    href: any ? meetingsHref(scope, counted) : undefined,
                  }));
              }),
            ],
          };
        })}
      />
    </section>
  );
}
