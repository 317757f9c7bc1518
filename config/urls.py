"""Alle adressen; elk pad vraagt om aanmelden, tenzij de view het zelf anders zegt."""

from django.urls import include, path

from toegang.views.gezond import gezond

urlpatterns = [
    path("account/uitnodiging/", include("toegang.urls")),
    path("account/", include("toegang.accounturls")),
    path("account/oidc/", include("toegang.oidc.urls")),
    path("gezond/", gezond, name="gezond"),
    path("toezicht/", include("audit.urls")),
    path("logboek/", include("audit.eigenurls")),
    path("", include("casus.urls")),
]
