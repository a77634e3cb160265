import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { languageCookie, pickLanguage } from './locale';

/** Language and words of this request; the address never carries the language. */
export default getRequestConfig(async () => {
  const locale = pickLanguage((await cookies()).get(languageCookie)?.value, (await headers()).get('accept-language'));
  const [ui, council, exports, data, minutes, errors, people, trail] = await Promise.all([
    import(`./${locale}/ui.json`),
    import(`./${locale}/council.json`),
    import(`./${locale}/exports.json`),
    import(`./${locale}/data.json`),
    import(`./${locale}/minutes.json`),
    import(`./${locale}/errors.json`),
    import(`./${locale}/people.json`),
    import(`./${locale}/trail.json`),
  ]);
  return {
    locale,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    messages: {
      ...ui.default,
      council: council.default,
      exports: exports.default,
      data: data.default,
      minutes: minutes.default,
      ...trail.default,
      errors: errors.default,
      people: people.default,
    },
  };
});
