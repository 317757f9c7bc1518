"""Aanmelden met OpenID Connect, zoals ACM/IDM: een bestaand account herkennen, er nooit een maken (ADR 9)."""
