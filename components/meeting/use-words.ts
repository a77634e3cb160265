import { useLocale, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import type { Finding, Reason } from '@/lib/council/events';
import type { RunState } from '@/lib/council/run';
import { type Face, facesOf } from './faces';

type Named = Pick<RunState, 'team' | 'alternatives'>;

/** The words for seats and reasons of one run, in the reader's language; the same object while they stay the same. */
export function useWords({ team, alternatives }: Named) {
  const t = useTranslations('council');
  const locale = useLocale();
  return useMemo(() => wordsFor({ team, alternatives }, t, locale), [team, alternatives, t, locale]);
}

function wordsFor(state: Named, t: ReturnType<typeof useTranslations<'council'>>, locale: string) {
  const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const faces = facesOf(state.team);
  const byId = new Map(faces.map((one) => [one.id, one]));
  const face = (id: string) => byId.get(id);

  const letter = (one: Face) =>
    one.expert === null ? t(`letters.${one.role}`) : (t('letters.experts')[one.expert] ?? '·');
  const role = (one: Face) =>
    one.expert === null ? t(`roles.${one.role}`) : t('roles.expert', { letter: letter(one) });

  /** Ids in a reason's arguments become the names that people know. */
  const named = (args: Reason['args'] = {}) =>
    Object.fromEntries(
      Object.entries(args).map(([key, value]) => {
        const id = String(value);
        return [key, face(id)?.name ?? state.alternatives.find((one) => one.id === id)?.name ?? value];
      }),
    );
  /** A code's sentence; one that is not known, or misses an argument, reads as a neutral sentence. */
  const reason = (given: Reason): string => {
    const key = `reasons.${given.code}`;
    if (!t.has(key)) return t('reasons.other');
    const sentence = t(key, named(given.args));
    return sentence.endsWith(key) ? t('reasons.other') : sentence;
  };
  /** What a finding of the gate misses, as a noun. */
  const missing = ({ code, subject, args }: Finding): string => {
    const key = `missing.${code}`;
    const sentence = t.has(key) ? t(key, named({ subject: subject ?? 'none', ...args })) : key;
    return sentence.endsWith(key) ? t('missing.other') : sentence;
  };
  /** A score from 0 to 10. */
  const score = (value: number) => points.format(value);
  return { t, faces, face, letter, role, reason, missing, score };
}

export type Words = ReturnType<typeof useWords>;
