"""Wat het toezicht doet: één bestand per onderwerp."""
