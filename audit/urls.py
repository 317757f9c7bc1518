"""Adressen van het toezicht. In een adres staan alleen nummers (LR-34)."""

from django.urls import path, register_converter

from .tlog import Tlogpad
from .views import bevindingen, bewijs, bezorgen, herstel, logboek, nazicht, overdracht, sleutels, verslagen

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
    path("<uuid:livc_id>/sleutels/", sleutels.blad, name="sleutels"),
    path("<uuid:livc_id>/sleutels/maken/", sleutels.maken, name="sleutel_maken"),
    path("<uuid:livc_id>/sleutels/wachtzin/", sleutels.wachtzin, name="sleutel_wachtzin"),
    path("<uuid:livc_id>/sleutels/eigen/", overdracht.eigen, name="sleutel_eigen"),
    path("<uuid:livc_id>/sleutels/vingerafdruk/", overdracht.vingerafdruk, name="sleutel_vingerafdruk"),
    path("<uuid:livc_id>/sleutels/vernieuwen/", overdracht.vernieuwen, name="sleutel_vernieuwen"),
    path("<uuid:livc_id>/sleutels/delen/", herstel.maken, name="delen_maken"),
    path("<uuid:livc_id>/sleutels/delen/nakijken/", herstel.nakijken, name="delen_nakijken"),
    path("<uuid:livc_id>/sleutels/herstel/", herstel.herstellen, name="sleutel_herstel"),
    path("<uuid:livc_id>/sleutels/<uuid:gebruiker_id>/geven/", overdracht.geven, name="sleutel_geven"),
    path(
        "<uuid:livc_id>/sleutels/<uuid:gebruiker_id>/ontnemen/", overdracht.ontnemen, name="sleutel_ontnemen"
    ),
    path("<uuid:livc_id>/regel/<uuid:regel_id>/", logboek.regel, name="regel"),
    path("<uuid:livc_id>/regel/<uuid:regel_id>/vraag/", bevindingen.vraag_stellen, name="vraag_stellen"),
    path("<uuid:livc_id>/uitvoer/", logboek.uitvoer, name="uitvoer"),
    path("<uuid:livc_id>/uitvoer/volledig/", bewijs.uitvoer_volledig, name="uitvoer_volledig"),
    path("<uuid:livc_id>/bezorgen/", bezorgen.bezorgen, name="bezorgen"),
    path("<uuid:livc_id>/tlog/<tlogpad:pad>", bewijs.tegels, name="tegels"),
]
