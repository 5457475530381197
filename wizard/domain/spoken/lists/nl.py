"""The words of codes spoken in Dutch; a word's number is its place, so none may ever move."""

WORDS = """
achtbaan adelaar afwas agenda ajuin albatros alfabet anemoon anker ansjovis antilope appel
aquaduct aquarium arbiter arena asfalt atlas atletiek atrium baai badjas badkamer badkuip balk
balpen behang beker benzine berg beschuit bestek beton beuk bezem bikini biljart blik bloem
boerin bonsai boot borstel bosbes boterham bowling braadpan brief broccoli brommer bron brug
buffet bundel bushalte butler buurman camera camping canyon cavia chalet chips citrus collage
computer dagboek dakraam danser deken deksel dessert deur dirigent distel donut dorp driehoek
druppel duif duiker echo eekhoorn eetkamer emmer envelop erwt espresso etalage etiket fabriek
falafel fazant fiets flamingo flesje fluweel fornuis foto framboos fret frisbee garage gazelle
gazon gebak gedicht gember geranium gitaar glazuur gletsjer gordel grafiet grendel griffel
groente grot grutto haak hagedis hagel halte hamer handboek handtas hangmat hangslot haring harp
haven helm herfst heuvel hobo hockey hoepel honkbal hooiberg horizon horloge huis hummus inkt
jaarboek jeep jojo jurk juwelier kaas kajuit kalebas kalender kalf kampvuur kanaal kanarie kano
kantine kantoor kapper kapstok karaf karavaan kastanje kasteel katoen katrol kelder keramiek
kermis kers ketchup ketel keuken kikker kiosk klarinet kleur klimop klimrek klok klomp knoop
koala koek koelbox koelkast koerier koffer kolibrie kolom komeet kompas kopie koplamp korf korst
kostuum kraag krant krater kreeft krekel kring kristal krokodil kruik kruimel kubus kussen kust
kwartel laars labyrint lade lagune laken lamp lantaarn laptop lasagne lava lavendel leem legging
lelie lente lepel leraar liedje lift limoen liter loempia loep lokaal loper lucifer maan
macaroni magneet makreel mammoet manchet mantel masker matroos medaille meer meeuw melk meloen
memo merel metaal meteoor metro middag minigolf moeras moestuin molen monorail motor muesli
muffin museum muziek nacht nagellak narcis nectar nest netwerk noorden nummer nylon oase oceaan
oever olie olifant omslag ooievaar opera oprit orchidee oregano orgel origami orka orkest otter
oven overall pagina pakhuis palet palmboom panfluit papegaai papyrus paraplu parel parka parkiet
pasta pelikaan penseel peperbus perron perzik pesto petunia picknick piloot pinda pingpong
piramide plakboek planeet plank plastic plataan podium poeder poema pompoen poncho pony popcorn
populier portier postbode postbus prairie prent prisma pudding punaise punt puree puzzel raaf
rabarber radiator raket ravioli regenjas reling rendier riet roer roltrap rooster rosbief
rotonde rots rubber rugby ruit rups saffier saffraan savanne saxofoon scanner schaats schaduw
scherm schilder schip schommel schrift schroef schuur servet shampoo sjerp skilift slaapzak
slager slagroom slak slee sleutel slot sluis snaar sneeuw snoek snorkel sombrero spiegel spin
spoel spons spoorweg sport sprookje staal statief steen stempel sticker stier stift stoep
stoofpot storm straat strik stroop sushi sweater taart tafel tandwiel tarwe tekening tekst
telefoon tent terras theepot toast tobbe toekan toendra toets toneel toonbank toren tortilla
trap trekker tribune trofee tros trui tuinhuis tuinier tuinman tulp uitgang ukelele uniform
vanille varen veerpont venster ventiel veranda verf verhaal veter vezel viaduct vierkant villa
violist viool visser vitrage vlaai vlakte vlecht vlinder vloer voetbal vogel vork vulkaan
vuurwerk waaier walnoot wals walvis wandkast wasbeer waterval werkbank wieg winkel witloof wolf
woning woonboot zadel zakdoek zaklamp zalm zandbank zebra zeef zeeleeuw zeepbel zegel zeppelin
zink zomer zonlicht zonnetje zuiden zuurkool zwaan zwaluw zwemmer
"""
