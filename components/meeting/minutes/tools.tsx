import type { RunState } from '@/lib/council/run';
import { Icon, type IconName } from '../../ui/icon';
import { grouped } from '../grouped';
import type { Words } from '../use-words';
import styles from './minutes.module.css';
import { Folded } from './prose';

export type Call = RunState['tools'][number];

/** The calls that a turn made, in the order in which it asked for them. */
export const callsOf = grouped((call: Call) => [call.turn]);

const marks: Record<Call['stage'], IconName> = { started: 'ring', finished: 'tick', failed: 'trouble' };
const tones: Record<Call['stage'], string> = { started: 'waiting', finished: 'done', failed: 'trouble' };

/** The tool calls of a turn as folded threads: what was asked with which arguments, how far it is, what came back. */
export function Threads({ calls, words: { t }, words }: { calls: readonly Call[]; words: Words }) {
  return calls.map(({ thread, tool, stage, arguments: given, result }) => (
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
        <li className={tones[stage]}>{t(`minutes.tool_${stage}`)}</li>
      </ol>
      {stage === 'started' && <div className={styles.rule} />}
      {result !== null && (
        <div className={styles.result}>
          <Folded text={result} words={words} />
        </div>
      )}
    </details>
  ));
}
