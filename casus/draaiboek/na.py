"""Wat iemand inbrengt, en alles na de tafel."""

from django.utils.translation import gettext_lazy as _

from .basis import Stap, Zin

STAPPEN = (
    Stap(
        "inbreng",
        _("Iets inbrengen"),
        _(
            "Wat u aan tafel wilt vertellen, voorbereiden of opschrijven. U kiest zelf wat, voor wie, en of het later verder mag."
        ),
        (
            "LR-22",
            "LR-32",
            "LR-33",
            "LR-50",
            "LR-51",
        ),
        (
            Zin(_("Niets inbrengen is een volwaardig antwoord."), "LR-22"),
            Zin(_("Kies voor elke inbreng wie ze mag lezen; u mag dat later strenger maken."), "LR-32"),
            Zin(_("Zeg bij alles hoe u het weet: zelf gezien, of gehoord van iemand.")),
            Zin(_("Schrijf alleen over de persoon zelf of over wie hem na staat."), "LR-51"),
        ),
        (
            Zin(_("Wat kan ik delen zonder het vertrouwen van mijn cliënt te schenden?")),
            Zin(_("Wat kan ik niet delen, en kan ik dat ook zo zeggen?")),
            Zin(_("Welke vraag wil ik dat de anderen mij stellen?")),
            Zin(_("Wat wil ik zelf van de anderen weten?")),
        ),
    ),
    Stap(
        "fiche",
        _("De terugkoppelingsfiche"),
        _(
            "De enige weg waarlangs iets van deze tafel naar andere diensten gaat: een evaluatie van de opvolging, goedgekeurd door iedereen die er was."
        ),
        (
            "LR-40",
            "LR-41",
            "LR-42",
            "LR-44",
        ),
        (
            Zin(
                _("Stel de tekst op uit wat vrijgegeven is en uit de besluiten, nooit uit een geheim."),
                "LR-42",
            ),
            Zin(_("Lees de tekst in zijn geheel voor u goedkeurt: u keurt deze woorden goed."), "LR-41"),
            Zin(_("Hou ze kort: hoe de opvolging loopt, niet alles wat gezegd is.")),
        ),
        (
            Zin(_("Staat er iets in dat iemand alleen hier vertelde?")),
            Zin(_("Zou u deze tekst aan de persoon zelf kunnen uitleggen?")),
            Zin(_("Is iedereen die erbij was gevraagd?"), "LR-41"),
        ),
    ),
    Stap(
        "overname",
        _("Iets meenemen naar het eigen dossier"),
        _(
            "Een deelnemer wil een afspraak of een noodzakelijk gegeven in het dossier van zijn eigen dienst bewaren. Daar gaat de hele tafel mee akkoord, of het gebeurt niet."
        ),
        (
            "LR-43",
            "LR-54",
        ),
        (
            Zin(_("Vraag alleen wat u voor uw eigen opdracht nodig hebt, en zeg waarom."), "LR-43"),
            Zin(_("Komt het uit een gerechtelijk dossier, wacht dan op het parket."), "LR-43"),
        ),
        (
            Zin(_("Kunt u uw werk doen zonder dit op te schrijven?")),
            Zin(_("Wie leest het dossier van uw dienst nog?")),
        ),
    ),
    Stap(
        "traject",
        _("Het traject"),
        _(
            "Een plan met de persoon als mens: doelen op wat goed gaat en wat zorgen baart, en acties met een naam en een datum."
        ),
        (
            "LR-12",
            "LR-50",
            "LR-58",
        ),
        (
            Zin(_("Zet bij elke zorg ook een sterkte.")),
            Zin(_("Spreek acties af die iemand echt kan doen, en liever weinig.")),
            Zin(_("Kan iemand een actie niet doen, dan is dat een volledig antwoord."), "LR-22"),
        ),
        (
            Zin(_("Wat wil de persoon zelf?")),
            Zin(_("Wie doet wat, en tegen wanneer?")),
            Zin(_("Hoe merken we dat het beter gaat?")),
        ),
    ),
    Stap(
        "evaluatie",
        _("Evalueren"),
        _("Kijken of de opvolging helpt, en of ze nog nodig is."),
        (
            "LR-52",
            "LR-58",
        ),
        (
            Zin(_("Evalueer de opvolging, niet de persoon.")),
            Zin(_("Vraag eerst wat er goed liep.")),
            Zin(
                _("Bespreek ook of het dossier nog nodig is: elke bespreking kan de termijn doen lopen."),
                "LR-52",
            ),
        ),
        (
            Zin(_("Wat werkte, en wat niet?")),
            Zin(_("Is er nog een reden om door te gaan?")),
            Zin(_("Wie kan dit overnemen als gewone hulp?")),
        ),
    ),
    Stap(
        "afsluiten",
        _("Afsluiten"),
        _(
            "De opvolging stopt. Wie van buiten de kern kwam, ziet vanaf dan niets meer; de geheimhouding blijft."
        ),
        (
            "LR-03",
            "LR-21",
            "LR-52",
        ),
        (
            Zin(_("Spreek af wie de persoon nog kan bellen, als gewone hulp.")),
            Zin(_("Kies nacontroles alleen als ze nodig zijn.")),
            Zin(_("Zeg aan tafel wanneer de inhoud verdwijnt."), "LR-52"),
        ),
        (
            Zin(_("Waarom mag het nu stoppen?")),
            Zin(_("Wat zou een reden zijn om opnieuw te beginnen?")),
        ),
    ),
    Stap(
        "bewaartermijn",
        _("De bewaartermijn"),
        _("Samen kiezen hoe lang dit dossier blijft, voor er een woord over gesproken is."),
        ("LR-52",),
        (
            Zin(
                _("Een jaar na de laatste bespreking is gewoon. Langer vraagt vooraf een besproken reden."),
                "LR-52",
            ),
            Zin(_("Korter kan altijd.")),
        ),
        (
            Zin(_("Waarvoor zou iemand dit dossier later nog nodig hebben?")),
            Zin(_("Wat betekent deze termijn voor de persoon?")),
        ),
    ),
    Stap(
        "vernietiging",
        _("Vernietigen"),
        _(
            "Op het einde van de termijn verdwijnt de inhoud voorgoed, ook uit de reservekopieën. Dat het gebeurde, blijft te bewijzen."
        ),
        (
            "LR-53",
            "LR-57",
        ),
        (
            Zin(_("Twee mensen kijken de lijst na en tekenen; één alleen kan het niet."), "LR-53"),
            Zin(_("Kijk eerst of er nog een vraag van de persoon zelf loopt.")),
        ),
        (
            Zin(_("Loopt er nog iets waarvoor dit dossier nodig is, en wie heeft dat beslist?")),
            Zin(_("Staat er nog iets van in een eigen dossier, en mocht dat?")),
        ),
    ),
    Stap(
        "verzoek",
        _("Een verzoek van de betrokkene"),
        _("De persoon vraagt wat er over hem bewaard wordt, of vraagt om iets te verbeteren of te wissen."),
        (
            "LR-55",
            "LR-06",
            "LR-54",
        ),
        (
            Zin(_("Bevestig snel dat de vraag er is; de termijn loopt meteen."), "LR-55"),
            Zin(_("Overleg met wie deelnam, in stilte en elk apart."), "LR-55"),
            Zin(
                _("Weigert u iets, schrijf dan de grond en wijs de weg naar de toezichthoudende autoriteit."),
                "LR-55",
            ),
        ),
        (
            Zin(_("Is zeker dat de vraag van de persoon zelf komt?")),
            Zin(_("Wat kan nu gezegd worden, en wat pas later?")),
            Zin(_("Zegt het antwoord iets over iemand anders?")),
        ),
    ),
)
