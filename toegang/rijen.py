"""De voorwaarden in de databank op de tabellen van `toegang`.

Wat `beleid` in Python vraagt, vraagt dit in SQL: welke rol loopt vandaag, voor welke dienst werkt iemand, op welke
casus heeft hij een recht dat nu telt. `tests/toeval` legt de twee naast elkaar, over toevallige geschiedenissen.
"""

from . import accountrijen, berichtrijen, bibliotheekrijen
from .rijbeveiliging import NIEMAND, Regel
from .rijfuncties import FUNCTIES as FUNCTIES
from .rijtaal import (
    HIER,
    IK,
    IN_LIVC,
    INHOUD,
    KERN,
    casussen,
    casussen_als,
    rechten,
    rollen,
    taak,
)

# De sleutel van een overgedragen pakket: pas na het antwoord van de ontvanger, en dan om ze te vernietigen (LR-05).
_PAKKET = f"""({taak("overdracht")} AND EXISTS (SELECT FROM casus_aanbod a
    WHERE a.id = dossier_id AND a.staat <> 'aangeboden'))"""
# Wie zijn casus overdroeg, sluit ze: de tafel verliest haar toegang (LR-31).
_OVERGEDRAGEN = f"""({taak("overdracht")} AND content_object_id = ANY ((SELECT casus_overgedragen(ARRAY['aanvaard']))::uuid[])
    AND {rechten("wie_kennen", "deelnemen")})"""

_SLEUTEL = f"""
    dossier_id = ANY ({casussen(*INHOUD, "noodtoegang")})
    OR EXISTS (SELECT FROM casus_betrokkene b WHERE b.id = dossier_id)
    OR EXISTS (SELECT FROM casus_deelname d WHERE d.id = dossier_id
               AND (d.gebruiker_id = {IK} OR d.casus_id = ANY ({casussen("kern_inzien")})))
    OR (livc_id = ANY ({KERN}) AND EXISTS (SELECT FROM casus_signaal s WHERE s.id = dossier_id))
    OR ({IK} IS NOT NULL AND EXISTS (SELECT FROM toegang_noodtoegang n WHERE n.id = dossier_id))
    OR livc_id = ANY ({rollen("toezichthouder", "functionaris")})
    OR EXISTS (SELECT FROM audit_bevinding b WHERE b.id = dossier_id AND b.gebruiker_id = {IK})
    OR EXISTS (SELECT FROM audit_opening o WHERE o.id = dossier_id AND o.gebruiker_id = {IK})
    OR EXISTS (SELECT FROM casus_betrokkenenverzoek v WHERE v.id = dossier_id)
    OR EXISTS (SELECT FROM casus_raadpleging r WHERE r.id = dossier_id)
    OR EXISTS (SELECT FROM casus_verzoekbrief b WHERE b.id = dossier_id)
    OR EXISTS (SELECT FROM casus_bewaarplicht b WHERE b.id = dossier_id AND b.livc_id = ANY ({rollen("burgemeester")}))
    OR {taak("sleutelbeheer")}
    OR ({taak("wissen van signalen")} AND EXISTS (SELECT FROM casus_signaal s WHERE s.id = dossier_id))
    OR {_PAKKET}
"""
_TOEZICHT = rollen("toezichthouder", "functionaris")
# De taak ziet alleen de rechten van wie niet meer namens zijn dienst kan komen (LR-12).
_EINDE = f"""({taak("einde van deelnames")} AND EXISTS (SELECT FROM casus_deelname d
    WHERE d.casus_id = content_object_id AND d.gebruiker_id = user_id
    AND NOT rls_komt_nog(d.gebruiker_id, d.organisatie_id, d.livc_id)))"""
_SLUITER = taak("sluiten van noodtoegang")
_NOODRECHT = rechten("noodtoegang")
_GEOPEND = "staat IN ('actief', 'nagekeken')"

REGELS = {
    # Guardian maakt ze, niemand gebruikt ze: elke toekenning staat in een eigen tabel.
    "guardian_userobjectpermission": Regel(NIEMAND),
    "guardian_groupobjectpermission": Regel(NIEMAND),
    # Wie de rij van een dossiersleutel niet ziet, kan het dossier niet ontsleutelen.
    "toegang_casussleutel": Regel(
        lezen=_SLEUTEL,
        toevoegen=f"livc_id = ANY ({IN_LIVC})",
        wijzigen=taak("sleutelbeheer"),
        wissen=f"""({taak("wissen van signalen")}
            AND EXISTS (SELECT FROM casus_signaal s WHERE s.id = dossier_id)) OR {_PAKKET}""",
    ),
    "toegang_casususerobjectpermission": Regel(
        # Wie aan tafel zit, ziet wie er zit; niet wie nog twijfelt, en niet wie uitgesloten is (LR-20, LR-23).
        lezen=f"""user_id = {IK} OR content_object_id = ANY ({casussen("kern_inzien")})
            OR (content_object_id = ANY ({casussen("deelnemen")}) AND {rechten("kern", *INHOUD)})
            OR (content_object_id = ANY ({casussen("kern")}) AND {rechten("kern", "kern_inzien", "uitgesloten")})
            OR ({taak("herinneringen")} AND EXISTS (SELECT FROM casus_actie a
                WHERE a.casus_id = content_object_id AND a.eigenaar_id = user_id))
            OR ({_SLUITER} AND {_NOODRECHT}) OR {_EINDE} OR {_OVERGEDRAGEN}""",
        toevoegen="rls_gegrond(permission_id, user_id, content_object_id)",
        wissen=f"""content_object_id = ANY ({casussen_als("kern_inzien", "burgemeester")}) OR {_EINDE} OR {_OVERGEDRAGEN}
            OR (user_id = {IK} AND permission_id NOT IN
                (SELECT a.id FROM auth_permission a WHERE a.codename = 'uitgesloten'))
            OR ({_SLUITER} AND {_NOODRECHT} AND NOT EXISTS (
                SELECT FROM toegang_noodtoegang n WHERE n.casus_id = content_object_id AND n.aanvrager_id = user_id
                AND n.staat = 'actief' AND n.eindigt_op > rls_nu()))""",
    ),
    "toegang_livcuserobjectpermission": Regel(
        lezen=f"user_id = {IK} OR content_object_id = ANY ({IN_LIVC}) OR {taak('installatie')}"
        f" OR ({taak('herinneringen')} AND EXISTS (SELECT FROM casus_actie a WHERE a.eigenaar_id = user_id))",
        toevoegen=f"""rls_rol_gegrond(permission_id, user_id, content_object_id)
            AND (content_object_id = ANY ({IN_LIVC}) OR {taak("installatie")})""",
        wissen=f"content_object_id = ANY ({rollen('beheerder')}) OR user_id = {IK}",
    ),
    "toegang_noodtoegang": Regel(
        lezen=f"""aanvrager_id = {IK} OR casus_id = ANY ({casussen("kern_inzien")}) OR {_SLUITER}
            OR ({_GEOPEND} AND (livc_id = ANY ({_TOEZICHT}) OR casus_id = ANY ({casussen("deelnemen")})))""",
        toevoegen=f"""aanvrager_id = {IK} AND staat = 'aangevraagd' AND minuten BETWEEN 1 AND 30 AND {HIER}
            AND (livc_id = ANY ({KERN}) OR livc_id = ANY ((SELECT rls_diensten())::uuid[]))
            AND aangevraagd_op BETWEEN rls_nu() - interval '1 minute' AND rls_nu()
            AND bevestigd_door_id IS NULL AND begonnen_op IS NULL AND eindigt_op IS NULL""",
        # Wie vroeg, wijzigt niets meer: inkorten gaat langs casus_sluit_nood.
        wijzigen=f"""casus_id = ANY ({casussen("kern_inzien")}) OR livc_id = ANY ({_TOEZICHT})
            OR ({_SLUITER} AND staat = 'aangevraagd')""",
        gewijzigd=f"""(staat IN ('actief', 'geweigerd') AND aanvrager_id <> {IK}
                AND (staat = 'geweigerd' OR bevestigd_door_id = {IK}) AND casus_id = ANY ({casussen("kern_inzien")}))
            OR (staat = 'nagekeken' AND livc_id = ANY ({_TOEZICHT}) AND nagekeken_door_id = {IK})
            OR (staat = 'geweigerd' AND {_SLUITER})""",
    ),
}

REGELS |= accountrijen.REGELS | bibliotheekrijen.REGELS
REGELS |= berichtrijen.REGELS

_AANMELDEN = "hoort bij het aanmelden, dat aan elke identiteit voorafgaat; niets over een casus"
_NAAMLIJST = "namen van rechten en modellen; de toepassing leest ze alleen"
BIBLIOTHEEK = {
    "auth_group": _NAAMLIJST,
    "auth_group_permissions": _NAAMLIJST,
    "auth_permission": _NAAMLIJST,
    "django_content_type": _NAAMLIJST,
    "django_migrations": "welke migraties liepen; de toepassing leest ze alleen",
    "account_emailconfirmation": _AANMELDEN,
    "socialaccount_socialtoken": _AANMELDEN,
}
"""Tabellen van Django en bibliotheken, zonder voorwaarde, met de reden."""
