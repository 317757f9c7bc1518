"""Wat het toezicht vindt: één bestand per onderwerp."""
