/** What people take on at meetings: infinitive, “I shall”, “she will”. Other persons follow from these. */
const forms = `
подготовить подготовлю подготовит
сделать сделаю сделает
написать напишу напишет
отправить отправлю отправит
послать пошлю пошлет
прислать пришлю пришлет
выслать вышлю вышлет
скинуть скину скинет
проверить проверю проверит
перепроверить перепроверю перепроверит
узнать узнаю узнает
уточнить уточню уточнит
выяснить выясню выяснит
посмотреть посмотрю посмотрит
спросить спрошу спросит
запросить запрошу запросит
позвонить позвоню позвонит
поговорить поговорю поговорит
связаться свяжусь свяжется
договориться договорюсь договорится
согласовать согласую согласует
обновить обновлю обновит
исправить исправлю исправит
поправить поправлю поправит
починить починю починит
настроить настрою настроит
собрать соберу соберет
составить составлю составит
оформить оформлю оформит
найти найду найдет
поискать поищу поищет
добавить добавлю добавит
завести заведу заведет
создать создам создаст
показать покажу покажет
организовать организую организует
провести проведу проведет
купить куплю купит
заказать закажу закажет
закупить закуплю закупит
запустить запущу запустит
разослать разошлю разошлет
выложить выложу выложит
опубликовать опубликую опубликует
описать опишу опишет
посчитать посчитаю посчитает
рассчитать рассчитаю рассчитает
оценить оценю оценит
протестировать протестирую протестирует
изучить изучу изучит
проанализировать проанализирую проанализирует
передать передам передаст
сообщить сообщу сообщит
назначить назначу назначит
забронировать забронирую забронирует
перенести перенесу перенесет
закончить закончу закончит
завершить завершу завершит
доделать доделаю доделает
поставить поставлю поставит
разработать разработаю разработает
нарисовать нарисую нарисует
внести внесу внесет
заполнить заполню заполнит
подписать подпишу подпишет
оплатить оплачу оплатит
пригласить приглашу пригласит
напомнить напомню напомнит
переписать перепишу перепишет
удалить удалю удалит
установить установлю установит
заняться займусь займется
разобраться разберусь разберется
продумать продумаю продумает
сверить сверю сверит
распечатать распечатаю распечатает
зарегистрировать зарегистрирую зарегистрирует
представить представлю представит
`;

export interface Verb {
  infinitive: string;
  /** Forms of the future, by person. */
  i: string;
  they: string;
}

const verbs: readonly Verb[] = forms
  .trim()
  .split('\n')
  .map((line) => {
    const [infinitive = '', i = '', they = ''] = line.split(' ');
    return { infinitive, i, they };
  });

const own = new Map(verbs.map((verb) => [verb.i, verb.infinitive]));
const others = new Map(
  verbs.flatMap(({ infinitive, they }) => {
    const reflexive = they.endsWith('ся');
    const stem = (reflexive ? they.slice(0, -2) : they).slice(0, -1);
    const tail = reflexive ? 'ся' : '';
    return [they, `${stem}шь${tail}`, `${stem}м${tail}`, `${stem}те${reflexive ? 'сь' : ''}`].map(
      (form) => [form, infinitive] as const,
    );
  }),
);
/** “Check the contract, please”; forms that mostly mean something else are left out. */
const homonyms = new Set([
  'пошли',
  'вышли',
  'посмотри',
  'посмотрите',
  'покажи',
  'покажите',
  'представь',
  'представьте',
]);
const orders = new Map(
  verbs.flatMap(({ infinitive, they }) => {
    const reflexive = they.endsWith('ся');
    const stem = (reflexive ? they.slice(0, -2) : they).slice(0, -2);
    const forms = reflexive
      ? ['ись', 'итесь', 'йся', 'йтесь']
      : /[аеиоуыя]$/u.test(stem)
        ? ['й', 'йте']
        : ['и', 'ь', 'ите', 'ьте'];
    return forms
      .map((form) => stem + form)
      .filter((form) => !homonyms.has(form) && !own.has(form))
      .map((form) => [form, infinitive] as const);
  }),
);
const infinitives = new Set(verbs.map(({ infinitive }) => infinitive));

/** The infinitive of “I shall …”. */
export const whatIDo = (word: string): string | undefined => own.get(word);
/** The infinitive of “you will …”, “she will …”, “we shall …”. */
export const whatTheyDo = (word: string): string | undefined => others.get(word);
/** The infinitive of an order. */
export const whatIsAsked = (word: string): string | undefined => orders.get(word);
export const isDeed = (word: string): boolean => infinitives.has(word);
