"""De verzonnen personen over wie de casussen en signalen gaan. Niemand van hen bestaat."""

from .stappen import Persoon

ZENO = Persoon(
    naam="Zeno Verzonnen",
    leeftijd=22,
    feiten="Hij deelde drie filmpjes die geweld verheerlijken, en vroeg twee klasgenoten om mee te gaan.",
    interpretatie="Ik maak mij zorgen: zo kende ik hem niet.",
    aanwijzingen="Sinds de zomer deelt hij filmpjes die geweld verheerlijken. Hij vroeg twee klasgenoten om mee te "
    "vertrekken en brak met zijn oudste vriend, die dat afwees.",
    indicatoren=("oproepen", "werven", "breuk"),
)
FIEN = Persoon(
    naam="Fien Fictief",
    leeftijd=16,
    feiten="Zij toonde op school een gesprek waarin een onbekende haar vraagt om geld en foto's van een gebouw.",
    interpretatie="Zij lijkt bang, en tegelijk trots op dat contact.",
    aanwijzingen="Een onbekende schrijft haar elke dag, verheerlijkt aanslagen en geeft haar kleine opdrachten. Zij "
    "voerde er al een uit.",
    indicatoren=("beinvloed", "netwerk"),
)
TIMO = Persoon(
    naam="Timo Testman",
    leeftijd=31,
    feiten="Hij zei in de kantine dat een aanslag op het stadhuis terecht zou zijn, en herhaalde dat de dag erna.",
    aanwijzingen="Hij praat geweld tegen het stadhuis goed, eerst alleen online en nu ook op het werk, en zoekt "
    "contact met een groep die dat aanmoedigt.",
    indicatoren=("geweld_goedpraten", "netwerk"),
)
NOOR = Persoon(
    naam="Noor Nergens",
    leeftijd=27,
    feiten="Zij verkocht haar meubels en vroeg in de winkel naar een kaart van een oorlogsgebied.",
    aanwijzingen="Zij zegde haar werk op, verkocht haar meubels en schreef aan haar zus dat zij zich bij een "
    "gewapende groep wil aansluiten.",
    indicatoren=("vertrekken",),
)
MILA = Persoon(
    naam="Mila Bedacht",
    leeftijd=19,
    feiten="Zij beheert een kanaal waarop elke week een oproep tot geweld verschijnt.",
    aanwijzingen="Op haar kanaal verschijnt elke week een oproep tot geweld tegen een groep mensen, en zij nodigt "
    "jongere leden uit voor een besloten groep.",
    indicatoren=("oproepen", "ontmenselijken"),
)
ARNO = Persoon(
    naam="Arno Nietbestaand",
    leeftijd=24,
    feiten="Hij droeg een zelfgemaakt mes bij zich en noemde de naam van een dader als zijn held.",
    aanwijzingen="Hij noemt de dader van een aanslag zijn held, verzamelt filmpjes over die aanslag en droeg een "
    "zelfgemaakt mes bij zich.",
    indicatoren=("geweld_goedpraten", "voorbereiden"),
)
EVA = Persoon(
    naam="Eva Echtniet",
    leeftijd=38,
    feiten="Zij schreef op een muur dat het tijd is voor geweld, en deelde er een foto van.",
    aanwijzingen="Zij riep twee keer op tot geweld, en vroeg anderen om mee te doen.",
    indicatoren=("oproepen",),
)
LUC = Persoon(
    naam="Luc Leegloop",
    leeftijd=52,
    feiten="Hij zei in de wachtzaal dat een aanslag op een rechter terecht was.",
    aanwijzingen="Hij praatte een aanslag goed, en zocht contact met een groep die dat aanmoedigt.",
    indicatoren=("geweld_goedpraten", "netwerk"),
)

NIEUW = Persoon(
    naam="Lotte Loos",
    leeftijd=20,
    feiten="Zij kleefde stickers met een oproep tot geweld op de bushalte.",
    interpretatie="Misschien deed zij het voor een ander.",
)
IN_WEGING = Persoon(
    naam="Bas Bijna",
    leeftijd=34,
    feiten="Hij stuurde twee buren een dreigbrief over hun herkomst.",
    interpretatie="De buren zijn bang. Hij drinkt de laatste tijd veel.",
)
VOORGEDRAGEN = Persoon(
    naam="Rik Raadsel",
    leeftijd=29,
    feiten="Hij hing in de sporthal een vlag op van een groep die aanslagen pleegde, en sprak twee leden aan.",
    interpretatie="Hij zoekt aansluiting, en vindt die bij de verkeerde mensen.",
)
NIET_WEERHOUDEN = Persoon(
    naam="Juul Jokken",
    leeftijd=41,
    feiten="Zij draagt sinds kort andere kledij en komt niet meer naar de buurtbarbecue.",
)
INGESTUURD = Persoon(
    naam="Wout Wazig",
    leeftijd=18,
    feiten="Hij zei aan twee jongeren dat hij weet hoe je een brandbom maakt.",
    interpretatie="Bluf, denk ik. Maar de anderen schrokken ervan.",
)
BUURMAN = Persoon(
    naam="Omar Onbestaand",
    leeftijd=23,
    feiten="Hij riep op het marktplein op tot geweld tegen de kooplui.",
)
