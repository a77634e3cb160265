/** A phrase as a sentence of its own: a capital at its start, a full stop at its end. Empty stays empty. */
export function sentence(text: string): string {
  const said = text.trim();
  if (said === '') return '';
  const first = said.charAt(0).toLocaleUpperCase();
  return `${first}${said.slice(1)}${/[.!?…]["”’»“)]?$/u.test(said) ? '' : '.'}`;
}
