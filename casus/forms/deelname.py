"""De formulieren van uitnodigen en antwoorden."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casus.models import Deelname
from toegang.formulier import Tekstveld
from toegang.models import Organisatielid

REDEN_VAN_HAAST = gettext_lazy(
    "Alleen nodig als er te weinig dagen tussen de uitnodiging en het overleg liggen."
)


class UitnodigenForm(forms.Form):
    """Verschillende mensen samen; wie hier niet bij staat, kan niet gekozen worden (LR-12)."""

    overleg = forms.ChoiceField(label=gettext_lazy("Overleg"), widget=forms.RadioSelect)
    leden = forms.MultipleChoiceField(
        label=gettext_lazy("Wie nodigt u uit?"), widget=forms.CheckboxSelectMultiple
    )
    bijdrage = Tekstveld(
        label=gettext_lazy("Welke bijdrage aan de opvolging verwacht u?"),
        help_text=gettext_lazy(
            "De burgemeester leest dit voor hij ondertekent. Het staat niet in de uitnodiging."
        ),
        max_length=2000,
    )
    dringend_reden = Tekstveld(
        label=gettext_lazy("Waarom het dringend is"),
        help_text=REDEN_VAN_HAAST,
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, overleggen: Any, leden: list[Organisatielid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _kies(self, "overleg", [(str(o.pk), f"{_moment(o.begin)} · {o.plaats}") for o in overleggen])
        _kies(self, "leden", [(str(lid.pk), _lid(lid)) for lid in leden])


class OndertekenForm(forms.Form):
    deelnames = forms.MultipleChoiceField(
        label=gettext_lazy("Uitnodigingen"), widget=forms.CheckboxSelectMultiple
    )
    dringend_reden = Tekstveld(
        label=gettext_lazy("Waarom het dringend is"),
        help_text=REDEN_VAN_HAAST,
        required=False,
        max_length=2000,
    )

    def __init__(self, *args: Any, klaar: list[Deelname], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _kies(self, "deelnames", [(str(d.pk), _klaar(d)) for d in klaar])


class WeigerForm(forms.Form):
    reden = Tekstveld(
        label=gettext_lazy("Reden, als u die wilt geven"),
        help_text=gettext_lazy("Alleen de burgemeester leest dit. Schrijf geen feiten over de zaak."),
        required=False,
        max_length=1000,
    )


class VervangForm(forms.Form):
    lid = forms.ChoiceField(label=gettext_lazy("Wie komt in uw plaats?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, leden: list[Organisatielid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _kies(self, "lid", [(str(lid.pk), _collega(lid)) for lid in leden])


def _kies(form: forms.Form, naam: str, keuzes: Sequence[tuple[str, str]]) -> None:
    veld = form.fields[naam]
    assert isinstance(veld, forms.ChoiceField)
    veld.choices = keuzes


def _moment(begin: Any) -> str:
    return date_format(timezone.localtime(begin), "l j F Y, H.i")


def _lid(lid: Organisatielid) -> str:
    functie = f", {lid.functie}" if lid.functie else ""
    return f"{lid.organisatie.naam} · {lid.gebruiker.naam}{functie}{_vast(lid)}"


def _klaar(deelname: Deelname) -> SafeString:
    """Wie, wanneer en waarom: de burgemeester leest alles voor hij ondertekent."""
    regels = [
        f"{deelname.organisatie.naam} · {_moment(deelname.overleg.begin)}",
        _("Verwachte bijdrage: %(tekst)s") % {"tekst": deelname.bijdrage},
    ]
    if deelname.dringend_reden:
        regels.append(_("Dringend: %(tekst)s") % {"tekst": deelname.dringend_reden})
    onder = format_html_join("", '<span class="onder">{}</span>', ((regel,) for regel in regels))
    return format_html('<span class="keuze"><span>{}</span>{}</span>', deelname.gebruiker.naam, onder)


def _collega(lid: Organisatielid) -> str:
    return f"{lid.gebruiker.naam}{_vast(lid)}"


def _vast(lid: Organisatielid) -> str:
    """LR-16: wie zijn dienst aanwees; ook hij aanvaardt elke uitnodiging zelf."""
    return f" ({_('vaste vertegenwoordiger')})" if lid.vaste_vertegenwoordiger else ""
