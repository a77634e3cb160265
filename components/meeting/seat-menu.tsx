import { useRef } from 'react';
import type { RunState } from '@/lib/council/run';
import { Menu, MenuItem } from '../ui/menu';
import { offered, spokenTurns } from './steering';
import type { Steering } from './use-steering';
import type { Words } from './use-words';

interface Props {
  seat: string;
  button: HTMLElement;
  open: boolean;
  onClose: () => void;
  state: RunState;
  words: Words;
  steering: Steering;
}

/** What a person can ask of one seat. */
export function SeatMenu({ seat, button, open, onClose, state, words: { t, face }, steering }: Props) {
  const { ask, skip, sayTo } = steering;
  // The field takes the focus only once the menu has let go of it.
  const says = useRef(false);
  const finalFocus = () => {
    if (!says.current) return button;
    says.current = false;
    sayTo(seat);
    return false;
  };
  const expert = face(seat)?.role === 'expert';
  const turn = spokenTurns(state).find((one) => one.seat === seat)?.turn;
  const takes = offered(state, 'handoff');
  const label = t('room.seat_menu', { name: face(seat)?.name ?? '' });
  return (
    <Menu open={open} onClose={onClose} button={button} label={label} finalFocus={finalFocus}>
      {turn !== undefined && (
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
          <MenuItem
            disabled={!takes}
            onClick={() => {
              says.current = true;
            }}
          >
            {t('controls.say_here')}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
