"""Zes casussen, elk in een andere stand, en vier overlegmomenten: twee voorbij, een vandaag, een binnen drie weken."""

from collections.abc import Callable

from casus.actions import acties as afspraken
from casus.actions import deelname, doelen, herinneringen, inbreng, traject, voorbereiding
from casus.models import Actie, Agendapunt, Casus, Deelname, Doel, Inbreng, Overleg

from . import overnames, personen
from .einde import sluit_af
from .stappen import Verteller


def laad(demo: Verteller, meld: Callable[[str], None]) -> None:
    meld("Twee casussen van vorige lente: een in evaluatie, een afgesloten.")
    evaluatie = _oudste_tafel(demo)
    meld("Een casus in traject en een in overleg.")
    in_traject, in_overleg = _tweede_tafel(demo)
    _volg_traject_op(demo, in_traject)
    overnames.vraag(demo, in_traject)
    meld("Een overleg vandaag, en een binnen drie weken.")
    vandaag = demo.plan(-16, 0, in_traject, in_overleg, evaluatie)
    _bereid_vandaag_voor(demo, vandaag, in_traject, in_overleg)
    _minderjarige(demo, in_overleg)
    # Alleen de preventieambtenaar las deze al: de anderen zien haar pas na de geheimhouding (LR-30).
    demo.op_lijst(personen.NOOR, -8, kern=("preventie",))


def _oudste_tafel(demo: Verteller) -> Casus:
    mila, arno = demo.op_lijst(personen.MILA, -152), demo.op_lijst(personen.ARNO, -151)
    demo.bereid_voor(mila, -144, ("Mona Bedacht", "haar moeder"))
    demo.bereid_voor(arno, -143, ("Aad Nietbestaand", "zijn broer"))
    moment = demo.plan(-142, -120, mila, arno)
    bij_mila = demo.nodig_uit(mila, moment, "clb", "jeugdwerk")
    bij_arno = demo.nodig_uit(arno, moment, "caw", "jeugdwerk", "ocmw")
    demo.aanvaard(-138, bij_mila)
    _antwoorden_over_arno(demo, bij_arno)
    demo.spreek_termijn_af(mila, -130, "clb", "jeugdwerk")
    demo.spreek_termijn_af(arno, -129, "caw", "jade", maanden=6)
    demo.houd_overleg(
        moment,
        {
            mila.pk: (
                "CLB en jeugdwerk zoeken samen een nieuwe vrijetijdsbesteding.",
                ("clb", "jeugdwerk"),
            ),
            arno.pk: ("CAW neemt contact op met de persoon en zijn broer.", ("caw", "jade")),
        },
    )
    _mila_tot_evaluatie(demo, mila)
    sluit_af(demo, arno)
    return mila


def _antwoorden_over_arno(demo: Verteller, rijen: dict[str, Deelname]) -> None:
    """CAW komt, het OCMW zegt neen, en Joris stuurt een collega in zijn plaats (LR-16, LR-20)."""
    demo.aanvaard(-137, {"caw": rijen["caw"]})
    demo.klok.zet(-137, 15)
    deelname.weiger(actor=demo.stad["ocmw"], pk=rijen["ocmw"].pk, reden="Wij volgen al een familielid.")
    demo.klok.zet(-136, 9)
    wie, collega = demo.stad["jeugdwerk"], demo.stad.lid("jade")
    nieuw = deelname.vervang(actor=wie, pk=rijen["jeugdwerk"].pk, lid=collega.pk)
    demo.aanvaard(-135, {"jade": nieuw})


def _mila_tot_evaluatie(demo: Verteller, casus: Casus) -> None:
    preventie = demo.stad["preventie"]
    demo.klok.zet(-118, 10)
    traject.stel_op(
        actor=preventie,
        casus_pk=casus.pk,
        samenvatting="Van het kanaal weg, met mensen rond haar die tijd hebben.",
        evaluatie_op=demo.klok.dag(-2),
    )
    doel = doelen.voeg_toe(
        actor=preventie,
        casus_pk=casus.pk,
        gegevens={
            "levensdomein": "vrije_tijd",
            "tekst": "Zij heeft elke week een vaste bezigheid met leeftijdsgenoten.",
            "sterktes": "Zij tekent graag en luistert naar haar tante.",
            "zorgen": "Haar vrienden van het kanaal schrijven elke dag.",
        },
    )
    actie = afspraken.spreek_af(
        actor=preventie,
        casus=casus,
        omschrijving="Samen naar het tekenatelier.",
        eigenaar=demo.stad["jeugdwerk"],
        tegen=demo.klok.dag(-90),
        doel=doel,
    )
    demo.klok.zet(-92, 16)
    afspraken.handel_af(
        actor=demo.stad["jeugdwerk"],
        pk=actie.pk,
        uitkomst=Actie.Staat.UITGEVOERD,
        toelichting="Zij ging mee.",
    )
    demo.klok.zet(-60, 9)
    demo.breng_in(casus, "clb", "Zij komt weer elke dag naar de les.", categorie="beroep")
    demo.klok.zet(-2, 10)
    traject.start_evaluatie(actor=preventie, casus_pk=casus.pk)


def _tweede_tafel(demo: Verteller) -> tuple[Casus, Casus]:
    zeno, timo = demo.op_lijst(personen.ZENO, -82), demo.op_lijst(personen.TIMO, -81)
    demo.bereid_voor(zeno, -74, ("Zoë Verzonnen", "zijn zus"))
    demo.bereid_voor(timo, -73, ("Tess Testman", "zijn partner"))
    moment = demo.plan(-72, -50, zeno, timo)
    demo.aanvaard(-68, demo.nodig_uit(zeno, moment, "caw", "clb"))
    demo.klok.zet(-67, 9)
    bij_timo = demo.nodig_uit(timo, moment, "jeugdwerk", "ocmw")
    demo.aanvaard(-66, bij_timo)
    deelname.brengt_niets_in(actor=demo.stad["ocmw"], pk=bij_timo["ocmw"].pk, niets=True)
    demo.spreek_termijn_af(zeno, -60, "caw", "clb")
    demo.spreek_termijn_af(timo, -59, "jeugdwerk", "ocmw")
    _bijdragen_over_zeno(demo, zeno, moment)
    demo.houd_overleg(
        moment,
        {
            zeno.pk: ("CAW en CLB werken samen met het gezin.", ("caw", "clb")),
            timo.pk: (
                "Jeugdwerk en OCMW gaan na wat zij kunnen aanbieden. Volgend overleg: verder.",
                ("jeugdwerk", "ocmw"),
            ),
        },
    )
    return zeno, timo


def _bijdragen_over_zeno(demo: Verteller, casus: Casus, moment: Overleg) -> None:
    """Elk niveau en elk publiek van LR-32, en een inbreng die de auteur weer introk."""
    punt, zus = Agendapunt.objects.get(overleg=moment, casus=casus), casus.relatie_set.get()
    demo.klok.zet(-55, 11)
    demo.breng_in(casus, "caw", "Hij komt nog elke woensdag naar het inloophuis.", agendapunt=punt)
    demo.breng_in(
        casus,
        "clb",
        "Hij slaapt slecht en vertelde dat hij met niemand kan praten.",
        categorie="gezondheid",
        noodzaak="Zonder rust lukt geen enkele afspraak op school.",
        niveau=Inbreng.Niveau.BEROEPSGEHEIM,
        publiek=Inbreng.Publiek.GEKOZEN,
        lezers=[demo.stad["caw"]],
        bron=Inbreng.Bron.BETROKKENE,
        agendapunt=punt,
    )
    demo.breng_in(
        casus,
        "politie",
        "Hij werd eenmaal gecontroleerd in de buurt van het station, zonder gevolg.",
        categorie="politie_gerecht",
        noodzaak="De tafel vroeg of er al een dossier loopt.",
        publiek=Inbreng.Publiek.KERN,
        agendapunt=punt,
    )
    demo.breng_in(
        casus,
        "caw",
        "Zijn zus wil helpen en mag gebeld worden.",
        categorie="gezin",
        over=zus,
        niveau=Inbreng.Niveau.VRIJGEGEVEN,
        doorgave=True,
    )
    vergissing = demo.breng_in(casus, "clb", "Dit gaat over een klasgenoot.", categorie="beroep")
    demo.klok.zet(-54, 9)
    inbreng.trek_in(actor=demo.stad["clb"], pk=vergissing.pk)


def _volg_traject_op(demo: Verteller, casus: Casus) -> None:
    preventie = demo.stad["preventie"]
    demo.klok.zet(-48, 10)
    traject.stel_op(
        actor=preventie,
        casus_pk=casus.pk,
        samenvatting="Terug naar school, met iemand die hij vertrouwt.",
        evaluatie_op=demo.klok.dag(45),
    )
    school = _doel(
        demo,
        casus,
        "onderwijs",
        "Hij start in januari met een opleiding.",
        "Hij komt afspraken na, en is handig met hout.",
        "Hij mist veel lessen.",
    )
    gezin = _doel(
        demo,
        casus,
        "gezin",
        "Hij eet weer mee aan tafel.",
        "Zijn zus blijft met hem praten.",
        "Thuis is er veel ruzie.",
    )
    _doel(
        demo,
        casus,
        "vrije_tijd",
        "Hij ziet weer vrienden buiten het internet.",
        "De woensdag in het inloophuis.",
        "",
    )
    for omschrijving, eigenaar, tegen, doel in (
        ("Samen langsgaan bij de opleiding houtbewerking.", "clb", -20, school),
        ("Een gesprek met Zeno en zijn zus.", "caw", -4, gezin),  # te laat, en nog open
        ("Vragen of een stage kan.", "clb", 14, school),
    ):
        afspraken.spreek_af(
            actor=preventie,
            casus=casus,
            omschrijving=omschrijving,
            eigenaar=demo.stad[eigenaar],
            tegen=demo.klok.dag(tegen),
            doel=doel,
        )
    gedaan, laat, _open = Actie.objects.filter(casus=casus).order_by("tegen")
    demo.klok.zet(-22, 15)
    afspraken.handel_af(actor=demo.stad["clb"], pk=gedaan.pk, uitkomst=Actie.Staat.UITGEVOERD)
    demo.klok.zet(-1, 9)
    herinneringen.herinner(actor=preventie, pk=laat.pk, vandaag=demo.klok.dag(-1))


def _doel(demo: Verteller, casus: Casus, domein: str, tekst: str, sterktes: str, zorgen: str) -> Doel:
    gegevens = {"levensdomein": domein, "tekst": tekst, "sterktes": sterktes, "zorgen": zorgen}
    return doelen.voeg_toe(actor=demo.stad["preventie"], casus_pk=casus.pk, gegevens=gegevens)


def _bereid_vandaag_voor(demo: Verteller, vandaag: Overleg, zeno: Casus, timo: Casus) -> None:
    """Een inbreng voor straks, en een voorbereiding die alleen haar auteur ziet."""
    demo.klok.zet(-1, 17)
    punt = Agendapunt.objects.get(overleg=vandaag, casus=zeno)
    demo.breng_in(casus=zeno, naam="clb", tekst="Hij bezocht de opleiding en stelde vragen.", agendapunt=punt)
    demo.breng_in(
        casus=zeno, naam="caw", tekst="Nog te overleggen met mijn team.", agendapunt=punt, concept=True
    )
    punt = Agendapunt.objects.get(overleg=vandaag, casus=timo)
    demo.breng_in(casus=timo, naam="jeugdwerk", tekst="Hij sprak mij aan na de training.", agendapunt=punt)


def _minderjarige(demo: Verteller, in_overleg: Casus) -> None:
    """Geen uitnodiging voor een kind zonder bevestigde afweging (LR-15). Vier genodigden wachten op een antwoord."""
    fien = demo.op_lijst(personen.FIEN, -20)
    demo.bereid_voor(fien, -13, ("Fons Fictief", "haar vader"))
    voorbereiding.weeg_kind(
        actor=demo.stad["preventie"],
        pk=fien.pk,
        belang="Zij wordt onder druk gezet. Hulp aan tafel beschermt haar; haar school en ouders blijven haar steun.",
        bijzondere_reden="",
    )
    demo.klok.zet(-12, 14)
    voorbereiding.bevestig_kind(actor=demo.stad["burgemeester"], pk=fien.pk)
    moment = demo.plan(-4, 21, fien, in_overleg)
    demo.klok.zet(-3, 10)
    demo.nodig_uit(fien, moment, "clb", "jeugdwerk")
    demo.nodig_uit(in_overleg, moment, "caw")
    demo.zet_klaar(fien, moment, "justitiehuis")
