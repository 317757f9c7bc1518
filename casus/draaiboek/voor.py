"""Van signaal tot en met de tafel."""

from django.utils.translation import gettext_lazy as _

from .basis import Stap, Zin

STAPPEN = (
    Stap(
        "signaal",
        _("Signaal"),
        _(
            "Iemand zag of hoorde iets dat zorgen baart. Hier staat kort wat, zodat twee mensen het kunnen wegen. Het is nog geen casus."
        ),
        (
            "LR-04",
            "LR-07",
            "LR-22",
        ),
        (
            Zin(_("Schrijf wat u zag of hoorde, los van wat u ervan denkt.")),
            Zin(_("Schrijf alleen wat nodig is om te wegen: wat niet weerhouden wordt, verdwijnt."), "LR-04"),
            Zin(_("Is er nu gevaar, bel dan de politie. Een overleg is daar te traag voor.")),
        ),
        (
            Zin(_("Wat is er precies gebeurd, en wanneer?")),
            Zin(_("Weet u dit zelf, of hoorde u het van iemand anders?")),
            Zin(_("Gaat dit over gedrag, of alleen over een overtuiging of een afkomst?"), "LR-03"),
        ),
    ),
    Stap(
        "weging",
        _("Weging"),
        _(
            "Twee mensen met een verschillend beroep kijken apart naar hetzelfde signaal. Zo beslist niemand alleen dat iemand een casus wordt."
        ),
        (
            "LR-07",
            "LR-58",
        ),
        (
            Zin(_("Weeg elk apart, voor u elkaars oordeel leest."), "LR-07"),
            Zin(_("Leg naast elke zorg ook wat goed gaat.")),
            Zin(_("Is een gewone hulpverlener genoeg, verwijs dan door.")),
        ),
        (
            Zin(_("Wat zou er gebeuren als we niets doen?")),
            Zin(_("Welke verklaring is er nog, buiten radicalisering?")),
            Zin(_("Wie kent deze persoon al, en kan dat volstaan?")),
        ),
    ),
    Stap(
        "lijst",
        _("Op de lijst"),
        _(
            "De burgemeester beslist of over deze persoon overlegd wordt, en schrijft op welke aanwijzingen dat dragen."
        ),
        (
            "LR-01",
            "LR-02",
            "LR-03",
            "LR-06",
            "LR-15",
        ),
        (
            Zin(
                _("Noem gedrag en feiten. Een geloof, een mening of een afkomst is geen aanwijzing."), "LR-03"
            ),
            Zin(_("Twijfelt u, vraag dan een nieuwe weging in plaats van toch te beslissen.")),
        ),
        (
            Zin(_("Welke aanwijzing weegt voor u het zwaarst, en waarom?")),
            Zin(_("Welke rechtsgrond gebruikt u: de wet, of een machtiging van het parket?"), "LR-01"),
            Zin(_("Is de persoon minderjarig, en is dit in zijn belang?"), "LR-15"),
        ),
    ),
    Stap(
        "voorbereiding",
        _("Voorbereiden en uitnodigen"),
        _(
            "Bepalen wie aan tafel nodig is om deze persoon te helpen, en hen tijd geven om vrij te beslissen of ze komen."
        ),
        (
            "LR-12",
            "LR-13",
            "LR-14",
            "LR-61",
        ),
        (
            Zin(_("Nodig weinig mensen uit: alleen wie iets kan doen of iets weet dat nodig is.")),
            Zin(_("Geef genoeg tijd. Dringend uitnodigen is de uitzondering, met een reden."), "LR-14"),
            Zin(_("Zet in de uitnodiging niets over de persoon."), "LR-13"),
            Zin(_("Bel een genodigde die twijfelt over het overleg, niet over de casus.")),
        ),
        (
            Zin(_("Welke dienst werkt al met deze persoon of met zijn gezin?")),
            Zin(_("Wie van deze tafel zou iets kunnen doen dat helpt?")),
            Zin(_("Moet iemand zich laten uitsluiten omdat hij de persoon kent?"), "LR-23"),
        ),
    ),
    Stap(
        "uitnodiging",
        _("Een uitnodiging lezen"),
        _(
            "U beslist vrij of u deelneemt. Eerst leest u waarover het overleg gaat, dan aanvaardt u de geheimhouding, dan pas hoort u over wie."
        ),
        (
            "LR-13",
            "LR-16",
            "LR-20",
            "LR-21",
            "LR-30",
        ),
        (
            Zin(_("Neen zeggen mag altijd, zonder reden en zonder gevolg."), "LR-20"),
            Zin(_("Ook wie neen zegt nadat hij de naam las, blijft aan de geheimhouding gebonden."), "LR-13"),
            Zin(_("Bespreek vooraf met uw eigen dienst wat u aan een tafel als deze mag vertellen.")),
        ),
        (
            Zin(_("Kent uw dienst deze persoon?")),
            Zin(_("Wat kunt u doen dat anderen niet kunnen?")),
            Zin(_("Kan een collega beter in uw plaats komen?"), "LR-16"),
        ),
    ),
    Stap(
        "openen",
        _("Het overleg openen"),
        _(
            "Iedereen hoort voor het eerste punt dezelfde herinnering: wat hier gezegd wordt blijft hier, en niemand moet spreken."
        ),
        (
            "LR-10",
            "LR-30",
            "LR-52",
            "LR-61",
        ),
        (
            Zin(_("Lees de herinnering voor, ook als iedereen ze al kent."), "LR-30"),
            Zin(_("Zeg hoe lang elk punt ongeveer duurt, en wie nadien de zaal verlaat.")),
            Zin(_("Laat het scherm in de zaal neutraal staan tot iedereen zit.")),
        ),
        (
            Zin(_("Weet iedereen waarom hij hier zit?")),
            Zin(_("Is er iemand voor wie dit de eerste keer is?")),
            Zin(_("Ligt voor elke casus de bewaartermijn vast?"), "LR-52"),
        ),
    ),
    Stap(
        "punt",
        _("Een punt bespreken"),
        _(
            "De mensen die deze casus volgen, leggen naast elkaar wat ze willen delen, en spreken af wie wat doet."
        ),
        (
            "LR-31",
            "LR-22",
            "LR-41",
            "LR-45",
        ),
        (
            Zin(_("Begin pas als wie er niet bij hoort de zaal uit is, en noteer wie er is."), "LR-31"),
            Zin(_("Vraag niemand rechtstreeks om informatie. Wie wil spreken, doet dat."), "LR-22"),
            Zin(_("Noteer besluiten en acties, niet wie wat vertelde."), "LR-45"),
            Zin(_("Vraag ook wat goed gaat, en wie de persoon vertrouwt.")),
            Zin(_("Lees op het einde de lijst van aanwezigen voor: die groep beslist later mee."), "LR-41"),
        ),
        (
            Zin(_("Wat is er veranderd sinds de vorige keer?")),
            Zin(_("Wie vertrouwt de persoon, en wie vertrouwt hij niet meer?")),
            Zin(_("Wat is de kleinste stap die nu helpt?")),
        ),
    ),
)
