"""Waarover het toezicht geen vraag stelt: wie neen zegt, zwijgt of terugneemt, is nooit uitleg schuldig (LR-20, LR-22)."""

from .soorten import Soort

GEEN_VRAAG = frozenset(
    {
        # Wie een uitnodiging las, de geheimhouding aanvaardde of iets klaarlegde, en daarna zwijgt, zegt ook niets.
        Soort.DEELNAME_INGEZIEN,
        Soort.GEHEIMHOUDING_AANVAARD,
        Soort.INBRENG_BEWAARD,
        Soort.DEELNAME_AANVAARD,
        Soort.DEELNAME_GEWEIGERD,
        Soort.DEELNAME_TERUGGETROKKEN,
        Soort.DEELNAME_VERVANGEN,
        Soort.INBRENG_NIETS,
        Soort.INBRENG_INGETROKKEN,
        Soort.INBRENG_VERWIJDERD,
        Soort.BEWAARTERMIJN_INGESTEMD,
        Soort.FICHE_BEANTWOORD,
        Soort.OVERDRACHT_BEANTWOORD,
        Soort.OVERNAME_BEANTWOORD,
        Soort.OVERNAME_CONSENSUS,
        Soort.OVERNAME_INGETROKKEN,
        Soort.OVERNAME_VERVALLEN,
        Soort.BEVINDING_BEANTWOORD,
        Soort.BEVINDING_INGEZIEN,
        Soort.RAADPLEGING_INGEZIEN,
        Soort.RAADPLEGING_BEANTWOORD,
    }
)
