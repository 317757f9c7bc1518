"""Sjabloontags van het casusoverleg."""
