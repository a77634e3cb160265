'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Send } from '../ui/send';

/** Leads to the provider; how it went stands below it afterwards. */
export function TryButton({ id, begin }: { id: string; begin: Send<{ url: string }> }) {
  const t = useTranslations('saml');
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const result = await begin({ id }).catch(() => null);
    if (result?.ok) window.location.assign(result.value.url);
    else {
      setBusy(false);
      setRefused(result?.problem.detail ?? t('network'));
    }
  };
  return (
    <p>
      <button type="button" className="button" data-quiet="" disabled={busy} onClick={go}>
        {t('try')}
      </button>
      {refused && (
        <span role="alert" className="trouble">
          {' '}
          {refused}
        </span>
      )}
    </p>
  );
}
