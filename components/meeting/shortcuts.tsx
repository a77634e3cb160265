import { Dialog } from '../ui/dialog';
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

interface Props {
  open: boolean;
  onClose: () => void;
  words: Words;
  steers: boolean;
}

/** Every key of the room and what it does; steering only for who steers. */
export function Shortcuts({ open, onClose, words: { t }, steers }: Props) {
  return (
    <Dialog open={open} onClose={onClose} title={t('ask.help_title')}>
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
      <div className={styles.answers}>
        <button type="button" className="button" data-quiet="" onClick={onClose}>
          {t('bar.close')}
        </button>
      </div>
    </Dialog>
  );
}
