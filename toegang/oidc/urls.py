"""Zonder OIDC_ISSUER antwoordt elk van deze adressen 404."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.aanmelden, name="oidc_aanmelden"),
    path("terug/", views.terug, name="oidc_terug"),
    path("opnieuw/", views.opnieuw, name="oidc_opnieuw"),
    path("koppeling/", views.koppeling, name="oidc_koppeling"),
    path("koppeling/maken/", views.koppel, name="oidc_koppel"),
    path("koppeling/weg/", views.ontkoppel, name="oidc_ontkoppel"),
]
