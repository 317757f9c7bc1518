"""Wie wat leest, in gewone woorden (LR-54): elke leesactie van het beleid, en elke relatie waarmee iemand iets leest.

De pagina zelf volgt de beleidstabel; hier staan alleen de woorden. Een leesactie zonder woorden is een fout.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

WIE: dict[str, Any] = {
    "kern": _("De burgemeester, de politie en de preventieambtenaar, zonder die geheimhouding"),
    "kern_inzien": _("Deze drie samen, als ze de geheimhouding van die casus aanvaardden"),
    "wie_kennen": _("Wie uitgenodigd is en de geheimhouding aanvaardde"),
    "deelnemer": _("Wie aan tafel zit, na het aanvaarden van de geheimhouding"),
    "genodigde": _("Wie uitgenodigd is"),
    "melder": _("Wie een signaal instuurde"),
    "auteur": _("Wie iets inbracht"),
    "lezer": _("Wie door een ander gekozen is om iets te lezen"),
    "casusregisseur": _("Wie de casus volgt (casusregisseur)"),
    "noodlezer": _("Wie noodtoegang kreeg, zolang de minuten lopen"),
    "aanvrager": _("Wie noodtoegang vroeg"),
    "gevraagde": _("Wie een vraag van het toezicht kreeg"),
    "geraadpleegde": _("Wie gevraagd wordt wat van zijn inbreng verteld mag worden"),
}
"""Waar het beleid een vakwoord heeft; een rol heet hier zoals daar."""

WAT: dict[str, Any] = {
    "livc.zien": _("wie welke rol heeft in dit LIVC, en wat er afgesproken is"),
    "livc.personenlijst": _("de lijst van wie besproken is"),
    "signaal.zien": _("de signalen die bij hen terechtkomen"),
    "signaal.weging_zien": _("hoe een signaal gewogen is"),
    "signaal.volgen": _("hoe het met het eigen signaal staat"),
    "casus.zien": _("dat er een casus is: haar nummer en hoever ze staat"),
    "casus.wie": _("over wie het gaat"),
    "casus.inzien": _("de casus: gegevens van de persoon, en wie erbij hoort"),
    "casus.noodlezen": _("de casus"),
    "deelname.tafel": _("wie aan tafel zit"),
    "deelname.zien": _("wie uitgenodigd is"),
    "deelname.uitnodiging": _("de eigen uitnodiging"),
    "overleg.zien": _("waar en wanneer een overleg is"),
    "agendapunt.zien": _("welke nummers op de agenda staan"),
    "agendapunt.inzien": _("wat er over de casus besproken en beslist is"),
    "inbreng.zien": _("wat anderen voor de tafel inbrengen"),
    "inbreng.noodlezen": _("wat de auteur vrijgaf"),
    "traject.zien": _("het plan van de opvolging"),
    "actie.zien": _("wie wat zal doen"),
    "bewaartermijn.zien": _("hoelang het dossier blijft"),
    "fiche.zien": _("de fiche voor de veiligheidsdiensten"),
    "fiche.antwoorden_zien": _("hoeveel mensen een fiche goedkeurden, en de redenen die hem geschreven zijn"),
    "ficheraking.zien": _("bij wie een fiche te dicht bij een geheim kwam, niet wat"),
    "overname.zien": _("wat iemand naar het eigen dossier wil meenemen"),
    "overname.antwoorden_zien": _("hoeveel mensen daar ja of neen op zeiden, niet wie"),
    "verstrekking.zien": _("wat aan het gerecht gegeven is"),
    "overdracht.zien": _("of het dossier naar een ander LIVC gaat"),
    "overdrachtvraag.zien": _("of de eigen inbreng mee mag naar een ander LIVC"),
    "aanbod.zien": _("dossiers die een ander LIVC aanbiedt"),
    "overgenomen.zien": _("stukken die van een ander LIVC kwamen"),
    "noodtoegang.zien": _("of iemand noodtoegang had"),
    "verzoek.zien": _("vragen van mensen over hun eigen gegevens"),
    "raadpleging.zien": _("de vraag wat van de eigen inbreng verteld mag worden"),
    "verlenging.zien": _("welke termijn nog eens verlengd is"),
    "vernietiging.zien": _("welke dossiers vernietigd worden, zonder naam"),
    "bewaarplicht.zien": _("welk dossier langer moet blijven"),
    "toezicht.inzien": _("het logboek: wie wat deed, en wanneer"),
    "bevinding.zien": _("vragen van het toezicht, en de antwoorden"),
}
"""Wat iemand met een leesactie te lezen krijgt."""

ANDERS: dict[tuple[str, str], Any] = {
    ("deelname.zien", "genodigde"): _("de eigen uitnodiging"),
    ("inbreng.zien", "auteur"): _("de eigen inbreng"),
    ("inbreng.zien", "lezer"): _("die inbreng"),
    ("ficheraking.zien", "auteur"): _("dat een fiche te dicht bij een eigen geheim kwam"),
    ("bevinding.zien", "gevraagde"): _("de vraag die het toezicht hun stelde"),
    ("fiche.zien", "casusregisseur"): _("de fiche voor de veiligheidsdiensten, ook als ze nog niet voorligt"),
    ("fiche.zien", "preventieambtenaar"): _(
        "de fiche voor de veiligheidsdiensten, ook als ze nog niet voorligt"
    ),
    ("fiche.zien", "burgemeester"): _("de fiche voor de veiligheidsdiensten, ook als ze nog niet voorligt"),
}
"""Waar dezelfde actie voor één relatie iets anders toont."""

BREED = frozenset({"kern", "kern_inzien", "deelnemer"})
"""Wie aan tafel kan zitten. Vraagt een rij van het beleid nog iets meer, dan staat ze bij dat meer."""


def wat(actie: str, relatie: str) -> Any:
    """Raises KeyError voor een leesactie zonder woorden."""
    return ANDERS.get((actie, relatie)) or WAT[actie]


def staat_bij(relatie: str, relaties: frozenset[str]) -> bool:
    """Of een rij van het beleid bij deze relatie hoort, en niet bij een andere die ze ook vraagt."""
    return relatie in relaties and (relatie not in BREED or relaties <= BREED)
