import type { Language } from '../council/agenda.schema';

/** A cue of one kind, in both languages; a sentence gives its weight once. */
export interface Sign {
  code: string;
  weight: number;
  pattern: Record<Language, RegExp>;
}

/** Words between words that stand alone, also in Cyrillic. */
const en = (forms: string) => new RegExp(`\\b(?:${forms})\\b`, 'u');
const ru = (forms: string) => new RegExp(`(?<!\\p{L})(?:${forms})(?!\\p{L})`, 'u');
const sign = (code: string, weight: number, english: string, russian: string): Sign => ({
  code,
  weight,
  pattern: { en: en(english), ru: ru(russian) },
});

/** What decisions sound like. */
export const decisionSigns: readonly Sign[] = [
  sign(
    'decided',
    3,
    "(?:we(?:'ve| have|'d| had)?|it(?:'s| is| was)?|that(?:'s| is)?) (?:all |now |just |already |been )*(?:decided|agreed|settled|approved)|did we (?:decide|agree|settle|make it|choose|say)|(?:everybody|everyone|all of (?:you|us)|we all)(?:'s| is| are|'re)? (?:okay|ok|happy|fine|agreed) (?:with|on)|(?:the|our|a|final) decision (?:is|was)|decision made|we(?:'ll| will| are going to|'re going to|'re gonna| gonna) (?:go|stick) (?:ahead )?with|let's (?:go|stick) (?:ahead )?with|(?:we )?(?:should|can|could|might as well) (?:just )?(?:go|stick) (?:ahead )?(?:with|to)|we(?:'re| are) going (?:with|for)|go for (?:the|a|that|this|it)|that's (?:it|final|decided) then|settle on|opt for|(?:all|everyone) agree[sd]?",
    'решили|решено|решаем|постановили|договорились|принято|принимаем|утвердили|утверждаем|утверждено|остановимся на|останавливаемся на|остановились на|выбираем|выбрали|берем|делаем так|так и (?:делаем|сделаем|поступим)|значит,? (?:так|делаем|берем|идем)|переходим на|запускаем|откладываем|отказываемся от',
  ),
  sign(
    'proposal',
    1,
    "(?:i think|maybe|perhaps|probably|so|then|but)?,? ?(?:we|they|it|you) should|i(?:'d| would)? (?:suggest|propose|recommend)|let's|how about|what if we|why don't we|shall we|why not|i(?:'d| would) (?:go for|say|prefer|rather)|i think (?:we|it)(?:'d| would| could| can| need| have)|we could|we can (?:just |then |also )?",
    'предлагаю|давайте|давай|может(?: быть)?,? (?:мы|стоит|лучше)|а (?:что )?если|стоит|лучше|я бы|можем|можно',
  ),
  sign(
    'choice',
    1.2,
    "(?:let me|let's|let us|i'll|we'll|we will|we can|we could|we should|i'd|i would|we're gonna|we're going to|you can|can) (?:just |then |also |better |rather )*(?:choose|pick|take|keep|use|stick|drop|remove|leave out|skip|replace|call it|make it|have it)|i (?:would )?(?:suggest|recommend|propose|vote|choose|opt|go for)|(?:is|are|would be|seems?|it's|that's) (?:just |probably |still )*(?:as good|good enough|enough|(?:the )?(?:best|better|cheapest|easiest|simplest))|instead of",
    'давайте (?:сделаем|возьмем|оставим|уберем|выберем|добавим|заменим)|(?:возьмем|оставим|уберем|выберем|добавим|заменим)|вместо|этого достаточно|хватит',
  ),
  sign(
    'norm',
    1.2,
    "(?:has|have|had|needs?|ought|going|gonna|gotta|supposed|want)(?: to| got to)? (?:be|have)|(?:it|we|they|that|this|the [a-z]+(?: [a-z]+)?) (?:must|should|will|shall)(?: be| have| not)?|(?:we|it|they|that)'ll (?:have|be|use|do|make|put|keep|take|need|get)|we're (?:having|using|making|doing|putting|keeping|taking)|we(?:'ve got to| have(?! got)| need|'ll need| will need|'re gonna| are going| want)(?: to)?|must",
    'долж(?:ен|на|но|ны)|нужно|надо|необходимо|обязательно|требуется|будем|будет|хотим',
  ),
  sign(
    'recap',
    1,
    "so (?:we|it|the|our|basically|that)|(?:as )?we(?:'ve)? said|as (?:i|we) (?:said|agreed)|to (?:sum|summarise|summarize|recap)|in summary|basically|overall|in (?:the )?end|so (?:far|then)|to conclude|conclusion|final(?:ly)?",
    'итак|итого|подытож\\p{L}+|резюмиру\\p{L}+|таким образом|в итоге|значит|получается|фиксируем|зафиксируем|записываем|запишем',
  ),
  sign(
    'figure',
    1.2,
    '(?:\\d[\\d.,]*|(?:ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|ninety|hundred|thousand|million)(?: (?:and a half|five|six|eight|hundred|thousand|million))*) ?(?:%|percent|per cent|euros?|dollars?|pounds?|cents?|weeks?|months?|years?)',
    '\\d[\\d.,]* ?(?:%|процент\\p{L}*|руб\\p{L}*|евро|доллар\\p{L}*|тысяч\\p{L}*|недел\\p{L}+|месяц\\p{L}*|лет|год\\p{L}*)',
  ),
  sign(
    'limit',
    0.8,
    'maximum|maximal|minimum|minimal|at most|at least|no more than|price|costs?|budget|deadline|target|aim|goal|limit',
    'максимум|минимум|не (?:более|больше|менее|меньше)|бюджет\\p{L}*|цен[аеуы]|стоимост\\p{L}+|срок\\p{L}*|цел[ьи]|предел\\p{L}*',
  ),
];

/** What speaks against taking a sentence for a decision or a task: doubt, what was, what only might be. */
export const doubtSigns: readonly Sign[] = [
  sign(
    'doubt',
    1.2,
    "(?:i|we) (?:don't|do not|didn't) (?:know|think|want|have|need)|not sure|no idea|i guess|i wonder|dunno|if (?:we|you|it|i|they)|whether|might|would be|could be|maybe",
    'не (?:знаю|уверен\\p{L}*|думаю)|может быть|наверное|вряд ли|если|возможно|непонятно|сомнева\\p{L}+',
  ),
  sign(
    'story',
    1.2,
    "(?:i|we|they|he|she|it|people|you) (?:(?:was|were)(?! (?:decided|agreed|settled|approved))|had|did|used to|went|said|saw|found|got|thought|made|showed)|my (?:own|name|favourite|favorite)|i've (?:got|had|been)|for example|for instance",
    'был\\p{L}?|раньше|вчера|например|у меня|сказал\\p{L}*|видел\\p{L}*|говорил\\p{L}*',
  ),
  sign(
    'errand',
    1.2,
    '(?:our|the|this|that|next|last|another) meetings?|minutes?|half an hour|(?:an|one) hour|questionnaires?|e-?mails?',
    'совещани\\p{L}+|встреч\\p{L}+|созвон\\p{L}*|протокол\\p{L}*|минут\\p{L}*|полчаса',
  ),
  sign(
    'procedure',
    1.2,
    "^(?:so |and |then )?(?:these|this|those|here) (?:are|is|were|was)|get (?:started|going)|presentations?|whiteboard|wind(?:ing)? up|(?:lunch|coffee|a) break|break off|move along|carry on|continue|wrap(?:ping)? (?:it |this )?up|break it up|(?:move|moving|go|going) (?:on|back|to the next)|next (?:slide|item|point|page)|(?:my|the|this|a) (?:slides?|presentation|powerpoint|whiteboard|microphone|mouse|screen)|let's (?:see|start|begin|move|look|have a look|go)|(?:can|could) you (?:see|hear)|take a (?:seat|look)|your turn|go ahead|sorry|thank(?:s| you)|good (?:morning|afternoon)|welcome",
    'закругля\\p{L}+|следующ\\p{L}+ (?:слайд|вопрос|пункт)|перейдем|переходим к|начнем|слышно|видно|извините|спасибо|добрый (?:день|вечер)|здравствуйте|всем привет|слайд\\p{L}*',
  ),
];

/** Short answers that take up what somebody else said. */
export const agreement: Record<Language, RegExp> = {
  en: /^(?:(?:oh|well|and|so|but|yeah|yes|yep|okay|ok|'kay|right|mm|ah),? )*(?:yeah|yes|yep|yup|okay|ok|'kay|right|sure|exactly|agreed?|absolutely|definitely|of course|i agree|(?:i think )?(?:that's|it's|that is) (?:a )?(?:really |very |pretty |quite )?(?:true|right|good|great|nice|fine)(?: idea| point| option| one| solution| choice)?|sounds (?:good|great|fine)|good(?: idea| point)?|great|perfect|fine|alright|all right|true|cool|(?:me|works) (?:too|for me)|fair enough)(?![\p{L}])/u,
  ru: /^(?:(?:ну|а|и|да|так|ага|угу|ок),? )*(?:да|ага|угу|ок|окей|хорошо|ладно|конечно|согласн\p{L}+|согласен|поддерживаю|принято|договорились|отлично|точно|верно|именно|правильно|давай(?:те)?|годится|подходит|идет|не против|без проблем|сделаю|возьму|будет сделано)(?!\p{L})/u,
};
/** Those that say more than that somebody listens. */
export const approval: Record<Language, RegExp> = {
  en: /\b(?:sure|exactly|agreed?|absolutely|definitely|of course|(?:that's|that is|it's) (?:a )?(?:really |very |pretty |quite )?(?:true|right|good|great|fine)|sounds (?:good|great|fine)|good (?:idea|point)|great|perfect|true|fair enough)\b/u,
  ru: /(?<!\p{L})(?:конечно|соглас\p{L}+|поддерживаю|принято|договорились|отлично|точно|верно|именно|правильно|годится|подходит|не против|без проблем|сделаю|возьму)(?!\p{L})/u,
};
export const refusal: Record<Language, RegExp> = {
  en: /^(?:(?:oh|well|but|and|so|yeah),? )*(?:no|nope|nah|not really|i (?:don't|do not|can't|cannot)|i disagree|i'm not sure|i am not sure)(?![\p{L}'])/u,
  ru: /^(?:(?:ну|а|но|так),? )*(?:нет|не (?:согласен|согласна|уверен|уверена|думаю|могу|надо|нужно)|я против|против)(?!\p{L})/u,
};

/** What else might be done, said of something that is not settled yet. */
export const otherWay: Record<Language, RegExp> = {
  en: en(
    "we could|you could|could (?:also|just)|what about|how about|what if|why don't we|why not|shall we|maybe we|or (?:we|else)|i(?:'d| would) (?:rather|prefer|say|give|go|take|keep|use|have|do)|alternatively|instead|another (?:option|way|possibility)|one option",
  ),
  ru: ru(
    'можно|предлагаю|а (?:что )?если|давайте|может(?: быть)?,? (?:мы|стоит|лучше)|либо|или же|вариант|лучше|я бы|вместо',
  ),
};
export const reason: Record<Language, RegExp> = {
  en: en(
    "because|'?cause|since (?:we|it|the|they|people|our)|so that|the reason|that way|due to|otherwise|in order to",
  ),
  ru: ru('потому(?:,? что)?|так как|поскольку|чтобы|иначе|из-за|причина|за счет|ради|благодаря'),
};
export const objection: Record<Language, RegExp> = {
  en: en(
    "i (?:don't|do not) (?:think|like|agree|want|see)|i disagree|i'm (?:not (?:sure|convinced|happy)|against|worried|afraid)|(?:the|only|a|one) (?:problem|issue|risk|downside|drawback|concern|trouble)|too (?:expensive|much|many|big|small|long|short|late|risky|complicated|complex|hard|slow|heavy|difficult|costly)|(?:but|however),? (?:it|that|then|we|the|if|what|i|you|they|isn't|wouldn't)|won't work|(?:won't|can't|cannot|wouldn't) (?:be|work|afford|do|have)|not (?:a good|worth|realistic|possible|feasible)",
  ),
  ru: ru(
    'не соглас\\p{L}+|я против|против|не уверен\\p{L}*|боюсь|опасаюсь|сомневаюсь|проблема|риск|минус|недостаток|слишком|дорого|не (?:получится|выйдет|успеем|успею|потянем|хватит|сработает|хочу|стоит)|но (?:это|тогда|мы|у нас|если|ведь|там|как)|однако|зато',
  ),
};
/** What was left for later. */
export const leftOpen: Record<Language, RegExp> = {
  en: en(
    "(?:i|we) (?:still )?(?:don't|do not) know|not (?:yet )?(?:clear|decided|sure|known)|no idea|to be (?:decided|determined|discussed|confirmed)|tbd|(?:still )?(?:an )?open question|(?:need|have) to (?:find out|figure out|think about|decide|discuss|talk about|look (?:into|at)|know|see)|we'll (?:have to )?(?:see|find out|discuss|decide)|good question|remains to be|(?:it )?depends",
  ),
  ru: ru(
    '(?:пока |еще )?не (?:знаю|знаем|ясно|понятно|решили|определились|решено)|неясно|непонятно|открыт\\p{L}+ вопрос|вопрос (?:остается )?открыт\\p{L}*|надо (?:подумать|выяснить|уточнить|разобраться|решить)|нужно (?:подумать|выяснить|уточнить|разобраться|решить)|хороший вопрос|посмотрим|под вопросом|зависит|вернемся к (?:этому|вопросу)|отложим|без решения',
  ),
};

/** Says of something named before what nobody who reads it alone can know. */
export const pointing: Record<Language, RegExp> = {
  en: /^(?:(?:so|and|but|well|okay|then|yeah),? )*(?:it|that|this|they|these|those)(?![\p{L}])/u,
  ru: /^(?:(?:так|и|а|ну|но|тогда),? )*(?:это|он|она|оно|они|там)(?!\p{L})/u,
};
