'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import type { Send } from '../ui/send';

export interface TeamChoice {
  id: string;
  name: string;
}

interface Props {
  where: { meetingId: string; runId: string; at: number };
  teams: readonly TeamChoice[];
  /** The one that held it. */
  team: string;
  /** Makes a repeated click the same meeting. */
  newKey: string;
  hold: Send;
}

const mostRounds = 10;
const styles = {
  protocol: ['council', 'panel'],
  selector: ['round_robin', 'auto', 'random'],
  rounds: Array.from({ length: mostRounds }, (_, n) => String(n + 1)),
} as const;

/** Another team, or the same in another style; what is left alone stays as the team has it. */
export function AgainForm({ where, teams, team, newKey, hold }: Props) {
  const t = useTranslations('again');
  const [refused, submit, busy] = useActionState(async (_: string | null, form: FormData) => {
    const chosen = (name: string) => String(form.get(name) ?? '') || undefined;
    const rounds = chosen('rounds');
    const answer = await hold({
      ...where,
      teamId: chosen('team') ?? '',
      style: { protocol: chosen('protocol'), selector: chosen('selector'), rounds: rounds && Number(rounds) },
      key: newKey,
    }).catch(() => null);
    if (answer?.ok) return null;
    const { detail, errors = [] } = answer?.problem ?? { detail: t('network') };
    return [detail, ...errors.map((one) => one.message)].join(' ');
  }, null);
  return (
    <form action={submit}>
      <label>
        {t('team')}
        <select name="team" className="field" defaultValue={team}>
          {teams.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </label>
      {(['protocol', 'selector', 'rounds'] as const).map((name) => (
        <label key={name}>
          {t(name)}
          <select name={name} className="field" defaultValue="">
            <option value="">{t('as_team')}</option>
            {styles[name].map((one) => (
              <option key={one} value={one}>
                {name === 'rounds' ? one : t(`styles.${one}`)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <p role="alert" className="trouble">
        {refused}
      </p>
      <div>
        <button type="submit" className="button" disabled={busy}>
          {t(busy ? 'going' : 'go')}
        </button>
      </div>
    </form>
  );
}
