/** Texts that are remembered at a time: more than any run says. */
const most = 4000;

/** The same pure function of a text, answering at once for texts it met lately: names and turns are compared again and again. */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const kept = known.get(text);
    if (kept !== undefined) return kept;
    const made = of(text);
    if (known.size >= most) known.clear();
    known.set(text, made);
    return made;
  };
}
