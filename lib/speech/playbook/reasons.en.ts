/** What follows from a fact for an option, said after the fact was quoted. `{o}` is the option. */
export const reasonsEn: Readonly<Record<string, readonly string[]>> = {
  'blocked.pro': [
    'That work has been waiting for us, and {o} is what lets it start.',
    'With {o}, the queue behind this one obstacle begins to move.',
    'Of all the answers, {o} clears the way soonest for those who wait behind it.',
  ],
  'blocked.con': [
    'Under {o} the obstacle stays, and those behind it plan around us instead of with us.',
    'Each month spent in {o} is a month in which others can not ship what is ready.',
    'We pay for {o} with work that nobody sees, because it never begins.',
  ],
  'unblocked.pro': [
    'Nobody is waiting for us any longer, so {o} costs less patience than it seems.',
    'The pressure to move is gone, which makes {o} a respectable answer.',
    'Without anybody queueing behind it, {o} takes nothing from others.',
  ],
  'unblocked.con': [
    'The strongest reason for {o} was the queue behind it, and the queue is gone.',
    'If nothing waits for it, {o} becomes a risk taken for tidiness.',
    'I would not spend our people on {o} when no work depends on it.',
  ],
  'pain.pro': [
    'This is a recurring fault with an address, and {o} goes to that address.',
    'People already pay for this every week; {o} spends effort where it hurts.',
    'The damage is visible and counted, so {o} can be judged by whether the count falls.',
    'Here {o} has a test built in: the same figure, read again in three months.',
  ],
  'pain.con': [
    'Choosing {o} means signing for the next repetition of exactly this.',
    'Nothing in {o} touches the cause, so the figure will stand there again next quarter.',
    'Those who carry the consequences today would read {o} as a decision against them.',
    'A quiet month under {o} would be luck and not improvement.',
  ],
  'coupling.pro': [
    'So the seams have to be found before anything is pulled apart, and {o} finds them cheaply.',
    'A boundary inside one system can be redrawn on a Tuesday; that is the merit of {o}.',
    'While things are this entangled, {o} gives us the contract first and the distance later.',
  ],
  'coupling.con': [
    'Every shared part turns {o} into a negotiation between two owners.',
    'Entanglement of this kind is what makes {o} late: each strand has to be cut and tied off by hand.',
    'I read this as the true price of {o}, and it is in nobody’s estimate.',
    'What is written from two sides can not simply be taken over by {o}.',
  ],
  'mandate.pro': [
    'That is a duty and not a wish, and {o} lets us show where it is met.',
    'An auditor will ask for this by name; {o} gives us one place to point at.',
    'Since the obligation stands whatever we prefer, it is better carried by {o} than by a promise.',
  ],
  'mandate.con': [
    'Measured against that duty, {o} leaves us with an open finding.',
    'We can like {o} as much as we want; the obligation does not read our reasons.',
    'With {o} the next audit meets the same gap, now known and therefore worse.',
  ],
  'unmandated.pro': [
    'No duty drives us, so {o} can be weighed on its merits alone.',
    'Without an obligation in the room, {o} breaks no promise to anybody.',
    'This takes the hardest argument off the table, and {o} stands better for it.',
  ],
  'unmandated.con': [
    'Without that duty {o} loses the reason that would have paid for it.',
    'If nobody requires it, {o} has to earn its cost in use, and I do not see it yet.',
    'The case for {o} leaned on an obligation that does not exist.',
  ],
  'compat.pro': [
    'What most users hold in their hands is therefore untouched by {o}.',
    'This takes the largest fear out of {o}: the ordinary case goes on as before.',
    'The circle of those affected by {o} is smaller than the alarm suggests.',
  ],
  'broken.con': [
    'Here {o} does real harm, and to people who did nothing wrong.',
    'Those users learn of {o} from a failure, unless we find them first.',
    'This is the bill of {o}, and it is presented to somebody else.',
    'I can not call {o} safe while this sentence stands without a way out.',
  ],
  'broken.pro': [
    'Those who would be hit get room to change, and that room is what {o} buys.',
    'With {o} a working path remains for exactly these users.',
    'As long as this is true, {o} is the gentler answer.',
  ],
  'ready.pro': [
    'The conditions exist already, so {o} begins with work and not with preparations.',
    'This is the rare case in which {o} can be started by the people who are there.',
    'Readiness of this kind fades when it is not used; {o} uses it.',
    'It makes {o} a matter of calendar and no longer of hope.',
  ],
  'ready.con': [
    'What is ready would stand idle under {o}.',
    'Given this, {o} needs a better excuse than caution.',
    'We would be explaining {o} to people who could have begun already.',
  ],
  'lack.con': [
    'That gap lies squarely in the path of {o}.',
    'Before {o} works for anybody, somebody has to supply what is missing here.',
    'A plan for {o} that does not begin with this gap is a wish.',
    'I would not announce {o} to people for whom this is still true.',
  ],
  'lack.pro': [
    'Under such conditions {o} is the answer that asks for nothing we do not have.',
    'While this is missing, {o} at least does not depend on it.',
    'The gap hurts the larger plans; {o} can live with it.',
  ],
  'adoption.con': [
    'Habits of that size do not change because {o} has a date.',
    'So {o} meets many people who have not begun to prepare.',
    'The users who still rely on it are the ones {o} would surprise.',
  ],
  'adoption.pro': [
    'For people in that position {o} is the difference between a plan and an emergency.',
    'Dependence on this scale argues for {o}, which does not pull the floor away.',
    'It is a reason to respect {o}: those users are real and can be counted.',
  ],
  'announced.pro': [
    'A date that was given and then kept is worth something; {o} keeps it.',
    'Nobody can say that {o} came without a word.',
    'Those who prepared in time deserve that {o} follows the announcement.',
  ],
  'announced.con': [
    'After that announcement {o} tells everyone that our dates are opinions.',
    'Those who did their homework would be punished by {o}.',
    'The next notice we give will be believed less if we choose {o} now.',
  ],
  'funding.pro': [
    'Outside money lowers the price of trying {o} while it lasts.',
    'It will not be offered twice, and {o} is able to use it.',
    'The help is real but it ends, so {o} needs an answer for the year after.',
  ],
  'funding.con': [
    'Under {o} the offer lapses, and with it the cheapest moment to learn.',
    'Turning the money down through {o} is a decision too, only an unsigned one.',
    'We would pay for {o} by leaving somebody else’s contribution on the table.',
  ],
  'unfunded.con': [
    'Without that money {o} has to be paid from the ordinary budget, year after year.',
    'The sum that carried {o} is gone, and nobody has offered another.',
    'I can not vote a bill for {o} whose payer has just left.',
  ],
  'unfunded.pro': [
    'When outside money falls away, {o} is what we can still afford.',
    'It leaves {o} as the answer whose cost we control ourselves.',
    'A smaller promise that can be kept is worth more, which favours {o}.',
  ],
  'capacity.con': [
    'Those hands are few, and {o} asks for all of them at once.',
    'With so small a group, one illness stops {o}.',
    'The same people keep things running meanwhile, so {o} competes with the daily work.',
  ],
  'capacity.pro': [
    'A group of that size can carry {o} to the end without dropping something else.',
    'The people we have are enough for {o}, which can not be said of the larger plans.',
    'So {o} is cut to the measure of those who must do it.',
  ],
  'freeze.con': [
    'That fence runs straight through {o}, and it has to be drawn around it first.',
    'Until the ban is over, {o} can only be half done, and half done is the dearest state.',
    'I want the boundary of the forbidden part in writing before {o} begins.',
  ],
  'freeze.pro': [
    'Nothing in {o} needs what is forbidden, so work can start tomorrow.',
    'The ban leaves {o} untouched, and that is worth two months.',
    'Of the answers before us {o} is at peace with that limit.',
  ],
  'deadline.con': [
    'The date is closer than {o} assumes.',
    'Whoever wants {o} has to show which piece is finished by then.',
    'Dates like this one punish {o}, because it has nothing to hand in early.',
  ],
  'deadline.pro': [
    'By that day {o} can show something finished.',
    'The calendar favours {o}, which needs one approval and not three.',
    'A smaller first step such as {o} is signed and paid in time.',
  ],
  'building.con': [
    'Time of that kind can not be bought, and {o} needs it everywhere at once.',
    'It follows that {o} depends on a calendar we do not control.',
    'No enthusiasm shortens this, so the first weeks of {o} would be improvised.',
  ],
  'building.pro': [
    'Meanwhile {o} can run where nothing has to be built.',
    'That wait falls away for {o}, at least in its first year.',
    'This is a reason to begin with {o} and let the slow part follow.',
  ],
  'mention.pro': [
    'That is evidence for {o} itself and not for the idea behind it.',
    'Nothing comparable is on paper for the others, and it counts for {o}.',
    'Here {o} has shown what the rest only promise.',
  ],
  'mention.con': [
    'That is said of {o} in particular, and it was not said lightly.',
    'A weakness this concrete weighs more against {o} than any worry in general.',
    'Before anyone signs for {o}, I want that sentence to become untrue.',
  ],
  'prevent.pro': [
    'Against that I would {m}, because it works even on a tired evening, when attention has already failed.',
    'So let us {m}: a barrier is worth more than a reminder.',
    'The step had no barrier at all, and we should {m}.',
  ],
  'detect.pro': [
    'The sign was there and nobody could hear it, which is why I want to {m}.',
    'Had we been able to {m}, this would have been known long before it mattered.',
    'To {m} is the cheapest hour on the list, because the failure announces itself.',
  ],
  'recover.pro': [
    'That is what made the outage long; the remedy is to {m}.',
    'If everything else fails again, whether we {m} decides how much is lost.',
    'My item here is to {m}: recovery counts only from the day somebody has tried it.',
  ],
  'gap.con': [
    'To this {o} offers no answer, and I would say so in the record.',
    'On this point {o} looks away, which leaves one hole of that evening open.',
    'Under {o} the same sentence could be written again after the next outage.',
    'Here {o} hopes that another measure will cover for the missing one.',
  ],
  'act.pro': [
    'A clean step has one great merit: {o} ends, and then people can do other things.',
    'With {o} there is a single state to explain, to test and to pay for.',
    'The gain of {o} arrives whole instead of in instalments.',
  ],
  'act.con': [
    'The weakness of {o} is that it leaves little room to be wrong.',
    'If {o} disappoints, we learn it late and in public.',
    'What worries me in {o} is the first month, when everything is new at once.',
  ],
  'partial.pro': [
    'We learn from {o} at a price we can bear, and can still turn back.',
    'A first step like {o} replaces opinions by measurements before the larger bill comes.',
    'Should it fail, {o} fails small.',
  ],
  'partial.con': [
    'First steps like {o} have a way of becoming the final state.',
    'Without a date and a threshold, {o} decides nothing and only moves the question.',
    'Two arrangements side by side is the daily cost of {o}.',
  ],
  'delay.pro': [
    'It is fair to say that {o} gives the unprepared a last chance.',
    'Time is the one thing {o} offers, and some people can use it.',
    'No door closes with {o}, which is worth something while we know this little.',
  ],
  'delay.con': [
    'Nothing in {o} makes the later day easier than today.',
    'Without a task for the extra time, {o} is the same decision at a higher price.',
    'I see who gains a rest from {o}, but not who does anything with it.',
  ],
  'transfer.pro': [
    'If a willing owner exists, {o} serves those who still need it without our hands.',
    'The need would be met by people who want to meet it; that is the case for {o}.',
    'By {o} we stop being the bottleneck for a thing we no longer believe in.',
  ],
  'transfer.con': [
    'No recipient has put a name to {o}, and a thing without an owner is merely abandoned politely.',
    'Responsibility travels badly, and {o} is mostly that journey.',
    'Should the new owner tire, {o} comes back to us in worse repair.',
  ],
  'amend.pro': [
    'Nobody has to learn a new system for {o}; it can begin within weeks.',
    'The merit of {o} is modesty: it improves what people already know.',
    'With {o} the worst edge goes first, and the larger question stays open.',
  ],
  'amend.con': [
    'Repairs like {o} make the present arrangement a little harder to leave.',
    'I doubt that {o} changes anything for those whom the rule misses today.',
    'After {o} we shall sit here again with the same question.',
  ],
  'build.pro': [
    'What we make ourselves through {o} fits exactly and answers to us.',
    'With {o} nobody can raise the price or close the service.',
    'The knowledge gained by {o} stays in the house.',
  ],
  'build.con': [
    'The first version of {o} is the cheap part; the next five years are not.',
    'People who build {o} are missing from the work that only they can do.',
    'Night support for {o} would be us, and nobody has said who.',
  ],
  'pick.pro': [
    'A product in use elsewhere, like {o}, has already made its beginner’s mistakes.',
    'One can be working with {o} before our own specification would be agreed.',
    'There are people to call when {o} fails.',
  ],
  'pick.con': [
    'Leaving {o} in three years is not described in any offer I have seen.',
    'What {o} can not do today we shall be promised and not given.',
    'The price of {o} is known for the first year only.',
  ],
  'set.pro': [
    'As a list {o} has an order that survives the loss of its last item.',
    'Each part of {o} can be tested by breaking something on purpose.',
    'No part of {o} waits for another, so the first result comes early.',
  ],
  'set.con': [
    'As a list {o} leans to one side, and the next outage may come from the other.',
    'The parts of {o} need the same few people in the same weeks.',
    'I miss in {o} a test that hurts if it fails.',
  ],
  'nothing.pro': [
    'In fairness, {o} costs no effort and breaks nothing that works.',
    'The case for {o} is that every other answer takes people from their work.',
    'One thing speaks for {o}: we know its faults.',
  ],
  'nothing.con': [
    'Still, {o} is a choice, and its costs arrive without an invoice.',
    'With {o} the same meeting will be called again, only with worse figures.',
    'I find no one whose position improves through {o}.',
  ],
};
