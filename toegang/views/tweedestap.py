"""De pagina's van de tweede stap waar allauth het net anders doet."""

from allauth.account.utils import passthrough_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from toegang.models import Gebruiker


class SleutelVerwijderen(RemoveWebAuthnView):
    """Ook bij een sleutel geldt: de laatste tweede stap blijft. Het slot op de persoon weert twee tegelijk."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        with transaction.atomic():
            Gebruiker.objects.select_for_update().get(pk=self.request.user.pk)
            adapter, sleutel = get_adapter(), self.get_object()
            if adapter.can_delete_authenticator(sleutel):
                klaar: HttpResponse = super().form_valid(form)
                return klaar
        messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
        return redirect("mfa_index")


class AppVerwijderen(DeactivateTOTPView):
    def form_valid(self, form: Form) -> HttpResponse:
        with transaction.atomic():
            Gebruiker.objects.select_for_update().get(pk=self.request.user.pk)
            if get_adapter().can_delete_authenticator(self.authenticator):
                klaar: HttpResponse = super().form_valid(form)
                return klaar
        belet: HttpResponse = self.form_invalid(form)
        return belet


class OpnieuwMetSleutel(ReauthenticateWebAuthnView):
    def form_invalid(self, form: Form) -> HttpResponse:
        """Blijft op de pagina, met de weg terug die erbij hoort."""
        messages.error(self.request, _("Dat lukte niet met deze sleutel. Probeer opnieuw."))
        return HttpResponseRedirect(
            passthrough_next_redirect_url(self.request, self.request.path, self.redirect_field_name)
        )
