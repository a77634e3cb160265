import type { Language } from '../council/agenda.schema';

export const languages = ['en', 'ru'] as const satisfies readonly Language[];
export const languageCookie = 'xio_lang';
export const themeCookie = 'xio_theme';
/** "off" where single keys must not steer. */
export const keysCookie = 'xio_keys';
export type Theme = 'light' | 'dark';

const known = (tag: string): Language | undefined => languages.find((one) => one === tag);

/** The cookie's language if it is one of ours, else the best of `Accept-Language`, else English. */
export function pickLanguage(cookie: string | undefined, accepted: string | null): Language {
  const chosen = known(cookie ?? '');
  if (chosen) return chosen;
  const wanted = (accepted ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const q = Number(
        rest
          .find((one) => one.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      return { tag: tag.split('-')[0] ?? '', q: Number.isFinite(q) ? q : 0 };
    })
    .sort((a, b) => b.q - a.q);
  for (const { tag, q } of wanted) {
    const match = known(tag);
    if (match && q > 0) return match;
  }
  return 'en';
}

/** The language of a locale that next-intl names. */
export const languageOf = (locale: string): Language => known(locale) ?? 'en';

/** The chosen theme, or null to follow the system. */
export function pickTheme(cookie: string | undefined): Theme | null {
  return cookie === 'light' || cookie === 'dark' ? cookie : null;
}
