import { remembered } from '../council/remembered';
import { stems } from '../council/similarity';

/** Words that stand in any sentence of any meeting. */
const light = new Set(
  `about actually after again all also always another any anything back basically because been before being better bit
came can come could definitely different does doesn doing don done down each else even every everybody everyone everything
exactly feel find first from gave get gets getting give given goes going gone gonna good got great had has have having here
his how idea into it's its just keep kind know known last least let like likely little look looking lot lots made make makes
making many maybe mean might more most much must nice nothing now off okay once one ones only onto other our out over own
part people perhaps point possible pretty probably put quite rather really right said same say saying see seem seems should
show since some somebody someone something sort start still stuff such sure take taken taking talk tell than thank thanks
that that's their them then there these they thing things think this those though through time too try trying two under until
upon use used using very wait want wanted was way well went were what whatever when where whether which while who whole why
will with within without would wouldn yeah yes yet you your
будет будем быть вообще вопрос время всегда всего всех давайте даже делать других есть если ещё еще зачем здесь какие какой
когда которые который кстати лучше может можем можно мы надо нам нами нас наша наше наши него некоторые нельзя нужно нужен
общем один опять очень пока понятно понял поэтому потом потому почему просто раз решили сейчас скажем сделать сегодня себя
согласен согласна стоит такие такой так тебе тебя тогда тоже только хорошо хотим хочу чего через чтобы чуть этим это этого
этом этот эту`.split(/\s+/u),
);

/** What a sentence is about: stems of words that do not stand in any sentence. */
export const contentOf = remembered(
  (text: string): ReadonlySet<string> =>
    new Set([...stems(text)].flatMap(([stem, word]) => (word.length > 3 && !light.has(word) ? [stem] : []))),
);

export function sharedContent(one: string, other: string): number {
  const theirs = contentOf(other);
  let shared = 0;
  for (const stem of contentOf(one)) if (theirs.has(stem)) shared += 1;
  return shared;
}
