"""The words of codes spoken in French; a word's number is its place, so none may ever move."""

WORDS = """
abeille acrobate acteur aéroport affiche agrume aiguille album algue ampoule ananas anchois
anneau anorak appareil araignée arbre ardoise arrosoir assiette atelier athlète auberge automne
autruche avion avocat bagage bague baleine ballon banjo barbecue barrière batterie bazar beignet
béret beurre bibelot bijou bille biscuit bison blouson bocal boîte bolide bonnet bordure bottine
bougie bouillon bourgeon boussole bracelet branche brebis bretelle broderie buffle bureau buvard
cabine cacao cachalot cactus cadenas café caillou calamar calepin caméléon camion canapé
cannelle capsule capuche caramel caravane cardigan carnet carrosse cartable carte cascade castor
céleri cercle cerisier chaise chaloupe chandail chanson chanteur chapeau chariot charrue châssis
chaudron chemin chenille cheval chiffon chocolat chorale chou cible cigale cigogne cinéma cirque
ciseaux citerne citron clairon clavecin clôture coiffeur colibri collier colonne commode
comptine comptoir concert console coquille corbeau cordon corniche costume couette coulisse
coupe courrier couscous coussin crabe cratère crème crevette croquis cuillère curry cymbale
dahlia damier dauphin décor dépliant diamant divan dolmen écharpe échelle école écran écureuil
enclos enclume enseigne épicerie épingle escalier escargot escrime espadon estrade étagère
étoile éventail évier fanfare fauteuil fauvette fenêtre fenouil fermier feuille ficelle figue
figurine filet fleuve flocon fondue forgeron fougère fourmi foyer frelon frigo frite fromage
froment fusible galaxie gant gâteau gaufre gelée geyser glace glacier globe gobelet gomme gong
granit gravure grille guépard guichet guidon guimauve guitare gymnase hamac hameçon hamster
hautbois hélice hérisson hibou homard hublot huile iceberg igloo image ivoire jaguar jardin
jongleur jouet journal joyau judo jumelles jument jungle kayak kermesse kilt kimono kiosque kiwi
lacet landau lapin latte lavabo lavande laverie légume lentille lettre liane libraire licorne
lierre limonade linge livre loquet luciole lunettes machine magasin magnolia maillet maison
mallette manège marchand marmite mascotte masque matelot matin mélodie mercerie meringue meunier
miel minuit mixeur moniteur monocle montagne montre mosaïque mouchoir moulinet moulure moutarde
mouton muraille musée myosotis nappe narcisse narval navire neige noisette nougat nuage oasis
oignon olivier ombrelle omelette oreiller orgue ortie otarie palourde pancarte panorama pantalon
panthère papillon paprika paquebot parasol paravent parfum parking parquet pastèque patinage
paysage peinture pelouse pendule péniche perceuse perchoir perdrix pergola perruche pétale
peuplier photo piano piéton pieuvre pigment pilier pilote pince pingouin pirogue piscine pistil
pivert pizza placard plafond plage plaid plancher plantoir plâtre plinthe plongeur pluie
pochette poignée poireau poisson poivre polo pompe portail porte poster potager potiron poulain
poupée prise pruneau puma pupitre pyjama radar radio ragoût rampe raquette ravin rayon réglisse
reliure remorque renard réveil rhubarbe rideau risotto rivage rivière robinet robot rocher roman
romarin roulotte ruban ruche ruisseau sacoche safran salade sandale sanglier sauge saumon savon
scarabée scooter semelle semoir sentier serrure sifflet signal sofa soirée soleil sommier sorbet
soucoupe souris spatule sphère spirale stade steppe studio stylo sucre tableau tabouret talus
tandem tapioca tapis tartine tasse taupe taxi tennis terrasse théâtre thermos ticket tilleul
timbre tirette tiroir tisane toboggan tomate tondeuse torchon torsade tortue tour train traiteur
tramway trèfle treillis tremplin trépied triangle tricycle trombone trophée trottoir troupeau
trousse truite tulipe tunique tuyau usine vacances valise vapeur vélo verrou veste village
vinaigre violette violon vitre vitrine voiture volaille volcan voyage yoga zigzag
"""
