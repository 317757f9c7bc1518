"""Wat iemand met het LIVC zelf kan doen: gegevens, modaliteiten, leden en gids. Nooit iets met een casus."""
