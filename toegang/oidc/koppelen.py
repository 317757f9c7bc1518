"""Welk account hoort bij wie zich aanmeldt: een bestaand, of geen.

De eerste keer telt een bevestigd e-mailadres en, als de omgeving dat vraagt, de dienst. Daarna telt alleen nog de
persoon zoals de aanbieder hem kent: een ander e-mailadres verandert niets, en geeft niemand een account.
"""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.soorten import Soort
from toegang import identiteit
from toegang.aanmelding import leg_overal_vast
from toegang.handeling import handeling
from toegang.models import Gebruiker
from toegang.uitzonderingen import NietVoldaan

from .gegevens import Gegevens, naamruimte


def account_met_email(gegevens: Gegevens) -> Gebruiker | None:
    """Het account met dit e-mailadres, als de aanbieder het bevestigt."""
    if not gegevens.email or not gegevens.email_bevestigd:
        return None
    return Gebruiker.objects.filter(email__iexact=gegevens.email).first()


def hoort_erbij(gebruiker: Gebruiker, gegevens: Gegevens) -> bool:
    """Is dit account actief, en wees een dienst met deze code deze persoon aan?"""
    if not gebruiker.is_active:
        return False
    if not settings.OIDC["claim_organisatie"]:
        return True
    with identiteit.als(gebruiker):
        diensten = gebruiker.organisatieleden.geldig(timezone.localdate())
        return diensten.filter(organisatie__ovo_code__in=gegevens.organisaties).exists()


@handeling
def koppel(*, actor: Gebruiker, gegevens: Gegevens) -> SocialAccount:
    """Voortaan is deze persoon bij de aanbieder dit account. Raises NietVoldaan."""
    Gebruiker.objects.select_for_update(no_key=True).get(pk=actor.pk)
    if not hoort_erbij(actor, gegevens):
        raise NietVoldaan(_("De organisatie waarmee u zich aanmeldde, wees u hier niet aan."))
    koppelingen = SocialAccount.objects.filter(provider=naamruimte())
    bezet = _("Deze aanmelding of dit account is al gekoppeld.")
    if koppelingen.filter(user=actor).exists():
        raise NietVoldaan(bezet)
    try:
        with transaction.atomic():
            koppeling = SocialAccount.objects.create(user=actor, provider=naamruimte(), uid=gegevens.persoon)
    except IntegrityError:
        # De koppeling van een ander leest niemand, ook deze persoon niet.
        raise NietVoldaan(bezet) from None
    leg_overal_vast(Soort.ACCOUNT_GEKOPPELD, actor)
    return koppeling


@handeling
def ontkoppel(*, actor: Gebruiker) -> None:
    """Haalt de koppeling weg, als deze persoon zich ook anders kan aanmelden. Raises NietVoldaan."""
    if not actor.has_usable_password():
        raise NietVoldaan(_("Kies eerst een wachtwoord: anders kunt u zich niet meer aanmelden."))
    if SocialAccount.objects.filter(provider=naamruimte(), user=actor).delete()[0]:
        leg_overal_vast(Soort.ACCOUNT_ONTKOPPELD, actor)
