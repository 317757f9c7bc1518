"""De bronnen: welke wet, welk nummer in het Staatsblad, en vanaf wanneer ze geldt."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from .basis import Bron, Vindplaats

LIVC = Bron(
    "LIVC",
    _("Wet LIVC"),
    _("Wet van 30 juli 2018 tot oprichting van lokale integrale veiligheidscellen (LIVC R)"),
    "W",
    "2018031809",
    van=date(2024, 10, 1),
    opmerking=_("Zoals gewijzigd op 29 maart 2024; die tekst geldt vanaf 1 oktober 2024."),
)
W2026 = Bron(
    "W2026",
    _("Wet van 8 januari 2026"),
    _("Wet van 8 januari 2026 over persoonsgegevens bij deelname aan een casusoverleg"),
    "W",
    "2026000732",
    van=date(2026, 2, 15),
    opmerking=_("Voor deelnemers die onder federale bevoegdheid werken."),
)
D2023 = Bron(
    "D2023",
    _("Decreet van 30 juni 2023"),
    _("Vlaams decreet van 30 juni 2023 over gegevensverwerking in een casusoverleg"),
    "W",
    "2023043685",
    van=date(2023, 8, 18),
    opmerking=_("Voor Vlaamse organisaties zonder eigen regeling."),
)
D2021 = Bron(
    "D2021",
    _("Decreet van 21 mei 2021"),
    _("Vlaams decreet van 21 mei 2021 dat Vlaamse deelnemers machtigt voor de LIVC R"),
    "S",
    opmerking=_("Alleen gekend via het parlement en de VVSG."),
)
FG2023 = Bron(
    "FG2023",
    _("Decreet Franse Gemeenschap van 8 juni 2023"),
    _("Decreet van de Franse Gemeenschap van 8 juni 2023 over deelname aan de CSIL R"),
    "W",
    "2023042906",
    opmerking=_("Bindt alleen de eigen diensten van die gemeenschap. Hier gebruikt als voorbeeld."),
    model=True,
)
SW = Bron(
    "Sw.",
    _("Strafwetboek"),
    _("Strafwetboek, nieuwe nummers"),
    "W",
    van=date(2026, 4, 8),
    opmerking=_("Oudere wetten noemen nog de oude nummers; daarom staan ze er hier allebei."),
)
SW_OUD = Bron(
    "Sw. oud",
    _("oud nummer"),
    _("Strafwetboek, oude nummers"),
    "W",
    tot=date(2026, 4, 7),
    opmerking=_("Geldig tot en met 7 april 2026; wie een oude tekst leest, vindt deze nummers."),
)
W1998 = Bron(
    "W1998",
    _("Wet van 30 november 1998"),
    _("Wet van 30 november 1998 over de inlichtingen- en veiligheidsdiensten"),
    "S",
    opmerking=_("Voor de omschrijving van een radicaliseringsproces."),
)
GWH = Bron(
    "GwH",
    _("Grondwettelijk Hof, arrest 52/2021"),
    _("Arrest 52/2021 van het Grondwettelijk Hof"),
    "S",
    opmerking=_("Het Hof liet de wet LIVC bestaan omwille van haar waarborgen."),
)
AVG = Bron("AVG", _("AVG"), _("Algemene verordening gegevensbescherming"), "W")
WGB = Bron(
    "WGB",
    _("Gegevensbeschermingswet"),
    _("Belgische wet van 30 juli 2018 over de bescherming van persoonsgegevens"),
    "W",
)
BRONNEN = (LIVC, W2026, D2023, D2021, FG2023, SW, SW_OUD, W1998, GWH, AVG, WGB)


def casusoverleg() -> tuple[Vindplaats, ...]:
    """Het artikel over het casusoverleg, onder beide nummers."""
    return SW.bij("art. 353 § 2"), SW_OUD.bij("art. 458ter")
