'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import type { Send } from '../ui/send';
import type { Connection, Domain } from './types';

interface Props {
  of: Pick<Domain, 'id' | 'connectionId'>;
  connections: Pick<Connection, 'id' | 'label'>[];
  aim: Send;
}

/** Which connection a domain's people are sent to, where there are several. */
export function DomainWay({ of: { id, connectionId }, connections, aim }: Props) {
  const t = useTranslations('sso');
  const [told, setTold] = useState('');
  const [waits, start] = useTransition();
  const choose = (chosen: string) =>
    start(async () => {
      const result = await aim({ id, connectionId: chosen || null }).catch(() => null);
      setTold(result?.ok ? '' : (result?.problem.detail ?? t('network')));
    });
  return (
    <label>
      <span>{t('sent_to')}</span>{' '}
      <select
        className="field"
        value={connectionId ?? ''}
        disabled={waits}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        <option value="">{t('sent_to_all')}</option>
        {connections.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </select>
      {told && (
        <span role="alert" className="trouble">
          {told}
        </span>
      )}
    </label>
  );
}
