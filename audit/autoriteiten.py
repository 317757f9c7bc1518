"""Aan wie een logboek bezorgd kan worden: een gesloten lijst, met een uitweg die een naam vraagt."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Autoriteit(models.TextChoices):
    GBA = "gba", _("Gegevensbeschermingsautoriteit (GBA)")
    VTC = "vtc", _("Vlaamse Toezichtcommissie (VTC)")
    COC = "coc", _("Controleorgaan op de politionele informatie (COC)")
    COMITE_P = "comite_p", _("Vast Comité P")
    COMITE_I = "comite_i", _("Vast Comité I")
    ANDERE = "andere", _("een andere autoriteit")
