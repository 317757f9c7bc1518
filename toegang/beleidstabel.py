"""Het hele beleid als één tabel: wie, welke actie, onder welke voorwaarde, en volgens welke regel.

Een functionaris voor gegevensbescherming moet dit kunnen lezen. De pagina in `docs/` wordt hieruit gemaakt. Wat in
welke staat kan, zegt het toestandsmodel van het domein; hier staat alleen wie.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

type Waar = Mapping[str, tuple[str, ...]]

RELATIES = {
    "burgemeester": _("de burgemeester of zijn vertegenwoordiger"),
    "politie": _("de politie"),
    "preventieambtenaar": _("de preventieambtenaar"),
    "toezichthouder": _("de toezichthouder"),
    "functionaris": _("de functionaris voor gegevensbescherming"),
    "beheerder": _("de beheerder"),
    "professional": _("iemand van een organisatie in de gids van het LIVC"),
    "kern": _("de kern van het LIVC"),
    "kern_inzien": _("de kern, na het aanvaarden van de geheimhouding"),
    "wie_kennen": _("een genodigde die de geheimhouding aanvaardde"),
    "deelnemer": _("een aanvaarde deelnemer"),
    "noodlezer": _("wie noodtoegang heeft, zolang de minuten lopen"),
    "aanvrager": _("wie de noodtoegang aanvroeg"),
    "genodigde": _("de genodigde zelf"),
    "melder": _("de melder zelf"),
    "auteur": _("de auteur zelf"),
    "lezer": _("wie de auteur aanduidde"),
    "eigenaar": _("de eigenaar van de actie"),
    "casusregisseur": _("de casusregisseur"),
    "voorzitter": _("de voorzitter van het overleg"),
    "gevraagde": _("aan wie het toezicht een vraag stelde"),
    "goedkeurder": _("wie bij de bespreking was"),
    "vrager": _("wie het voor het eigen dossier vroeg"),
    "geraadpleegde": _("wie over de eigen inbreng geraadpleegd wordt"),
}
"""Elke relatie die iemand tot een voorwerp kan hebben, in woorden."""


@dataclass(frozen=True)
class Toelating:
    """Eén rij: wie álle genoemde relaties heeft, mag de actie als het voorwerp aan `waar` voldoet."""

    actie: str
    relaties: frozenset[str]
    regel: str
    waar: Waar = field(default_factory=dict)


def omschrijving(rij: Toelating) -> str:
    """De relaties van een rij in woorden; de rol eerst."""
    rollen = [naam for naam in RELATIES if naam in rij.relaties and naam != "kern_inzien"] or ["kern_inzien"]
    return " + ".join(str(RELATIES[naam]) for naam in rollen)


def _rij(actie: str, wie: str, regel: str, **waar: tuple[str, ...]) -> Toelating:
    return Toelating(actie, frozenset(wie.split("+")), regel, waar)


INGEBRACHT = ("ingebracht", "ingetrokken")
NOOD_GEOPEND = ("actief", "nagekeken")
VOORGELEGD = ("ter_goedkeuring", "vrijgegeven", "overgemaakt", "geblokkeerd")
BIJ_BURGEMEESTER = ("voorgedragen", "op_lijst")
NIET_GEWIST = (
    "geregistreerd",
    "in_weging",
    "voorgedragen",
    "op_lijst",
    "niet_weerhouden",
    "doorverwezen",
    "acuut_doorgegeven",
)
VERSTUURD = (
    "uitgenodigd",
    "geheimhouding",
    "aanvaard",
    "geweigerd",
    "teruggetrokken",
    "beeindigd",
    "ingetrokken",
    "vervallen",
    "vervangen",
)

RIJEN: tuple[Toelating, ...] = (
    # Het LIVC zelf
    *(
        _rij("livc.zien", rol, "LR-10")
        for rol in (
            "burgemeester",
            "politie",
            "preventieambtenaar",
            "toezichthouder",
            "functionaris",
            "beheerder",
        )
    ),
    _rij("livc.gegevens", "functionaris", "LR-56"),
    _rij("livc.gegevens", "beheerder", "LR-56"),
    _rij("livc.modaliteiten", "burgemeester", "LR-61"),
    _rij("livc.modaliteiten", "preventieambtenaar", "LR-61"),
    *(
        _rij("livc.modaliteiten_akkoord", rol, "LR-61")
        for rol in ("burgemeester", "politie", "preventieambtenaar")
    ),
    # Wat er per e-mail vertrekt, en welke adressen niet werken; nooit welk bericht aan wie
    *(_rij("livc.berichten", rol, "LR-34") for rol in ("preventieambtenaar", "beheerder")),
    *(
        _rij("livc.draaiboek_lezen", wie, "LR-61")
        for wie in (
            "burgemeester",
            "politie",
            "preventieambtenaar",
            "toezichthouder",
            "functionaris",
            "beheerder",
            "professional",
        )
    ),
    _rij("livc.draaiboek", "burgemeester", "LR-61"),
    _rij("livc.draaiboek", "preventieambtenaar", "LR-61"),
    _rij("livc.gids", "preventieambtenaar", "LR-12"),
    _rij("livc.gids", "beheerder", "LR-12"),
    _rij("livc.leden", "beheerder", "LR-10"),
    _rij("livc.gebruikers", "beheerder", "LR-31"),
    _rij("livc.instellingen", "beheerder", "LR-14"),
    _rij("livc.naam_bij_stap", "burgemeester", "LR-13"),
    *(
        _rij("livc.rol_bevestigen", rol, "LR-31")
        for rol in ("burgemeester", "politie", "preventieambtenaar", "toezichthouder", "functionaris")
    ),
    *(
        _rij("livc.factor_herstellen", rol, "LR-31")
        for rol in (
            "burgemeester",
            "politie",
            "preventieambtenaar",
            "toezichthouder",
            "functionaris",
            "beheerder",
        )
    ),
    # Noodtoegang: vragen kan wie met het LIVC werkt, bevestigen wie de casus al mag inzien, nakijken het toezicht
    *(
        _rij("livc.nood_vragen", wie, "LR-31")
        for wie in ("burgemeester", "politie", "preventieambtenaar", "professional")
    ),
    # Pas na het openen: een lijst van eigen aanvragen zou zeggen welke referentie bestaat (LR-05).
    _rij("noodtoegang.zien", "aanvrager", "LR-31", staat=NOOD_GEOPEND),
    _rij("noodtoegang.zien", "kern_inzien", "LR-31"),
    _rij("noodtoegang.zien", "deelnemer", "LR-31", staat=NOOD_GEOPEND),
    _rij("noodtoegang.bevestigen", "kern_inzien", "LR-31"),
    _rij("noodtoegang.nakijken", "toezichthouder", "LR-57", staat=NOOD_GEOPEND),
    _rij("noodtoegang.nakijken", "functionaris", "LR-57", staat=NOOD_GEOPEND),
    _rij("casus.noodlezen", "noodlezer", "LR-31"),
    *(
        _rij("livc.machtigingen", rol, "LR-11")
        for rol in ("burgemeester", "politie", "preventieambtenaar", "beheerder")
    ),
    *(
        _rij("livc.personen_zoeken", rol, "LR-31")
        for rol in ("burgemeester", "politie", "preventieambtenaar")
    ),
    # Verzoeken van de persoon zelf, de lijst van personen, en wie verantwoordelijk is (LR-06, LR-54, LR-55)
    *(
        _rij(actie, rol, "LR-55")
        for actie in ("livc.verzoeken", "verzoek.zien")
        for rol in ("burgemeester", "preventieambtenaar", "functionaris")
    ),
    _rij("verzoek.beoordelen", "burgemeester", "LR-55"),
    _rij("verzoek.beoordelen", "preventieambtenaar", "LR-55"),
    _rij("verzoek.gronden", "functionaris", "LR-55"),
    _rij("raadpleging.zien", "geraadpleegde+deelnemer", "LR-55"),
    _rij("raadpleging.zien", "geraadpleegde+kern_inzien", "LR-55"),
    _rij("livc.personenlijst", "burgemeester", "LR-06"),
    _rij("livc.personenlijst", "functionaris", "LR-06"),
    *(
        _rij("livc.verantwoordelijken", rol, "LR-54")
        for rol in ("burgemeester", "preventieambtenaar", "functionaris")
    ),
    _rij("livc.lezing", "functionaris", "LR-54"),
    # Signaal
    _rij("signaal.registreren", "preventieambtenaar", "LR-07"),
    _rij("signaal.insturen", "professional", "LR-22"),
    _rij("signaal.zien", "preventieambtenaar", "LR-07", staat=NIET_GEWIST),
    _rij("signaal.zien", "politie", "LR-07", staat=NIET_GEWIST),
    _rij("signaal.zien", "burgemeester", "LR-03", staat=BIJ_BURGEMEESTER),
    _rij("signaal.volgen", "melder", "LR-34"),
    _rij("signaal.bevestigen", "preventieambtenaar", "LR-07"),
    _rij("signaal.wegen", "preventieambtenaar", "LR-07"),
    _rij("signaal.wegen", "politie", "LR-07"),
    _rij("signaal.beslissen", "preventieambtenaar", "LR-07"),
    _rij("signaal.weging_zien", "preventieambtenaar", "LR-07", staat=NIET_GEWIST),
    _rij("signaal.weging_zien", "politie", "LR-07", staat=NIET_GEWIST),
    _rij("signaal.weging_zien", "burgemeester", "LR-03", staat=BIJ_BURGEMEESTER),
    _rij("signaal.acuut", "preventieambtenaar", "LR-44"),
    _rij("signaal.acuut", "politie", "LR-44"),
    _rij("signaal.acuut", "burgemeester", "LR-44", staat=BIJ_BURGEMEESTER),
    _rij("signaal.op_lijst", "burgemeester", "LR-03", staat=BIJ_BURGEMEESTER),
    _rij("signaal.afwijzen", "burgemeester", "LR-03", staat=BIJ_BURGEMEESTER),
    # Casus
    _rij("casus.zien", "kern", "LR-31"),
    _rij("casus.zien", "deelnemer", "LR-31"),
    _rij("casus.geheimhouding", "kern", "LR-30"),
    _rij("casus.wie", "wie_kennen", "LR-13"),
    _rij("casus.wie", "kern_inzien", "LR-13"),
    _rij("casus.wie", "deelnemer", "LR-13"),
    _rij("casus.inzien", "kern_inzien", "LR-31"),
    _rij("casus.inzien", "deelnemer", "LR-31"),
    _rij("casus.voorbereiden", "preventieambtenaar+kern_inzien", "LR-12"),
    _rij("casus.regisseur", "burgemeester+kern_inzien", "LR-12"),
    _rij("casus.regisseur", "preventieambtenaar+kern_inzien", "LR-12"),
    _rij("casus.personen", "preventieambtenaar+kern_inzien", "LR-51"),
    _rij("casus.kind_wegen", "preventieambtenaar+kern_inzien", "LR-15"),
    _rij("casus.kind_bevestigen", "burgemeester+kern_inzien", "LR-15"),
    _rij("casus.kind_bevestigen", "politie+kern_inzien", "LR-15"),
    _rij("casus.uitnodigen", "burgemeester+kern_inzien", "LR-12"),
    _rij("casus.weigerredenen", "burgemeester+kern_inzien", "LR-20"),
    _rij("casus.wraken", "burgemeester+kern_inzien", "LR-23"),
    _rij("casus.zich_wraken", "kern", "LR-23"),
    _rij("casus.afsluiten", "burgemeester+kern_inzien", "LR-03"),
    _rij("casus.heropenen", "burgemeester+kern_inzien", "LR-03"),
    _rij("casus.nacontrole", "preventieambtenaar+kern_inzien", "LR-52"),
    # Wat iemand alleen voor zichzelf opschrijft; niemand anders ziet dat het bestaat
    _rij("casus.eigen_notities", "kern_inzien", "LR-22"),
    _rij("casus.eigen_notities", "deelnemer", "LR-22"),
    # Deelname: wat de kern doet, en wat alleen de genodigde doet
    _rij("deelname.voorbereiden", "preventieambtenaar+kern_inzien", "LR-12"),
    _rij("deelname.ondertekenen", "burgemeester+kern_inzien", "LR-12"),
    _rij("deelname.intrekken", "burgemeester+kern_inzien", "LR-12"),
    _rij("deelname.intrekken", "preventieambtenaar+kern_inzien", "LR-12", staat=("voorbereid",)),
    _rij("deelname.beeindigen", "burgemeester+kern_inzien", "LR-12", staat=("aanvaard",)),
    _rij("deelname.opvolgen", "kern_inzien", "LR-12"),
    _rij("deelname.tafel", "kern_inzien", "LR-31"),
    _rij("deelname.tafel", "deelnemer", "LR-31", staat=("aanvaard",)),
    _rij("deelname.weigerreden", "burgemeester+kern_inzien", "LR-20"),
    _rij("deelname.zien", "genodigde", "LR-13", staat=VERSTUURD),
    _rij("deelname.zien", "kern_inzien", "LR-12"),
    _rij("deelname.uitnodiging", "genodigde", "LR-13", staat=VERSTUURD),
    _rij("deelname.geheimhouding", "genodigde", "LR-30"),
    _rij("deelname.aanvaarden", "genodigde", "LR-13"),
    _rij("deelname.weigeren", "genodigde", "LR-20"),
    _rij("deelname.terugtrekken", "genodigde", "LR-21"),
    _rij("deelname.vervangen", "genodigde", "LR-16"),
    _rij("deelname.niets_inbrengen", "genodigde", "LR-22"),
    # Overleg
    _rij("overleg.plannen", "preventieambtenaar", "LR-61"),
    _rij("overleg.plannen", "burgemeester", "LR-61"),
    _rij("overleg.zien", "burgemeester", "LR-31"),
    _rij("overleg.zien", "politie", "LR-31"),
    _rij("overleg.zien", "preventieambtenaar", "LR-31"),
    _rij("overleg.zien", "deelnemer", "LR-31"),
    _rij("overleg.beheren", "preventieambtenaar", "LR-61"),
    _rij("overleg.beheren", "burgemeester", "LR-61"),
    _rij("overleg.leiden", "voorzitter+burgemeester", "LR-10"),
    _rij("overleg.leiden", "preventieambtenaar", "LR-10"),
    _rij("agendapunt.zien", "kern", "LR-31"),
    _rij("agendapunt.zien", "deelnemer", "LR-31"),
    _rij("agendapunt.inzien", "kern_inzien", "LR-31"),
    _rij("agendapunt.inzien", "deelnemer", "LR-31"),
    _rij("agendapunt.verdagen", "burgemeester+kern", "LR-10"),
    _rij("agendapunt.verdagen", "preventieambtenaar+kern", "LR-10"),
    _rij("agendapunt.leiden", "burgemeester+kern_inzien", "LR-10"),
    _rij("agendapunt.leiden", "preventieambtenaar+kern_inzien", "LR-10"),
    # De kaart zelf komt hier nooit in; alleen dat de politie ze toonde
    _rij("agendapunt.informatiekaart", "politie+kern_inzien", "LR-46"),
    # Bewaartermijn
    _rij("bewaartermijn.voorstellen", "preventieambtenaar+kern_inzien", "LR-52"),
    _rij("bewaartermijn.zien", "kern_inzien", "LR-52"),
    _rij("bewaartermijn.zien", "deelnemer", "LR-52"),
    _rij("bewaartermijn.instemmen", "kern_inzien", "LR-52"),
    _rij("bewaartermijn.instemmen", "deelnemer", "LR-52"),
    # Overdracht aan een ander LIVC: de afzender, de auteur die instemt, en de ontvanger
    _rij("casus.overdragen", "burgemeester+kern_inzien", "LR-05"),
    _rij("casus.overdragen", "preventieambtenaar+kern_inzien", "LR-05"),
    _rij("overdracht.zien", "burgemeester+kern_inzien", "LR-05"),
    _rij("overdracht.zien", "preventieambtenaar+kern_inzien", "LR-05"),
    _rij("overdracht.kiezen", "burgemeester+kern_inzien", "LR-05"),
    _rij("overdracht.kiezen", "preventieambtenaar+kern_inzien", "LR-05"),
    _rij("overdracht.aanbieden", "burgemeester+kern_inzien", "LR-03"),
    _rij("overdracht.intrekken", "burgemeester+kern_inzien", "LR-05"),
    _rij(
        "overdracht.intrekken",
        "preventieambtenaar+kern_inzien",
        "LR-05",
        staat=("voorbereiding", "ter_instemming"),
    ),
    _rij("overdrachtvraag.zien", "auteur+deelnemer", "LR-32"),
    _rij("overdrachtvraag.zien", "auteur+kern_inzien", "LR-32"),
    _rij("overdrachtvraag.beantwoorden", "auteur+deelnemer", "LR-32"),
    _rij("overdrachtvraag.beantwoorden", "auteur+kern_inzien", "LR-32"),
    _rij("aanbod.zien", "burgemeester", "LR-03"),
    _rij("aanbod.beantwoorden", "burgemeester", "LR-03"),
    _rij("overgenomen.zien", "deelnemer", "LR-32", publiek=("tafel",)),
    _rij("overgenomen.zien", "kern_inzien", "LR-32"),
    # Wat naar een eigen dossier gaat: iedereen aan tafel antwoordt zelf; wat neen zei, weet alleen de burgemeester
    *(
        _rij(actie, wie, "LR-43")
        for actie in ("overname.zien", "overname.vragen", "overname.antwoorden")
        for wie in ("kern_inzien", "deelnemer")
    ),
    *(
        _rij(actie, f"vrager+{wie}", "LR-43")
        for actie in ("overname.intrekken", "overname.vaststellen", "overname.afdrukken")
        for wie in ("kern_inzien", "deelnemer")
    ),
    _rij("overname.parket", "burgemeester+kern_inzien", "LR-43"),
    _rij("overname.parket", "politie+kern_inzien", "LR-43"),
    _rij("overname.antwoorden_zien", "burgemeester+kern_inzien", "LR-20"),
    # Wat aan het gerecht verstrekt is
    _rij("verstrekking.zien", "kern_inzien", "LR-44"),
    _rij("verstrekking.zien", "deelnemer", "LR-44"),
    _rij("verstrekking.noteren", "burgemeester+kern_inzien", "LR-44"),
    _rij("verstrekking.noteren", "politie+kern_inzien", "LR-44"),
    # Een tweede verlenging: dagen en een referentie, geen inhoud
    _rij("verlenging.zien", "burgemeester", "LR-52"),
    _rij("verlenging.zien", "functionaris", "LR-52"),
    _rij("verlenging.kennisnemen", "burgemeester", "LR-52"),
    _rij("verlenging.kennisnemen", "functionaris", "LR-52"),
    # Vernietigen: twee mensen in twee rollen tekenen per casus, en zien er niets van; een bewaarplicht houdt tegen
    *(
        _rij(actie, rol, "LR-53")
        for actie in ("vernietiging.zien", "vernietiging.tekenen", "bewaarplicht.zien")
        for rol in ("burgemeester", "functionaris", "preventieambtenaar")
    ),
    *(
        _rij(actie, rol, "LR-53")
        for actie in ("vernietiging.bewaarplicht", "bewaarplicht.lezen", "bewaarplicht.opheffen")
        for rol in ("burgemeester", "functionaris")
    ),
    _rij("casus.bewaarplicht", "burgemeester+kern", "LR-53"),
    # Inbreng: lezen volgt het publiek dat de auteur koos
    _rij("inbreng.toevoegen", "kern_inzien", "LR-22"),
    _rij("inbreng.toevoegen", "deelnemer", "LR-22"),
    _rij("inbreng.zien", "auteur+deelnemer", "LR-32"),
    _rij("inbreng.zien", "auteur+kern_inzien", "LR-32"),
    _rij("inbreng.zien", "kern_inzien", "LR-32", staat=INGEBRACHT, publiek=("tafel", "kern")),
    _rij("inbreng.zien", "deelnemer", "LR-32", staat=INGEBRACHT, publiek=("tafel",)),
    _rij("inbreng.zien", "lezer+deelnemer", "LR-32", staat=INGEBRACHT, publiek=("gekozen",)),
    _rij("inbreng.zien", "lezer+kern_inzien", "LR-32", staat=INGEBRACHT, publiek=("gekozen",)),
    # Noodtoegang leest alleen wat de auteur vrijgaf voor de hele tafel, nooit een geheim (LR-30)
    _rij(
        "inbreng.noodlezen",
        "noodlezer",
        "LR-32",
        staat=("ingebracht",),
        niveau=("vrijgegeven",),
        publiek=("tafel",),
    ),
    _rij("inbreng.beheren", "auteur+deelnemer", "LR-32"),
    _rij("inbreng.beheren", "auteur+kern_inzien", "LR-32"),
    # Traject
    _rij("traject.zien", "kern_inzien", "LR-31"),
    _rij("traject.zien", "deelnemer", "LR-31"),
    _rij("traject.opstellen", "preventieambtenaar+kern_inzien", "LR-12"),
    _rij("traject.opstellen", "casusregisseur+deelnemer", "LR-12"),
    _rij("traject.opstellen", "casusregisseur+kern_inzien", "LR-12"),
    _rij("actie.zien", "kern_inzien", "LR-31"),
    _rij("actie.zien", "deelnemer", "LR-31"),
    _rij("actie.afhandelen", "eigenaar+deelnemer", "LR-22"),
    _rij("actie.afhandelen", "eigenaar+kern_inzien", "LR-22"),
    _rij("actie.opvolgen", "kern_inzien", "LR-12"),
    _rij("actie.herinneren", "preventieambtenaar+kern_inzien", "LR-22"),
    # Terugkoppelingsfiche: een concept is van wie opstelt; daarna leest de tafel, en antwoordt wie erbij was
    *(
        rij
        for wie in (
            "preventieambtenaar+kern_inzien",
            "burgemeester+kern_inzien",
            "casusregisseur+deelnemer",
            "casusregisseur+kern_inzien",
        )
        for rij in (_rij("casus.fiche_opstellen", wie, "LR-42"), _rij("fiche.zien", wie, "LR-42"))
    ),
    _rij("fiche.zien", "kern_inzien", "LR-41", staat=VOORGELEGD),
    _rij("fiche.zien", "deelnemer", "LR-41", staat=VOORGELEGD),
    _rij("fiche.antwoorden", "goedkeurder+kern_inzien", "LR-41", staat=VOORGELEGD),
    _rij("fiche.antwoorden", "goedkeurder+deelnemer", "LR-41", staat=VOORGELEGD),
    _rij("fiche.antwoorden_zien", "burgemeester+kern_inzien", "LR-41", staat=VOORGELEGD),
    _rij("fiche.overmaken", "politie+kern_inzien", "LR-40", staat=VOORGELEGD),
    _rij("ficheraking.zien", "auteur+deelnemer", "LR-42"),
    _rij("ficheraking.zien", "auteur+kern_inzien", "LR-42"),
    _rij("ficheraking.zien", "burgemeester+kern_inzien", "LR-42"),
    # Toezicht
    # (de functionaris pas met een eigen toezichtsleutel; dat zien de selectors van het toezicht na)
    *(
        _rij(actie, rol, "LR-57")
        for actie in (
            "toezicht.inzien",
            "toezicht.openen",
            "toezicht.uitvoeren",
            "toezicht.bezorgen",
            "toezicht.nakijken",
            "toezicht.vragen",
            "toezicht.verslag",
            "bevinding.zien",
            "bevinding.beslissen",
            "toezicht.sleutels",
            "toezicht.sleutel_geven",
        )
        for rol in ("toezichthouder", "functionaris")
    ),
    # (geven, ontnemen en vernieuwen vraagt ook een eigen sleutel; dat zien de acties en de databank na)
    _rij("toezicht.sleutels_beheren", "toezichthouder", "LR-57"),
    _rij("bevinding.zien", "gevraagde", "LR-57"),
    _rij("bevinding.beantwoorden", "gevraagde", "LR-22"),
)


def _tabel() -> dict[str, tuple[Toelating, ...]]:
    tabel: dict[str, tuple[Toelating, ...]] = {}
    for rij in RIJEN:
        onbekend = rij.relaties - RELATIES.keys()
        if onbekend:
            raise ValueError(f"onbekende relatie in het beleid: {sorted(onbekend)}")
        tabel[rij.actie] = (*tabel.get(rij.actie, ()), rij)
    return tabel


TABEL = _tabel()
"""Actie → de rijen die ze toelaten. Wat er niet in staat, mag niemand."""
