"""The words of codes spoken in English; a word's number is its place, so none may ever move."""

WORDS = """
acorn actor airport airship almond alphabet anchor antenna anthill anvil apricot apron arcade
archery artist attic autumn avenue avocado backpack bakery balcony ballet ballroom bamboo
bandana barber baseball basement bassoon bathtub beacon bead beanbag beanie beehive bench
bicycle birdcage blanket blender blossom bluebell bonfire bookcase bookmark bouquet bowl brick
bridge brochure bronze broom brush buckle buffalo buggy builder bulldog bungalow bunting cabbage
calendar campfire canal canoe canopy captain caribou carnival cashmere castle cello cement
ceramic chain chalk charcoal cheese cheetah chestnut chicken chimney chipmunk cinnamon circus
clay clip cloak closet cloud cobweb cocoa coffee collar comet compass concrete condor confetti
cookie coral corridor cotton couch coyote cradle cream croquet crossing cruiser crumble crystal
cucumber cupboard cupcake cushion daffodil daisy darts denim desk diamond dinghy dinner dinosaur
dish doll dolphin doorbell doormat doorstep doughnut drawer dress drill drummer dumpling dustpan
duvet eagle earring earth ebony elevator emerald engine explorer factory farm felt fence ferry
film firefly firework flannel flask floor foam folder football footpath forest frame freezer
frog fudge furnace gadget galaxy gallery gallop gardener garlic gazebo gear gerbil gherkin
giraffe glass glitter glue gold gondola goose gown grape gravel gravy guava hammock handbag
handrail harvest haystack hazelnut hedgehog helmet highway hill hippo honey hook hostel house
icing iguana inventor iris island ivory jasmine jelly jersey jigsaw jukebox jumper kangaroo
karate kettle keyboard keyhole kitchen kite knitting lacrosse ladder laser lattice laundry
leaflet lemon lentil leopard library lifeboat lilac lily lime linen lizard lobster lollipop
lorry lotus luggage lunchbox mackerel magpie mailbox mammoth mandarin mango mansion maracas
marathon marble marigold market marzipan matchbox mattress meerkat melody mermaid midnight
minibus mint mirror monitor moon moped morning mosaic mosquito moss motorway mountain mushroom
mustard necklace needle notebook novel nutmeg oatmeal oboe octopus office onion opal orange
orchard ornament ostrich overcoat padlock paint palace pamphlet pancake papaya paper parsley
parsnip passport pastry patio pavilion peacock pebble pelican pendant penguin perfume petrol
pheasant piccolo picnic picture pillow pinball pipe pixel plaster platform platinum pliers plug
plumage plumber plywood pocket poet poodle poppy porthole portrait postcard postman potato
pottery printer pulley pullover pumpkin pyramid quilt quiz rabbit raccoon radish raft railway
rainbow raincoat raindrop recorder referee reindeer ribbon rice river robin roof rosemary
rowboat rowing rucksack ruler saffron sailor salt sapling sapphire sardine satchel saucepan
scarf scenery school scissors seagull seashell seaside seesaw sequin sesame shadow sheep shell
shirt shorts shovel shrimp sidecar sieve signpost silk silver skater skiing skillet skyline
sledge slipper snail snooker snow soapbox sock soup souvenir sparkler sparrow speaker spider
spinach spindle sponge spoon sprout spruce square squid squirrel stadium stamp stapler star
station statue stencil stocking stone stream subway sugar suitcase sundial sunset sunshine
surfer swimsuit swing switch syrup table tadpole tapestry tartan teacher teacup teaspoon teddy
terrace thimble thunder tiara tiger tongs toolbox topaz tortoise toucan tourist tower tractor
traffic trailer trapeze treetop trinket tripod trolley trophy trousers trout truck trumpet
tugboat tuna tunic tunnel turbine turnip turtle tuxedo tweed tweezers umbrella unicorn vinegar
vinyl violet wagon waiter walkway walnut wardrobe watch whisk whistle windmill window woodland
wool workshop
"""
