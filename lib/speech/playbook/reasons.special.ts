import type { Both } from './words';

type Reasons = Readonly<Record<string, Both<readonly string[]>>>;

/** What follows from statements about an unproven product. `{o}` is the option. */
const bets: Reasons = {
  'demand.pro': {
    en: [
      'Somebody wants this already, and {o} goes to those who said so.',
      'It gives {o} a list of names to begin with, and not a market in general.',
      'Wishes of this kind fade within a quarter; {o} uses them while they last.',
      'For {o} that is a first buyer’s sentence, to be turned into a payment.',
    ],
    ru: [
      'Кому-то это уже нужно, и {o} идёт к тем, кто так сказал.',
      'У варианта {o} есть список имён, с которого начать, а не рынок вообще.',
      'Такие желания за квартал остывают; {o} пользуется ими, пока они живы.',
      'Для варианта {o} это слова первого покупателя, их осталось превратить в оплату.',
    ],
  },
  'demand.con': {
    en: [
      'Those people get nothing from {o}, and they will look elsewhere.',
      'If we answer that with {o}, the next survey will have fewer names in it.',
      'The demand is written down, and {o} leaves it lying there.',
      'Given that, {o} needs to say what it offers to those who asked.',
    ],
    ru: [
      'Этим людям {o} ничего не даёт, и они поищут в другом месте.',
      'Если ответом будет {o}, в следующем опросе имён окажется меньше.',
      'Спрос записан на бумаге, а {o} оставляет его лежать.',
      'После этого {o} обязан сказать, что предлагает тем, кто просил.',
    ],
  },
  'doubt.pro': {
    en: [
      'So the question is open, and {o} is the cheapest way to close it.',
      'What nobody has done yet has to be seen once, and {o} lets us see it.',
      'Where deeds are missing, {o} replaces a guess by a count.',
      'As long as this stands, {o} risks the least on it.',
    ],
    ru: [
      'Значит, вопрос открыт, и {o} закрывает его дешевле всего.',
      'То, чего ещё никто не сделал, надо один раз увидеть, и {o} даёт увидеть.',
      'Где нет поступков, {o} заменяет догадку подсчётом.',
      'Пока это так, {o} рискует здесь меньшим.',
    ],
  },
  'doubt.con': {
    en: [
      'The whole of {o} rests on that changing, and nothing in the papers says why it should.',
      'With {o} we would pay in full for an answer that a small part of the sum could buy.',
      'This is the assumption on which {o} falls, and it is the one not tested.',
      'Words are cheap; {o} spends real money on them.',
    ],
    ru: [
      'Весь {o} держится на том, что это изменится, а почему — в бумагах не сказано.',
      'Выбрав {o}, мы заплатим сполна за ответ, который можно купить за малую часть суммы.',
      'На этом предположении {o} и рухнет, а проверено оно хуже всех.',
      'Слова дёшевы, а {o} тратит на них настоящие деньги.',
    ],
  },
  'rival.pro': {
    en: [
      'Time counts here, and {o} is the answer that is on the market first.',
      'If somebody else is moving, {o} at least meets them there.',
      'A rival teaches customers to expect it; {o} gives it to them.',
    ],
    ru: [
      'Здесь дорого время, и {o} раньше других выходит на рынок.',
      'Раз кто-то уже движется, {o} хотя бы встречает его там.',
      'Соперник приучает клиентов этого ждать; {o} им это даёт.',
    ],
  },
  'rival.con': {
    en: [
      'While we keep to {o}, others collect the customers who asked us.',
      'That clock does not stop for {o}.',
      'For {o} it means starting second, with fewer names left.',
    ],
    ru: [
      'Пока мы держимся варианта {o}, клиентов, просивших нас, соберут другие.',
      'Ради варианта {o} эти часы не остановятся.',
      'Для варианта {o} это значит начать вторым, когда имён останется меньше.',
    ],
  },
  'churn.pro': {
    en: [
      'That is income we had and lost, and {o} goes after it first.',
      'A customer kept is worth no less than one who is hoped for; {o} starts with those we know.',
      'The reason was given in plain words, so {o} can be checked against it within weeks.',
      'Here {o} answers people who have paid, which nobody on the other list has done.',
    ],
    ru: [
      'Это доход, который был и ушёл, и {o} возвращает его первым.',
      'Удержанный клиент стоит не меньше ожидаемого; {o} начинает с тех, кого мы знаем.',
      'Причина названа прямо, поэтому {o} можно проверить по ней за несколько недель.',
      'Здесь {o} отвечает людям, которые платили, а в другом списке таких нет.',
    ],
  },
  'churn.con': {
    en: [
      'The same people leave while we are busy with {o}.',
      'A leak of paying customers is not closed by {o}.',
      'I would have {o} say what becomes of them in the meantime.',
      'It is the one loss we can count, and {o} walks past it.',
    ],
    ru: [
      'Пока мы заняты вариантом {o}, уходят те же люди.',
      'Утечку платящих клиентов {o} не закрывает.',
      'Хочу услышать, что тем временем станет с ними, если выбран {o}.',
      'Это единственная потеря, которую мы можем сосчитать, и {o} проходит мимо.',
    ],
  },
};

/** What follows from statements about candidates. `{o}` is the candidate, or another answer. */
const hiring: Reasons = {
  'sample.pro': {
    en: [
      'All did the same task under the same rules, so this counts for {o} more than any conversation.',
      'That is work on the table, and {o} did it.',
      'The task was close to the post, which makes it the best forecast we have of {o}.',
      'For me {o} begins with this mark and not with an impression.',
    ],
    ru: [
      'Задание и правила были общими, поэтому для варианта {o} это весомее любого разговора.',
      'Это сделанная работа, а не обещание, и она за вариант {o}.',
      'Задание близко к будущей работе, лучшего прогноза о варианте {o} у нас нет.',
      'Для меня {o} начинается с этой оценки, а не с впечатления.',
    ],
  },
  'sample.con': {
    en: [
      'On the one task that all of them did, {o} stands below the others.',
      'This is no verdict on {o}, but it is the only comparison made under equal terms.',
      'Whoever votes for {o} should say what weighs more than that mark.',
      'The first half-year of {o} would go into closing this distance.',
    ],
    ru: [
      'В единственном общем для всех задании {o} стоит ниже остальных.',
      'Это не приговор, но другого сравнения на равных у нас нет, и {o} в нём отстаёт.',
      'Кто голосует за вариант {o}, пусть скажет, что весит больше этой оценки.',
      'Первые полгода {o} будет закрывать этот разрыв.',
    ],
  },
  'proof.pro': {
    en: [
      'The post asks for exactly that, and {o} has done it before.',
      'What somebody carried to its end once is the best promise there is, and {o} makes it.',
      'This is a deed with a size, and it speaks for {o}.',
      'I give {o} credit for it because it can be checked with a telephone call.',
    ],
    ru: [
      'Именно это и нужно на этом месте, и у варианта {o} оно уже за плечами.',
      'Доведённое до конца дело — лучшее обещание, и у варианта {o} оно есть.',
      'Это поступок, у которого есть размер, и он говорит за вариант {o}.',
      'Засчитываю это в пользу варианта {o}: проверить можно одним звонком.',
    ],
  },
  'proof.con': {
    en: [
      'For {o} that would have to be learnt on our time.',
      'It can be learnt, and somebody would have to teach it: that is part of the price of {o}.',
      'The post needs it from the first month, and {o} does not bring it.',
      'I hold it against {o} only as long as nobody offers a plan for it.',
    ],
    ru: [
      'Этому пришлось бы учиться за наш счёт, если выбран вариант {o}.',
      'Научиться можно, но кто-то должен учить: это часть цены варианта {o}.',
      'Это нужно с первого месяца, а {o} этого не приносит.',
      'Ставлю это в минус варианту {o}, пока нет плана обучения.',
    ],
  },
  'reference.pro': {
    en: [
      'Others have put their name to it, which is why I believe it of {o}.',
      'A confirmed statement counts twice, and {o} has one.',
      'So what is said of {o} does not rest on one voice.',
      'With {o} I know whom I could ask again.',
    ],
    ru: [
      'За этим стоят чужие имена, поэтому варианту {o} здесь верю.',
      'Подтверждённое весит вдвое, и у варианта {o} оно есть.',
      'Значит, сказанное о варианте {o} держится не на одном голосе.',
      'О варианте {o} понятно, кого спросить ещё раз.',
    ],
  },
  'reference.con': {
    en: [
      'Until that is settled, what we know of {o} comes from {o} alone.',
      'It may mean nothing; still, {o} should not be signed while it is open.',
      'One call is missing, and it is the call that would tell us most about {o}.',
      'I would make the offer to {o} depend on exactly this.',
    ],
    ru: [
      'Пока это не выяснено, о варианте {o} мы знаем с одних его слов.',
      'Может, это ничего не значит, но подписывать {o} раньше ответа нельзя.',
      'Не хватает одного звонка, и о варианте {o} он сказал бы больше всего.',
      'Предложение для варианта {o} поставил бы в зависимость именно от этого.',
    ],
  },
  'salary.pro': {
    en: [
      'That is inside what we may offer, so {o} can be asked tomorrow.',
      'Pay of that size needs no exception for {o} and wrongs nobody who is here.',
      'There is even room for a rise later, which speaks for {o}.',
      'The terms of {o} fit the band that holds for everybody.',
    ],
    ru: [
      'Это внутри дозволенного, поэтому предложение варианту {o} можно сделать завтра.',
      'Исключений для варианта {o} не нужно, и никто из своих не обижен.',
      'Остаётся даже запас на прибавку, и это за вариант {o}.',
      'Условия варианта {o} ложатся в вилку, общую для всех.',
    ],
  },
  'salary.con': {
    en: [
      'Above the band {o} needs a signature that nobody in this room can give.',
      'A wish of that size has to be brought down or explained before {o} gets an offer.',
      'Those who do the same work here would learn of it, so {o} is dearer than the figure.',
      'I do not say that {o} is not worth it; I say that the band was ours.',
    ],
    ru: [
      'Это выше вилки: варианту {o} нужна подпись, которой ни у кого здесь нет.',
      'Такой запрос надо снизить или обосновать, прежде чем {o} получит предложение.',
      'Об этом узнают те, кто делает здесь ту же работу, поэтому {o} обойдётся дороже.',
      'Не говорю, что {o} того не стоит; говорю, что вилку мы назначили сами.',
    ],
  },
  'start.pro': {
    en: [
      'So {o} is here before the post is needed.',
      'The day leaves time for a handover, and that favours {o}.',
      'With {o} nobody has to stand in.',
    ],
    ru: [
      'Значит, {o} будет на месте раньше, чем понадобится.',
      'До срока остаётся время на передачу дел, и это за вариант {o}.',
      'Если выбран {o}, никого не придётся замещать.',
    ],
  },
  'start.con': {
    en: [
      'That is after the day we set, and the gap belongs to the price of {o}.',
      'Somebody carries the work until {o} arrives, and that somebody has not been named.',
      'Choosing {o} means moving our own date first.',
    ],
    ru: [
      'Это позже назначенного дня, и разрыв входит в цену варианта {o}.',
      'До этого дня работу несёт кто-то другой, и он не назван: это минус варианта {o}.',
      'Чтобы выбрать вариант {o}, надо сначала сдвинуть собственный срок.',
    ],
  },
  'ontime.pro': {
    en: [
      'It keeps the date that was set, with nothing to spare.',
      'Just in time is still in time, and {o} is.',
      'If nothing moves, the date holds with {o}.',
    ],
    ru: [
      'Назначенный день соблюдён, хотя и без запаса.',
      'В последний день — тоже в срок, и {o} в него укладывается.',
      'Если ничего не сдвинется, {o} успевает к назначенному дню.',
    ],
  },
  'vacancy.con': {
    en: [
      'That bill goes on under {o}.',
      'Whoever prefers {o} should say who pays it and for how long.',
      'It makes {o} the dearest way to be careful.',
      'The longer {o} lasts, the more of that is gone for good.',
    ],
    ru: [
      'Если выбран {o}, этот счёт растёт дальше.',
      'Кому ближе {o}, пусть скажет, кто и сколько времени будет платить.',
      'Из-за этого {o} — самая дорогая из осторожностей.',
      'Чем дольше длится {o}, тем больше этих денег не вернуть.',
    ],
  },
  'hire.pro': {
    en: [
      'The case for {o} can be read in the papers, line by line.',
      'Nothing about {o} has to be guessed that the post depends on.',
      'What speaks for {o} was shown under the same terms as everything else.',
      'A choice of {o} could be explained to the other candidates without embarrassment.',
    ],
    ru: [
      'Доводы за вариант {o} можно прочесть в бумагах строка за строкой.',
      'О варианте {o} не надо гадать ни в чём, от чего зависит работа.',
      'Всё, что говорит за вариант {o}, показано на общих условиях.',
      'Выбор варианта {o} не стыдно объяснить остальным кандидатам.',
    ],
  },
  'hire.con': {
    en: [
      'Of {o} we know what was asked and nothing beside it.',
      'Three months on probation will tell more about {o} than we know today.',
      'The weak side of {o} is known, and no one has said who would make up for it.',
      'I would not choose {o} without writing down what the first ninety days must show.',
    ],
    ru: [
      'О варианте {o} известно лишь то, о чём спросили.',
      'Три месяца испытательного срока скажут о варианте {o} больше, чем известно сегодня.',
      'Слабая сторона варианта {o} известна, а кто её восполнит, не сказано.',
      'Выбирать вариант {o} нельзя, не записав, что должны показать первые девяносто дней.',
    ],
  },
};

/** What can be said for or against a way of betting without a fact. */
const ways: Reasons = {
  'product-bet.partial.pro': {
    en: [
      'Whatever comes out of {o}, we know it before the large sum is spent.',
      'With {o} customers answer by paying, and nobody has to guess.',
      'On its day {o} can be ended without owing anybody an apology.',
      'The smallest sum on this table buys the largest answer, and that is {o}.',
    ],
    ru: [
      'Что бы ни показал {o}, мы узнаем это раньше, чем потратим большую сумму.',
      'Здесь клиенты отвечают деньгами, и гадать не приходится: за этим и нужен {o}.',
      'В назначенный день {o} можно закончить, и никто не останется обманут.',
      'Самая малая сумма на этом столе покупает самый большой ответ, и это {o}.',
    ],
  },
  'product-bet.partial.con': {
    en: [
      'A handful of customers proves demand and not a business; that much {o} leaves open.',
      'What {o} sells by hand has still to be built afterwards, at the full price.',
      'If the answer is neither yes nor no, {o} has cost us a season.',
      'Those who pay in a test expect the thing to stay, so {o} is a promise too.',
    ],
    ru: [
      'Горстка клиентов доказывает спрос, но не выгоду, и {o} этого не меняет.',
      'Проданное вручную потом всё равно придётся строить за полную цену; {o} этого не отменяет.',
      'Если ответ выйдет ни «да» ни «нет», {o} отнимет у нас сезон.',
      'Кто заплатил во время проверки, ждёт продолжения, так что {o} — тоже обещание.',
    ],
  },
  'product-bet.amend.con': {
    en: [
      'Those who stay are kept by {o}, and nobody new comes through it.',
      'What we earn now, a little longer: that is the whole of {o}.',
      'However well it is done, {o} tells us nothing about the larger question.',
      'The people who asked for something else are not served by {o}.',
    ],
    ru: [
      'Оставшихся {o} удержит, но новых не приведёт.',
      'То же, что зарабатываем сейчас, только чуть дольше, — вот и весь {o}.',
      'Как бы хорошо это ни сделать, на большой вопрос {o} не ответит.',
      'Тех, кто просил другого, {o} не касается.',
    ],
  },
};

/** Reasons of bets and of hiring, beside those that hold for any matter. */
export const specialReasons: Reasons = { ...bets, ...ways, ...hiring };
