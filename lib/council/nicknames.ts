/** Common short forms: the full names that each may stand for follow its list. One name may stand in several rows. */
const rows = `
alex al sandy xander sasha: alexander aleksandr alexandr
alex sandra sandy sasha: alexandra aleksandra
andy drew: andrew
tony: anthony antony
anya annie ann: anna
nastya: anastasia anastasiya
ben benny: benjamin
kate katie cathy kathy kat katya: catherine katherine ekaterina
charlie chuck: charles
chris: christopher christian christina christine
tina: christina
dan danny: daniel
dave: david
debbie deb: deborah
dima mitya: dmitry dmitri dmitrii dmitriy
ed eddie ted: edward
liz lizzy beth betty eliza: elizabeth
lena: elena
zhenya: evgeny evgeniy evgenia evgeniya
fred freddie: frederick
greg: gregory
vanya: ivan
jim jimmy jamie: james
jen jenny: jennifer
jack johnny: john
jon: jonathan
joe joey: joseph
josh: joshua
ken: kenneth
kostya: konstantin
larry: lawrence
maggie meg peggy: margaret
masha: maria mariya
matt: matthew
mike mick mickey: michael
misha mike: mikhail
natasha: natalia natalya nataliya
nick: nicholas nikolai nikolay nikita
kolya: nikolai nikolay
nate: nathan nathaniel
olya: olga
pat patty trish: patricia
pat paddy: patrick
pasha: pavel
pete: peter
phil: philip phillip
becky becca: rebecca
rich rick dick: richard
rob bob bobby robbie: robert
ron: ronald
sam: samuel samantha
seryozha: sergey sergei
steve: stephen steven
sue susie: susan
tanya: tatiana tatyana
ted theo: theodore
tom tommy: thomas
tim: timothy
vicky tori vika: victoria viktoria
vince: vincent
vova volodya: vladimir
will bill billy: william
yura: yuri yury
zach zack: zachary
саша шура саня сашка: александр александра
леша алеша леха: алексей
алена: елена
наталия: наталья
наталья: наталия
софия: софья
софья: софия
данил: даниил
настя: анастасия
толя: анатолий
андрюша: андрей
аня анюта нюра: анна
антоша: антон
тема: артем
боря: борис
вадик: вадим
валя: валентин валентина
валера: валерий
лера: валерия
вася: василий
витя: виктор
вика: виктория
виталик: виталий
вова володя: владимир
влад владик: владислав
слава: вячеслав ярослав святослав
галя: галина
гена: геннадий
жора гоша: георгий
гриша: григорий
даня данила: даниил данил
даша: дарья
дима митя димка: дмитрий
женя: евгений евгения
катя катюша: екатерина
лена: елена
лиза: елизавета
ваня: иван
ира: ирина
костя: константин
ксюша: ксения
лара: лариса
лева: лев
леня: леонид
люба: любовь
люда мила: людмила
макс: максим
рита: маргарита
маша маруся: мария
миша: михаил
надя: надежда
наташа ната: наталья наталия
коля: николай
оля: ольга
паша: павел
петя: петр
поля: полина
рома: роман
света: светлана
сема: семен
сережа серега: сергей
соня: софья софия
стас: станислав
степа: степан
тома: тамара
таня: татьяна
тима: тимофей
федя: федор
юля: юлия
юра: юрий
яша: яков
ярик: ярослав
`;

const shortOf = new Map<string, string[]>();
for (const row of rows.trim().split('\n')) {
  const [short = '', full = ''] = row.split(': ');
  for (const name of full.split(' ')) shortOf.set(name, [...(shortOf.get(name) ?? []), ...short.split(' ')]);
}

/** Short forms of a first name, lower case, ё as е. */
export const nicknamesOf = (name: string): readonly string[] => shortOf.get(name) ?? [];
