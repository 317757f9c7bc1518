"""De databank en het beleid geven hetzelfde antwoord, tabel per tabel en persoon per persoon (LR-31).

Links wat een persoon met eigen SQL op de rol van de toepassing ziet, rechts wat `toegang.beleid` hem geeft. Waar de
databank met opzet iets meer toont, staat hieronder waarom; minder toont ze nooit.
"""

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, models, transaction
from django.utils import timezone
from psycopg2.extensions import cursor as kale_cursor

from casus import models as casusmodellen
from casus.models import Actie, Casus, Deelname, Signaal
from tests.factories import Stad, maak_casus, maak_deelname, maak_signaal, maak_weging
from tests.toegang.rijhulp import geweigerd, lees, pk_van, schrijf
from tests.wereld import Wereld, maak_wereld
from toegang import identiteit, toekenningen
from toegang.beleid import zichtbaar
from toegang.models import CasusUserObjectPermission, Gebruiker, Noodtoegang
from toegang.rijbeveiliging import IEDEREEN, verklaring
from toegang.verantwoording import Systeemactor

pytestmark = [pytest.mark.django_db, pytest.mark.regel("LR-31")]

# Inhoud die iedereen aan tafel leest, onder één actie van het beleid.
INHOUD = {
    "traject.zien": ("Traject", "Doel", "Evaluatie"),
    "actie.zien": ("Actie",),
    "bewaartermijn.zien": ("Bewaartermijn", "Instemming"),
    "casus.inzien": ("Relatie", "Kindafweging", "Nacontrole", "Aanwezigheid", "Besluit"),
    "casus.wie": ("Betrokkene",),
    "inbreng.zien": ("Inbreng",),
    "deelname.zien": (),
    "casus.wraken": ("Wraking",),
    "agendapunt.zien": ("Agendapunt",),
}
# Wat noodtoegang op haar ene pagina toont.
IN_NOOD = {"Traject", "Doel", "Actie", "Besluit", "Betrokkene"}
MENSEN = (
    "burgemeester",
    "politie",
    "preventie",
    "caw",
    "clb",
    "jeugdwerk",
    "weg",
    "toezicht",
    "dpo",
    "beheer",
    "buur",
)


@pytest.fixture
def wereld(stad: Stad, anderstad: Stad) -> Wereld:
    """De vaste wereld, met daarnaast een tweede casus van hetzelfde LIVC en een van een ander."""
    gemaakt = maak_wereld(stad, anderstad)
    maak_deelname(stad, maak_casus(stad), stad.clb)
    maak_deelname(anderstad, maak_casus(anderstad), anderstad.caw)
    return gemaakt


def pks(wie: Gebruiker | Systeemactor | None, model: type[models.Model]) -> set[UUID]:
    return set(lees(wie, f'SELECT id FROM "{model._meta.db_table}"'))


def beleid(wie: Gebruiker, actie: str, model: type[models.Model]) -> set[UUID]:
    """Wat het beleid geeft, nagevraagd door de eigenaar van de databank: zonder hulp van rijbeveiliging."""
    return set(zichtbaar(wie, actie, model._base_manager.order_by()).values_list("pk", flat=True))


def persoon(wereld: Wereld, naam: str) -> Gebruiker:
    wie = wereld.persoon(naam)
    assert wie is not None
    return wie


def van_casus(pk: Any, model: type[models.Model]) -> set[UUID]:
    return set(model._base_manager.filter(casus=pk).values_list("pk", flat=True))


@pytest.mark.parametrize("naam", MENSEN)
def test_inhoud(wereld: Wereld, naam: str) -> None:
    wie, casus = persoon(wereld, naam), pk_van(wereld, "casus")
    for actie, namen in INHOUD.items():
        for model in (getattr(casusmodellen, naam_) for naam_ in namen):
            verwacht = beleid(wie, actie, model)
            if naam == "jeugdwerk" and model.__name__ in IN_NOOD:  # zijn minuten lopen
                verwacht |= van_casus(casus, model)
            if naam == "jeugdwerk" and model.__name__ == "Inbreng":
                verwacht |= beleid(wie, "inbreng.noodlezen", model)
            assert pks(wie, model) == verwacht, (naam, model.__name__)


@pytest.mark.parametrize("naam", MENSEN)
def test_de_casus_en_wie_ze_mag_ontsleutelen(wereld: Wereld, naam: str) -> None:
    wie = persoon(wereld, naam)
    kent = beleid(wie, "casus.zien", Casus)
    # Wie uitgenodigd is, leest de rij (nooit de inhoud), want hij antwoordt erop; wie weg is, leest niets meer.
    open_ = Deelname.objects.filter(gebruiker=wie, staat__in=("uitgenodigd", "geheimhouding", "aanvaard"))
    eigen = set(open_.values_list("casus", flat=True))
    assert naam != "weg" or not eigen
    assert pks(wie, Casus) == kent | eigen
    inzage = beleid(wie, "casus.inzien", Casus)
    nood = beleid(wie, "casus.noodlezen", Casus)
    sleutels = set(lees(wie, "SELECT dossier_id FROM toegang_casussleutel"))
    toezicht = naam in (
        "toezicht",
        "dpo",
    )  # zij openen het casusdeel van een regel, en zien verder geen enkele rij
    assert sleutels & set(Casus.objects.values_list("pk", flat=True)) == (
        set(Casus.objects.filter(livc=pk_van(wereld, "livc")).values_list("pk", flat=True))
        if toezicht
        else inzage | nood
    )
    if toezicht:
        assert not pks(wie, Casus)


@pytest.mark.regel("LR-20", "LR-21")
@pytest.mark.parametrize("naam", MENSEN)
def test_deelnames(wereld: Wereld, naam: str) -> None:
    """Andermans antwoord leest alleen de kern met inzage; de tafel ziet wie er zit."""
    wie = persoon(wereld, naam)
    tafel = beleid(wie, "deelname.tafel", Deelname)
    nood = set()
    if naam == "jeugdwerk":
        nood = set(
            Deelname.objects.filter(casus=pk_van(wereld, "casus"), staat="aanvaard").values_list(
                "pk", flat=True
            )
        )
    assert pks(wie, Deelname) == beleid(wie, "deelname.zien", Deelname) | tafel | nood
    vreemd = Deelname.objects.exclude(gebruiker=wie).exclude(staat="aanvaard")
    if naam not in ("burgemeester", "politie", "preventie"):
        assert not pks(wie, Deelname) & set(vreemd.values_list("pk", flat=True))


@pytest.mark.regel("LR-03", "LR-07", "LR-34")
@pytest.mark.parametrize("naam", MENSEN)
def test_signalen_en_wegingen(stad: Stad, wereld: Wereld, naam: str) -> None:
    wie = persoon(wereld, naam)
    for signaal in Signaal.objects.filter(livc=stad.livc):
        maak_weging(signaal, stad.preventie)
    maak_signaal(stad, "gewist")
    gelezen = pks(wie, Signaal)
    gewist = set(Signaal.objects.filter(staat="gewist").values_list("pk", flat=True))
    # Van een gewist signaal blijft voor wie woog de lege rij.
    assert (
        gelezen - gewist
        == (beleid(wie, "signaal.zien", Signaal) | beleid(wie, "signaal.volgen", Signaal)) - gewist
    )
    wegingen = set(lees(wie, "SELECT signaal_id FROM casus_weging"))
    assert wegingen == beleid(wie, "signaal.weging_zien", Signaal)


@pytest.mark.parametrize("naam", MENSEN)
def test_noodtoegang(wereld: Wereld, naam: str) -> None:
    """De eigen aanvraag ook voor ze openging: anders kan niemand nagaan dat er al een wacht. Geen pagina toont ze."""
    wie = persoon(wereld, naam)
    verwacht = beleid(wie, "noodtoegang.zien", Noodtoegang) | beleid(wie, "noodtoegang.nakijken", Noodtoegang)
    verwacht |= set(Noodtoegang.objects.filter(aanvrager=wie).values_list("pk", flat=True))
    assert pks(wie, Noodtoegang) == verwacht


@pytest.mark.parametrize("naam", MENSEN)
def test_overleggen(wereld: Wereld, naam: str) -> None:
    """Wie uitgenodigd is of was, leest ook waar en wanneer."""
    wie = persoon(wereld, naam)
    eigen = set(Deelname.objects.filter(gebruiker=wie).values_list("overleg", flat=True))
    assert pks(wie, casusmodellen.Overleg) == beleid(wie, "overleg.zien", casusmodellen.Overleg) | eigen


def test_niemand_ziet_of_schrijft_iets(wereld: Wereld) -> None:
    alles = verklaring().regels
    leesbaar = {
        tabel
        for tabel, regel in alles.items()
        if regel.lezen == IEDEREEN or "rls_taak()) IS NULL" in regel.lezen
    }
    for tabel in alles.keys() - leesbaar:
        assert lees(None, f'SELECT count(*) FROM "{tabel}"') == [0], tabel
    for tabel in [naam for naam in alles if naam.startswith("casus_")] + [
        "toegang_casussleutel",
        "toegang_noodtoegang",
    ]:
        [kolommen] = lees(
            None, "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute WHERE attrelid = to_regclass(%s)"
            " AND attnum > 0 AND NOT attisdropped AND attidentity = ''", tabel,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMP TABLE kopie_{tabel} AS TABLE {tabel}; GRANT SELECT ON kopie_{tabel} TO casusoverleg_app"
            )
            cursor.execute(f"SELECT count(*) FROM kopie_{tabel}")
            vol = cursor.fetchone()[0]
        assert (
            geweigerd(
                None, f'INSERT INTO "{tabel}" ({kolommen}) SELECT {kolommen} FROM kopie_{tabel} LIMIT 1'
            )
            or not vol
        )
        assert geweigerd(None, f'UPDATE "{tabel}" SET id = id') if "id" in kolommen.split(", ") else True
        assert geweigerd(None, f'DELETE FROM "{tabel}"'), tabel


@pytest.mark.parametrize("recht", [*toekenningen.CASUSRECHTEN, toekenningen.UITGESLOTEN])
def test_een_toekenning_zonder_grond_gaat_er_niet_in(stad: Stad, wereld: Wereld, recht: str) -> None:
    """Voor zichzelf en voor een handlanger, op elke casus. Wat iemand al had, blijft buiten beschouwing."""
    handlanger = stad.beheer
    insert = """INSERT INTO toegang_casususerobjectpermission (permission_id, user_id, content_object_id)
        SELECT id, %s, %s FROM auth_permission WHERE codename = %s"""
    # Zichzelf uitsluiten kan elk kernlid; hieronder een test apart.
    gegrond = {(naam, "uitgesloten") for naam in ("burgemeester", "politie", "preventie", "buur")}
    for naam in MENSEN:
        wie = persoon(wereld, naam)
        for casus in Casus.objects.all():
            for voor in (wie, handlanger):
                heeft = CasusUserObjectPermission.objects.filter(
                    user=voor, content_object=casus, permission__codename=recht
                )
                if heeft.exists() or (naam, recht) in gegrond:
                    continue
                assert geweigerd(wie, insert, voor.pk, casus.pk, recht), (naam, voor, recht)


@pytest.mark.regel("LR-23")
def test_de_burgemeester_sluit_uit_en_een_kernlid_zichzelf(stad: Stad) -> None:
    casus = maak_casus(stad)
    insert = """INSERT INTO toegang_casususerobjectpermission (permission_id, user_id, content_object_id)
        SELECT id, %s, %s FROM auth_permission WHERE codename = 'uitgesloten'"""
    assert geweigerd(stad.politie, insert, stad.caw.pk, casus.pk)
    assert schrijf(stad.burgemeester, insert, stad.caw.pk, casus.pk) == 1
    assert schrijf(stad.politie, insert, stad.politie.pk, casus.pk) == 1


def test_een_verbinding_mengt_niemand(stad: Stad, anderstad: Stad) -> None:
    """Na elkaar, in elkaar, na een fout en na terugdraaien: altijd de rijen van wie nu werkt."""
    van: list[tuple[Gebruiker | None, set[UUID]]] = [
        (stad.preventie, {maak_casus(stad).pk}),
        (anderstad.preventie, {maak_casus(anderstad).pk}),
        (None, set()),
    ]
    for _ronde in range(2):
        for wie, eigen in van:
            for breek in (_fout, _teruggedraaid, _botsing):
                breek(wie)
                assert pks(wie, Casus) == eigen
            for ander, zijn in van:
                with identiteit.als(ander):
                    assert pks(wie, Casus) == eigen
                    assert set(Casus.objects.values_list("pk", flat=True)) == zijn


def _fout(wie: Gebruiker | None) -> None:
    with pytest.raises(ProgrammingError):
        schrijf(wie, "SELECT bestaat_niet()")


def _teruggedraaid(wie: Gebruiker | None) -> None:
    with identiteit.als(wie), transaction.atomic():
        list(Casus.objects.all())
        transaction.set_rollback(True)


def _botsing(wie: Gebruiker | None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        schrijf(wie, "DO $$ BEGIN RAISE unique_violation; END $$")


def test_een_andere_draad_begint_als_niemand(stad: Stad) -> None:
    gezien: list[Any] = []
    with identiteit.als(stad.preventie):
        draad = threading.Thread(target=lambda: gezien.append(identiteit.huidige()))
        draad.start()
        draad.join()
    assert gezien == [None]


@pytest.mark.django_db(transaction=True)
def test_buiten_een_transactie_blijft_er_niets_hangen(stad: Stad) -> None:
    """De waarden leven zolang de opdracht: de volgende op dezelfde verbinding is weer niemand."""
    casus = maak_casus(stad).pk
    assert pks(stad.preventie, Casus) == {casus}
    with connection.connection.cursor(cursor_factory=kale_cursor) as cursor:
        cursor.execute("SELECT current_setting('casusoverleg.gebruiker', true)")
        assert cursor.fetchone()[0] == ""


TAKEN: dict[str, set[str]] = {
    "herinneringen": {"casus_casus", "casus_actie"},
    "wissen van signalen": {"casus_signaal", "casus_weging", "toegang_casussleutel"},
    "einde van deelnames": {"casus_casus", "casus_deelname"},
    "sluiten van noodtoegang": {"toegang_noodtoegang"},
    "sleutelbeheer": {"toegang_casussleutel"},
    "sessies": set(),
    "installatie": set(),
    "iets anders": set(),
}


@pytest.mark.parametrize("naam", TAKEN)
def test_een_taak_ziet_alleen_wat_zij_nodig_heeft(stad: Stad, wereld: Wereld, naam: str) -> None:
    """Met voor elke taak precies één rij die haar aangaat; van de rest niets."""
    actie = Actie.objects.get(pk=pk_van(wereld, "actie"))
    weg = maak_signaal(stad, "niet_weerhouden", wissen_op=timezone.localdate())
    maak_weging(weg, stad.preventie)
    stad.caw.organisatieleden.update(tot="2024-01-01")
    eigen: dict[str, Callable[[], set[UUID]]] = {
        "herinneringen": lambda: {actie.casus_id, actie.pk},
        "wissen van signalen": lambda: {weg.pk, *weg.wegingen.values_list("pk", flat=True)},
        "einde van deelnames": lambda: {actie.casus_id, *stad.caw.deelnames.values_list("pk", flat=True)},
        "sluiten van noodtoegang": lambda: set(Noodtoegang.objects.values_list("pk", flat=True)),
        "sleutelbeheer": lambda: set(lees_alles("SELECT dossier_id FROM toegang_casussleutel")),
    }
    taak = Systeemactor(naam)
    tabellen = [t for t in verklaring().regels if t.startswith("casus_")] + [
        "toegang_casussleutel",
        "toegang_noodtoegang",
    ]
    gezien: set[UUID] = set()
    for tabel in tabellen:
        sleutel = "dossier_id" if tabel == "toegang_casussleutel" else "id"
        rijen = set(lees(taak, f'SELECT {sleutel} FROM "{tabel}"'))
        assert not rijen or tabel in TAKEN[naam], (naam, tabel)
        gezien |= rijen
    assert gezien == eigen.get(naam, set)()


def lees_alles(sql: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [pk for (pk,) in cursor.fetchall()]


@pytest.mark.parametrize("naam", TAKEN)
def test_een_taak_schrijft_alleen_het_hare(wereld: Wereld, naam: str) -> None:
    taak = Systeemactor(naam)
    for opdracht in (
        "UPDATE casus_deelname SET staat = 'aanvaard'",
        "UPDATE casus_casus SET staat = 'afgesloten'",
        "UPDATE casus_inbreng SET publiek = 'tafel'",
        "UPDATE toegang_noodtoegang SET staat = 'actief'",
        "DELETE FROM casus_inbreng",
        "DELETE FROM casus_besluit",
        "INSERT INTO toegang_casususerobjectpermission (permission_id, user_id, content_object_id)"
        f" SELECT id, '{persoon(wereld, 'beheer').pk}', '{pk_van(wereld, 'casus')}' FROM auth_permission WHERE codename LIKE 'k%%'",
    ):
        assert geweigerd(taak, opdracht), (naam, opdracht)
    voor = set(lees_alles("SELECT dossier_id FROM toegang_casussleutel"))
    geweigerd(taak, "DELETE FROM toegang_casussleutel")
    assert set(lees_alles("SELECT dossier_id FROM toegang_casussleutel")) == voor
