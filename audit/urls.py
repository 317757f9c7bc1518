"""Adressen van het toezicht. In een adres staan alleen nummers (LR-34)."""

from django.urls import path, register_converter

from . import views
from .tlog import Tlogpad

register_converter(Tlogpad, "tlogpad")

app_name = "toezicht"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("<uuid:livc_id>/", views.regels, name="regels"),
    path("<uuid:livc_id>/ontgrendelen/", views.ontgrendelen, name="ontgrendelen"),
    path("<uuid:livc_id>/vergrendelen/", views.vergrendelen, name="vergrendelen"),
    path("<uuid:livc_id>/regel/<uuid:regel_id>/", views.regel, name="regel"),
    path("<uuid:livc_id>/uitvoer/", views.uitvoer, name="uitvoer"),
    path("<uuid:livc_id>/uitvoer/volledig/", views.uitvoer_volledig, name="uitvoer_volledig"),
    path("<uuid:livc_id>/tlog/<tlogpad:pad>", views.tegels, name="tegels"),
]
