import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { Measure } from '@/components/measures/measure';
import { type Counted, confirmedTasks } from '@/lib/services/measures/define';
import type { Measures } from '@/lib/services/measures/schemas';
import { meetingsHref, sayers } from './say';
import { type MeasureName, specs } from './specs';

/** One measure of the page, in words and links. */
export function Section({ name, measures }: { name: MeasureName; measures: Measures }) {
  const t = useTranslations('measures');
  const say = sayers(useFormatter(), t);
  const spec = specs[name];
  const write = spec.say(say);
  const { figures, targets, spans } = measures;
  const [value = null] = spec.values(figures);
  const count = spec.count(figures);
  const goal = spec.target?.value(targets);
  const bound = goal === undefined ? '' : t(spec.target?.atLeast ? 'at_least' : 'at_most', { value: write(goal) });
  const met = goal === undefined || value === null ? null : spec.target?.atLeast ? value >= goal : value <= goal;
  const [least, most] = confirmedTasks;
  return (
    <Measure
      id={name}
      title={t(`names.${name}`)}
      about={t(`abouts.${name}`, { least, most })}
      value={{ text: write(value), href: meetingsHref(measures, spec.counted) }}
      note={count === 0 ? t(`nothing.${name}`) : <Note name={name} measures={measures} write={write} />}
      target={goal === undefined ? undefined : { text: t(met ? 'met.yes' : 'met.no', { value: bound }), met }}
      plot={{
        bars: spans.map((span) => ({
          label: say.day(span.from),
          values: spec.values(span.figures).slice(0, spec.drawn),
          few: spec.count(span.figures) < measures.few,
        })),
        say: write,
        target: goal === undefined ? undefined : { value: goal, label: t('target', { value: write(goal) }) },
        ceiling: spec.ceiling,
        unit: isTime(name) ? (value !== null && value > 80 * 60_000 ? 3_600_000 : 60_000) : 1,
        ...(name === 'tasks' ? { legend: [t('columns.stated'), t('columns.derived')] } : {}),
      }}
      columns={[t('columns.period'), ...spec.columns.map((one) => t(`columns.${one}`)), t('columns.count')]}
      rows={spans.toReversed().map((span) => {
        const scope = { ...measures, from: span.from, to: span.to };
        const of = spec.count(span.figures);
        const href = (counted: typeof spec.counted) => (of > 0 ? meetingsHref(scope, counted) : undefined);
        return {
          key: span.from,
          head: say.days(span.from, span.to),
          cells: [
            ...spec
              .values(span.figures)
              .map((one) => ({ text: of > 0 ? write(one) : t('none'), href: href(spec.counted) })),
            { text: say.count(of), href: href(wholeOf(name)) },
          ],
        };
      })}
      empty={count === 0}
    />
  );
}

/** The meetings that a measure rests on: of a share all that ended, else those that were measured. */
const wholeOf = (name: MeasureName) => (name === 'success' || name === 'escalations' ? 'ended' : specs[name].counted);

interface NoteProps {
  name: MeasureName;
  measures: Measures;
  write: (value: number | null) => string;
}

/** What the number rests on: the meetings that it counts, and of how many. */
function Note({ name, measures, write }: NoteProps) {
  const t = useTranslations('measures');
  const { figures } = measures;
  const count = specs[name].count(figures);
  const link = (counted: Counted, words: string) => (
    <Link className="cite" href={meetingsHref(measures, counted)}>
      {words}
    </Link>
  );
  return (
    <>
      {name === 'success' && link('succeeded', t('succeeded', { count: figures.succeeded }))}
      {name === 'escalations' && link('escalated', t('handed', { count: figures.escalated }))}
      {name === 'tasks' && t('tasks_of', { derived: write(figures.tasks.derived), added: write(figures.tasks.added) })}
      {name === 'cost' && t('cost_of', { total: write(figures.cost?.total ?? null) })}
      {isTime(name) && t('mean_of', { mean: write(figures[name].mean) })}
      {' · '}
      {link(wholeOf(name), t('meetings', { count }))}
    </>
  );
}

const isTime = (name: MeasureName) =>
  name === 'decision' || name === 'agenda' || name === 'detect' || name === 'restore';
