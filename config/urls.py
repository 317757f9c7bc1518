"""Alle adressen; elk pad vraagt om aanmelden, tenzij de view het zelf anders zegt."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("toegang.accounturls")),
    path("toezicht/", include("audit.urls")),
    path("", include("casus.urls")),
]
