import type { RunState } from '@/lib/council/run';
import { Icon, type IconName } from '../../ui/icon';
import { grouped } from '../grouped';
import type { Words } from '../use-words';
import styles from './minutes.module.css';
import { Folded } from './prose';

export type Call = RunState['tools'][number];

/** The calls that a turn made, in the order in which it asked for them. */
export const callsOf = grouped((call: Call) => [call.turn]);

type Stage = Call['stage'] | 'cut';
const marks: Record<Stage, IconName> = { started: 'ring', finished: 'tick', failed: 'trouble', cut: 'cross' };
const tones: Record<Stage, string> = { started: 'waiting', finished: 'done', failed: 'trouble', cut: 'note' };

/**
 * The tool calls of a turn as folded threads: what was asked with which arguments, how far it came and when, what came
 * back. Once the turn is not `open` any more, a call that still ran was cut with it.
 */
export function Threads({ calls, open, words }: { calls: readonly Call[]; open: boolean; words: Words }) {
  const { t } = words;
  return calls.map(({ thread, tool, stage: last, stages, arguments: given, result }) => {
    const stage = last === 'started' && !open ? 'cut' : last;
    const asked = stages[0]?.at ?? 0;
    return (
      <details key={thread} className={styles.thread}>
        <summary>
          <span className={tones[stage]}>
            <Icon name={marks[stage]} size={13} />
          </span>{' '}
          <bdi>{tool}</bdi> <span className="note">{t(`minutes.tool_${stage}`)}</span>
        </summary>
        <ol className={styles.stages}>
          <li>
            {t('minutes.tool_asked')}
            <dl>
              {Object.entries(given).map(([name, value]) => (
                <div key={name}>
                  <dt>
                    <bdi>{name}</bdi>
                  </dt>
                  <dd dir="auto">{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
                </div>
              ))}
            </dl>
          </li>
          {stages.slice(1).map((one) => (
            <li key={`${one.stage} ${one.at}`} className={tones[one.stage]}>
              {t(`minutes.tool_${one.stage}`)}{' '}
              <span className="note">{t('minutes.tool_after', { seconds: (one.at - asked) / 1000 })}</span>
            </li>
          ))}
          {(stage === 'started' || stage === 'cut') && <li className={tones[stage]}>{t(`minutes.tool_${stage}`)}</li>}
        </ol>
        {stage === 'started' && <div className={styles.rule} />}
        {result !== null && (
          <div className={styles.result}>
            <Folded text={result} words={words} />
          </div>
        )}
      </details>
    );
  });
}
