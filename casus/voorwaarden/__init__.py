"""De voorwaarden van de wet, elk op één plaats: leest de toestand en geeft de beletten terug.

Een pagina toont ze naast de knop; de handeling werpt ze met `eis_geen`. Zo kan een knop niet iets anders zeggen dan
de handeling doet.
"""
