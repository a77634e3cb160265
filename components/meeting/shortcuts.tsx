import styles from './side.module.css';
import type { Words } from './use-words';

const reading = ['find', 'escape', 'help'] as const;
const steering = [
  'pause',
  'pause_now',
  'handoff',
  'skip',
  'request_alt',
  'request_risk',
  'extend',
  'wrap_up',
  'stop',
  'say',
] as const;

/** Every key of the room and what it does; steering only for who steers. */
export function Shortcuts({ words: { t }, steers }: { words: Words; steers: boolean }) {
  return (
    <>
      <dl className={styles.keys}>
        {[...(steers ? steering : []), ...reading].map((one) => (
          <div key={one}>
            <dt>
              <kbd className="key">{t(`keys.${one}`)}</kbd>
            </dt>
            <dd>{t(one === 'say' ? 'keys.say_means' : one === 'pause' ? 'keys.pause_means' : `controls.${one}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="note">{t('keys.off')}</p>
    </>
  );
}
