"""Adressen van het toezicht. In een adres staan alleen nummers (LR-34)."""

from django.urls import path, register_converter

from .tlog import Tlogpad
from .views import bevindingen, bewijs, bezorgen, logboek, nazicht, sleutels, verslagen

register_converter(Tlogpad, "tlogpad")

app_name = "toezicht"
urlpatterns = [
    path("", logboek.lijst, name="lijst"),
    path("vragen/<uuid:pk>/", bevindingen.vraag, name="vraag"),
    path("<uuid:livc_id>/", logboek.regels, name="regels"),
    path("<uuid:livc_id>/nazicht/", nazicht.nazicht, name="nazicht"),
    path("<uuid:livc_id>/nazicht/leidinggevende/", nazicht.verklaring, name="leidinggevende"),
    path("<uuid:livc_id>/bevindingen/", bevindingen.bevindingen, name="bevindingen"),
    path("<uuid:livc_id>/bevindingen/<uuid:pk>/", bevindingen.bevinding, name="bevinding"),
    path("<uuid:livc_id>/bevindingen/<uuid:pk>/beslissen/", bevindingen.beslissen, name="beslissen"),
    path("<uuid:livc_id>/bevindingen/<uuid:pk>/sluiten/", bevindingen.sluiten, name="sluiten"),
    path("<uuid:livc_id>/verslagen/", verslagen.verslagen, name="verslagen"),
    path("<uuid:livc_id>/bewijs/", bewijs.bewijs, name="bewijs"),
    path("<uuid:livc_id>/ontgrendelen/", sleutels.ontgrendelen, name="ontgrendelen"),
    path("<uuid:livc_id>/vergrendelen/", sleutels.vergrendelen, name="vergrendelen"),
    path("<uuid:livc_id>/regel/<uuid:regel_id>/", logboek.regel, name="regel"),
    path("<uuid:livc_id>/regel/<uuid:regel_id>/vraag/", bevindingen.vraag_stellen, name="vraag_stellen"),
    path("<uuid:livc_id>/uitvoer/", logboek.uitvoer, name="uitvoer"),
    path("<uuid:livc_id>/uitvoer/volledig/", bewijs.uitvoer_volledig, name="uitvoer_volledig"),
    path("<uuid:livc_id>/bezorgen/", bezorgen.bezorgen, name="bezorgen"),
    path("<uuid:livc_id>/tlog/<tlogpad:pad>", bewijs.tegels, name="tegels"),
]
