import type { RunState } from '@/lib/council/run';
import { MenuItem } from '../ui/menu';
import { offered } from './steering';
import type { Steering } from './use-steering';
import type { Words } from './use-words';

interface Props {
  seat: string;
  /** The turn that it speaks, if it speaks. */
  turn: number | null;
  state: RunState;
  words: Words;
  steering: Steering;
}

/** What a person can ask of one seat. */
export function SeatMenu({ seat, turn, state, words: { t, face }, steering }: Props) {
  const { ask, skip, sayTo } = steering;
  const expert = face(seat)?.role === 'expert';
  const takes = offered(state, 'handoff');
  return (
    <>
      {turn !== null && (
        <MenuItem tone="trouble" onClick={() => skip(turn)}>
          {t('controls.skip')}
        </MenuItem>
      )}
      {expert && (
        <>
          <MenuItem disabled={!takes} onClick={() => ask({ control: 'handoff', seat })}>
            {t('controls.handoff_here')}
          </MenuItem>
          <MenuItem disabled={!takes} onClick={() => ask({ control: 'request_alt', seat })}>
            {t('controls.request_alt')}
          </MenuItem>
          <MenuItem disabled={!takes} onClick={() => ask({ control: 'request_risk', seat })}>
            {t('controls.request_risk')}
          </MenuItem>
          <MenuItem disabled={!takes} onClick={() => sayTo(seat)}>
            {t('controls.say_here')}
          </MenuItem>
        </>
      )}
    </>
  );
}
