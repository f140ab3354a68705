// One line a name and its everyday short forms, without marks. A short form may stand in several lines.
const families = `
abigail abby abbie gail
abraham abe bram
adelaide addie ada heidi
agnes aggie nessa
albert al bert bertie
alejandro alex ale jandro
alejandra alex ale sandra
aleksandr alex alexander alexandr sasha sascha
aleksandra alexandra alex sasha
alessandro alex sandro ale
alexander alex al alec lex sandy xander zander
alexandra alex lexi lexie sandra sandy sasha
alfred al alf alfie fred freddie
alice ali allie
alison allison ali allie
amanda mandy manda
amelia amy mel millie
anastasia ana stacy nastya
andrea andi andie
andreas andi andy
andrew andy drew
angela angie
anna ann anne annie anni nan nancy
annette annie netta
anneliese anne liese lisa
anthony tony ant
antoinette toni nettie
antonio tony toni
antonia toni
arthur art artie
august gus augie
augustus gus
barbara babs barb barbie bobbie
bartholomew bart
beatrice bea trixie
benedict ben
benjamin ben benji benny
bernard bernie barney
bernadette bernie
bernhard bernd
bradley brad
bradford brad
brandon bran
brian bri
bridget biddy bridie
calvin cal
cameron cam
carolyn carol carrie caro
caroline carol carrie caro lina
cassandra cass cassie sandra
catherine cate cathy cat kate katie kathy kit kitty katy
cecilia cece celia cissy
charles charlie chuck chas chip
charlotte charlie lottie lotte
chester chet
christian chris
christina chris chrissy christy tina
christine chris chrissy christy tina
christopher chris kit topher
clara claire
clarence clare
claudia claude
clifford cliff
clinton clint
constance connie
cornelius neil connie
curtis curt
cynthia cindy
dagmar dagi
daniel dan danny
danielle dani
david dave davy davey
deborah deb debbie debra
dennis denny
derek derry
diana di
dimitri dima mitya
dmitri dima mitya
dmitry dima mitya
dolores lola
dominic dom nick
donald don donnie donny
donna don
dorothy dot dottie dolly dora
douglas doug
dwight ike
ebenezer eb
edgar ed eddie
edith edie
eduardo edu lalo
edmund ed eddie ned ted
edward ed eddie eddy ned ted teddy
edwin ed eddie win
eileen lena
ekaterina katya kate
eleanor ella ellie nell nora lena
elena lena lenochka
elizabeth beth betsy betty bess bessie eliza ella elsie lisa liz liza lizzie lizzy libby lilibet
elisabeth beth betty elli ella elsa lisa liz liesel lisbeth sissi
ellen nell nellie
emily em emmy millie
emma em emmy
emmanuel manny manu
enrique quique kike
ernest ernie
eric rick ricky
erica ricky
esther essie
ethel effie
eugene gene
evelyn evie eve
evgeny zhenya
ferdinand ferdi fred
florence flo flossie
frances fran fanny frannie francie
francesca fran franci cesca
francesco franco cesco
francis frank fran frankie
francisco paco pancho kiko
franklin frank frankie
franz franzl
frederick fred freddie freddy fritz rick
frederic fred
friedrich fritz friedel fred
gabriel gabe gabi
gabriela gabi gaby
gabriele gabi gaby
gabrielle gabby elle
gareth gaz
gary gaz
genevieve jenny viv
geoffrey geoff jeff
georg schorsch jorg
george georgie geordie
georgina georgie gina
gerald gerry jerry
gerard gerry jerry
gerhard gerd
gertrude gertie trudy
gilbert gil bert
giovanni gianni vanni
giuseppe beppe pino peppe
gloria glo
gordon gordie
grace gracie
graham gray
gregory greg
grigory grisha
guadalupe lupe
guillermo memo
guillaume gui
gunter gunni
gustav gus
gwendolyn gwen wendy
hannah hanna anna
harold hal harry
harriet hattie
heather heath
heinrich heinz heiner henrik
helen nell nellie lena
helena lena helen
helene lena leni
henry hank harry hal
henrietta etta hettie
herbert herb bert
hildegard hilde
howard howie
hubert hugh bert
hugo hugh
ignacio nacho
ignatius iggy
immanuel manny
irene rena
irina ira
isaac ike zak
isabella bella izzy isa belle
isabel izzy bella isa belle
isabelle izzy bella isa belle
ivan vanya
jacob jake jay
jacqueline jackie jacqui
james jim jimmy jamie jem
jane janie jenny
janet jan
janice jan
jason jay
jean jeannie
jeanette jean nettie
jeffrey jeff
jennifer jen jenny jenn
jeremiah jerry
jeremy jerry jez
jerome jerry
jessica jess jessie
jesus chuy
jill gill
joachim achim jochen
joan joanie
joanna jo joanne asia
joanne jo
johann hans johannes
johannes hans jo hannes
john jack johnny jon jock
jonathan jon jonny nathan
jordan jordy
jose pepe chepe
josef sepp joe jupp
joseph joe joey jos
josephine jo josie
joshua josh
joyce joy
juan juanito
judith judy jude
julia julie jules
julian jules
juliana julie
jurgen jorg
karl charly
karoline karo lina
katarzyna kasia
katharina kathi kati katja kathe trina nina
katherine kate katie kathy kat kay kit kitty katy
kathleen kate katie kathy kath
kathryn kate katie kathy kat
kenneth ken kenny
kevin kev
kimberly kim kimmy
klaus niklas nikolaus
konstantin kostya kosta
krzysztof krzys
lawrence larry laurie
laurence larry laurie
leonard len lenny leo
leonardo leo
leonid lyonya
leopold leo poldi
leroy lee roy
leslie les
lewis lew lou
lillian lil lily lilly
linda lindy
lorenzo renzo
lorraine lori
louis lou louie
louise lou
lucille lucy lu
lucinda cindy lucy
lucas luke luc
lukas luke luki
luis lucho
madeline maddie maddy
magdalena lena magda leni
malcolm mal
malgorzata gosia
manfred manni
manuel manny manolo manu
marcus marc mark
margaret maggie meg megan peg peggy marge margie madge greta rita daisy maisie
margarete grete gretel greta margit
margarita rita
maria mary marie mia masha
marianne mary anne
marilyn mary
marion mary
marjorie marge margie
martha marty mattie patty
martin marty
marvin marv
mary molly polly mamie may
mathilda tilly mattie
matilda tilly mattie
matthew matt matty
matthias matze matt hias
maurice mo
maureen mo
maximilian max
maxwell max
maxine max
megan meg
mehmet memo
melanie mel
melinda mel mindy linda
melissa mel missy lissa
melvin mel
mercedes mercy
michael mike mick mickey mikey micky micha michi
michaela micha michi mika
michal michalek
michelle shelly shell mickey
mikhail misha
mildred millie
miriam mimi mim
mitchell mitch
mohamed mo moe
mohammad mo moe
mohammed mo moe
muhammad mo moe
monica mona
montgomery monty
morris mo
nadezhda nadia nadya
nancy nan
natalie nat natty
natalia natasha talia nat
nathan nat nate
nathaniel nat nate nathan
nicholas nick nicky nico
nicola nicky nico nikki
nicole nicky nikki
nicolas nick nico nicky
nikolai kolya nick
nikolaus klaus niko nick
norbert bert
norman norm
octavia tavy
olga olya
oliver ollie
olivia liv livvy
oscar ozzie
oswald ozzie
pamela pam
patricia pat patty patti tricia trish
patrick pat paddy rick
paul pauly
paula polly
pavel pasha
pedro perico
penelope penny
percival percy
peter pete
petronella nelly
philip phil pip
phillip phil pip
philippa pippa pip
phyllis phyl
priscilla cilla prissy
rachel rach
rafael rafa
ralph ralphie
ramon moncho
randall randy
randolph randy
raphael raf rafe
raymond ray
rebecca becca becky
reginald reg reggie
reinhard reini
renate rena
rhoda ro
ricardo ricky rick richie
richard dick rick ricky rich richie
robert bob bobby rob robbie robby bert
roberta bobbie robbie
roberto beto
robin rob
roderick rod
rodney rod
roger rodge
roland rollo
ronald ron ronnie
rosalind ros roz
rosemary rose rosie
rose rosie
roxanne roxy
rudolf rudi rolf
rudolph rudy
rupert bert
russell russ rusty
ruth ruthie
salvador chava
salvatore toto turi
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sally sadie
sara sally sadie
sebastian seb basti bastian
sergei seryozha
sergio checo
sharon shaz
sheila shell
shirley shirl
sidney sid
simon si
solomon sol
sophia sophie
sofia sofie
stanislav stas slava
stanislaw staszek
stanley stan
stefan steff steffen
stefanie steffi
stephanie steph stephie
stephen steve stevie steph
steven steve stevie
stewart stu
stuart stu
susan sue susie suzy
susanna sue susie suzy sanna
susanne susi sanne
svetlana sveta lana
sylvia syl
sylvester sly
tabitha tabby
tamara tammy tam
tatiana tanya
teresa terry tess tessa tracy
terence terry
terrence terry
thaddeus tad thad
theodora dora theo
theodore ted teddy theo
theresa terry tess tessa tracy
therese resi
thomas tom tommy thom
timothy tim timmy
tobias toby tobi
tomasz tomek
trevor trev
ulrich uli ulli
ulrike uli ulli
ursula ursel uschi
valentina val
valentine val
valerie val
vanessa nessa
veronica ronnie vera
veronika vroni
victor vic
victoria vicky vicki tori
vincent vin vince vinny
vincenzo enzo
violet vi
virginia ginny ginger
vivian viv
vladimir vova volodya vlad
vyacheslav slava
wallace wally
walter walt wally
wanda wendy
wesley wes
wilfred fred wilf
wilhelm willi willy
wilhelmina mina minnie billie
william bill billy will willie willy liam
winifred winnie fred
winston win
wojciech wojtek
wolfgang wolf wolfi
yekaterina katya kate
yevgeny zhenya
yuri yura
zachary zach zack zak
zachariah zach zack zak
zoe zo
`

const familiesOf = new Map<string, Set<number>>()
families.trim().split('\n').forEach((line, family) => {
  for (const name of line.split(' ')) familiesOf.set(name, (familiesOf.get(name) ?? new Set()).add(family))
})

/** Whether two first names (normal form) are commonly used for one: bob and robert, bob and rob. */
export function areNicknames(a: string, b: string): boolean {
  const other = familiesOf.get(b)
  if (!other) return false
  for (const family of familiesOf.get(a) ?? []) if (other.has(family)) return true
  return false
}
