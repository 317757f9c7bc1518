"""Wat er in het logboek kan staan: een gesloten lijst. Een soort die hier niet staat, kan niet gebeuren."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Soort(models.TextChoices):
    SIGNAAL_GEREGISTREERD = "signaal.geregistreerd", _("Signaal geregistreerd")
    SIGNAAL_INGESTUURD = ("signaal.ingestuurd", _("Signaal ingestuurd door een professional"))
    SIGNAAL_ONTVANGEN = "signaal.ontvangen", _("Ontvangst van een signaal bevestigd")
    SIGNAAL_INGEZIEN = "signaal.ingezien", _("Signaal ingezien")
    SIGNAAL_ACUUT_DOORGEGEVEN = ("signaal.acuut_doorgegeven", _("Acuut signaal doorgegeven aan de politie"))
    SIGNAAL_VOORGEDRAGEN = ("signaal.voorgedragen", _("Signaal voorgedragen aan de burgemeester"))
    SIGNAAL_NIET_WEERHOUDEN = "signaal.niet_weerhouden", _("Signaal niet weerhouden")
    SIGNAAL_DOORVERWEZEN = "signaal.doorverwezen", _("Signaal doorverwezen")
    SIGNAAL_GEWIST = "signaal.gewist", _("Signaal gewist")

    WEGING_INGEVULD = "weging.ingevuld", _("Oordeel bij de weging gegeven")
    WEGING_INGEZIEN = "weging.ingezien", _("Weging ingezien")

    CASUS_OP_LIJST = "casus.op_lijst", _("Casus op de lijst gezet")
    CASUS_INGEZIEN = "casus.ingezien", _("Casus ingezien")
    CASUS_GEZOCHT = "casus.gezocht", _("Op persoon gezocht")
    CASUS_VOORBEREID = "casus.voorbereid", _("Voorbereiding van de casus begonnen")
    CASUS_IN_TRAJECT = "casus.in_traject", _("Casus in traject")
    CASUS_IN_EVALUATIE = "casus.in_evaluatie", _("Casus in evaluatie")
    CASUS_REGISSEUR_AANGEWEZEN = ("casus.regisseur_aangewezen", _("Casusregisseur aangewezen"))
    CASUS_AFGESLOTEN = "casus.afgesloten", _("Casus afgesloten")
    CASUS_HEROPEND = "casus.heropend", _("Casus heropend")

    BETROKKENE_GEWIJZIGD = "betrokkene.gewijzigd", _("Betrokkene gewijzigd")
    RELATIE_TOEGEVOEGD = "relatie.toegevoegd", _("Relatie of contact toegevoegd")
    RELATIE_GEWIJZIGD = "relatie.gewijzigd", _("Relatie of contact gewijzigd")
    RELATIE_VERWIJDERD = "relatie.verwijderd", _("Relatie of contact verwijderd")

    MINDERJARIGHEID_AFGEWOGEN = ("minderjarigheid.afgewogen", _("Belang van het kind afgewogen"))
    MINDERJARIGHEID_BEVESTIGD = (
        "minderjarigheid.bevestigd",
        _("Belang van het kind bevestigd door een tweede persoon"),
    )

    DEELNAME_VOORBEREID = "deelname.voorbereid", _("Uitnodiging voorbereid")
    DEELNAME_UITGENODIGD = "deelname.uitgenodigd", _("Uitgenodigd")
    DEELNAME_INGEZIEN = "deelname.ingezien", _("Uitnodiging ingezien")
    DEELNAME_AANVAARD = "deelname.aanvaard", _("Deelname aanvaard")
    DEELNAME_GEWEIGERD = "deelname.geweigerd", _("Deelname afgeslagen")
    DEELNAME_INGETROKKEN = "deelname.ingetrokken", _("Uitnodiging ingetrokken")
    DEELNAME_TERUGGETROKKEN = ("deelname.teruggetrokken", _("Uit de casus teruggetrokken"))
    DEELNAME_VERVANGEN = "deelname.vervangen", _("Vervanger aangewezen")
    DEELNAME_BERICHT = ("deelname.bericht", _("Bericht over een uitnodiging opnieuw verstuurd"))

    GEHEIMHOUDING_AANVAARD = "geheimhouding.aanvaard", _("Geheimhouding aanvaard")
    GEHEIMHOUDING_INGEZIEN = ("geheimhouding.ingezien", _("Naam van de betrokkene ingezien na geheimhouding"))

    OVERLEG_GEPLAND = "overleg.gepland", _("Overleg gepland")
    OVERLEG_GEWIJZIGD = "overleg.gewijzigd", _("Overleg gewijzigd")
    OVERLEG_GEOPEND = "overleg.geopend", _("Overleg geopend")
    OVERLEG_AFGEROND = "overleg.afgerond", _("Overleg afgerond")
    OVERLEG_GEANNULEERD = "overleg.geannuleerd", _("Overleg geannuleerd")

    AGENDAPUNT_TOEGEVOEGD = "agendapunt.toegevoegd", _("Agendapunt toegevoegd")
    AGENDAPUNT_VERWIJDERD = "agendapunt.verwijderd", _("Agendapunt verwijderd")
    AGENDAPUNT_BEGONNEN = "agendapunt.begonnen", _("Agendapunt begonnen")
    AGENDAPUNT_BESPROKEN = "agendapunt.besproken", _("Agendapunt besproken")
    AGENDAPUNT_VERDAAGD = "agendapunt.verdaagd", _("Agendapunt verdaagd")
    AGENDAPUNT_INGEZIEN = "agendapunt.ingezien", _("Agendapunt ingezien")
    AGENDAPUNT_GETOOND = "agendapunt.getoond", _("Agendapunt getoond op het scherm aan tafel")
    AGENDAPUNT_AANWEZIGHEID = ("agendapunt.aanwezigheid", _("Aanwezigheid bij een agendapunt genoteerd"))
    AGENDAPUNT_AANWEZIGHEID_BEVESTIGD = (
        "agendapunt.aanwezigheid_bevestigd",
        _("Lijst van aanwezigen bij een agendapunt bevestigd"),
    )
    AGENDAPUNT_INFORMATIEKAART = ("agendapunt.informatiekaart", _("Informatiekaart getoond aan tafel"))

    INBRENG_BEWAARD = "inbreng.bewaard", _("Eigen voorbereiding bewaard")
    INBRENG_GEDEELD = "inbreng.gedeeld", _("Inbreng gedeeld")
    INBRENG_NIETS = "inbreng.niets", _("Gekozen om niets in te brengen")
    INBRENG_INGEZIEN = "inbreng.ingezien", _("Inbreng ingezien")
    INBRENG_GEWIJZIGD = ("inbreng.gewijzigd", _("Niveau of bestemmelingen van inbreng gewijzigd"))
    INBRENG_INGETROKKEN = "inbreng.ingetrokken", _("Inbreng ingetrokken")
    INBRENG_VERWIJDERD = "inbreng.verwijderd", _("Eigen voorbereiding verwijderd")

    OVERNAME_GEVRAAGD = "overname.gevraagd", _("Gevraagd om iets in het eigen dossier te zetten")
    OVERNAME_BEANTWOORD = "overname.beantwoord", _("Geantwoord op een vraag voor een eigen dossier")
    OVERNAME_CONSENSUS = "overname.consensus", _("Iedereen aan tafel stemde in met een overname")
    OVERNAME_PARKET = "overname.parket", _("Antwoord van het parket over een overname genoteerd")
    OVERNAME_INGETROKKEN = "overname.ingetrokken", _("Vraag voor een eigen dossier ingetrokken")
    OVERNAME_VERVALLEN = "overname.vervallen", _("Overname vervallen door de auteur van de inbreng")
    OVERNAME_AFGEDRUKT = "overname.afgedrukt", _("Afgedrukt voor het eigen dossier van een dienst")
    VERSTREKKING_GENOTEERD = "verstrekking.genoteerd", _("Verstrekking aan het gerecht genoteerd")
    VERSTREKKING_GEWEIGERD = (
        "verstrekking.geweigerd",
        _("Verstrekking voor een ander misdrijf geweigerd"),
    )

    BESLUIT_GENOMEN = "besluit.genomen", _("Besluit genoteerd")
    BESLUIT_INGETROKKEN = "besluit.ingetrokken", _("Besluit ingetrokken")

    TRAJECT_OPGESTELD = "traject.opgesteld", _("Traject opgesteld")
    TRAJECT_NIEUWE_VERSIE = "traject.nieuwe_versie", _("Nieuwe versie van het traject")
    TRAJECT_GEEVALUEERD = "traject.geevalueerd", _("Traject geëvalueerd")
    TRAJECT_GEWIJZIGD = "traject.gewijzigd", _("Traject gewijzigd")
    TRAJECT_INGEZIEN = "traject.ingezien", _("Traject ingezien")

    DOEL_TOEGEVOEGD = "doel.toegevoegd", _("Doel toegevoegd")
    DOEL_GEWIJZIGD = "doel.gewijzigd", _("Doel gewijzigd")
    DOEL_VERWIJDERD = "doel.verwijderd", _("Doel verwijderd")

    ACTIE_AFGESPROKEN = "actie.afgesproken", _("Actie afgesproken")
    ACTIE_GEWIJZIGD = "actie.gewijzigd", _("Actie gewijzigd")
    ACTIE_INGEZIEN = "actie.ingezien", _("Actie ingezien")
    ACTIE_UITGEVOERD = "actie.uitgevoerd", _("Actie uitgevoerd")
    ACTIE_ONMOGELIJK = "actie.onmogelijk", _("Actie onmogelijk")
    ACTIE_NIET_UITGEVOERD = "actie.niet_uitgevoerd", _("Actie niet uitgevoerd")
    ACTIE_HERINNERD = "actie.herinnerd", _("Herinnering aan een actie verstuurd")

    BEWAARTERMIJN_VOORGESTELD = ("bewaartermijn.voorgesteld", _("Bewaartermijn voorgesteld"))
    BEWAARTERMIJN_INGESTEMD = ("bewaartermijn.ingestemd", _("Met de bewaartermijn ingestemd"))
    BEWAARTERMIJN_VASTGESTELD = ("bewaartermijn.vastgesteld", _("Bewaartermijn vastgesteld"))
    BEWAARTERMIJN_VERLENGING_GEMELD = (
        "bewaartermijn.verlenging_gemeld",
        _("Tweede of latere verlenging gemeld aan de burgemeester en de functionaris"),
    )
    BEWAARTERMIJN_KENNISGENOMEN = ("bewaartermijn.kennisgenomen", _("Kennis genomen van een verlenging"))

    BEWAARPLICHT_OPGELEGD = "bewaarplicht.opgelegd", _("Bewaarplicht opgelegd")
    BEWAARPLICHT_GELEZEN = "bewaarplicht.gelezen", _("Grond van een bewaarplicht gelezen")
    BEWAARPLICHT_OPGEHEVEN = "bewaarplicht.opgeheven", _("Bewaarplicht opgeheven")
    VERNIETIGING_VOORGESTELD = "vernietiging.voorgesteld", _("Casus op de vernietigingslijst gezet")
    VERNIETIGING_GETEKEND = "vernietiging.getekend", _("Vernietiging van een casus getekend")
    VERNIETIGING_BEGONNEN = "vernietiging.begonnen", _("Sleutels van een casus vernietigd")
    CASUS_VERNIETIGD = "casus.vernietigd", _("Casus vernietigd")

    OVERDRACHT_BEGONNEN = "overdracht.begonnen", _("Overdracht aan een ander LIVC begonnen")
    OVERDRACHT_GEKOZEN = "overdracht.gekozen", _("Stukken voor een overdracht gekozen")
    OVERDRACHT_VOORGELEGD = "overdracht.voorgelegd", _("Instemming voor een overdracht gevraagd")
    OVERDRACHT_BEANTWOORD = "overdracht.beantwoord", _("Op de vraag om een inbreng mee te geven geantwoord")
    OVERDRACHT_AANGEBODEN = "overdracht.aangeboden", _("Dossier aan een ander LIVC aangeboden")
    OVERDRACHT_INGETROKKEN = "overdracht.ingetrokken", _("Overdracht ingetrokken")
    OVERDRACHT_INGEZIEN = "overdracht.ingezien", _("Aangeboden overdracht bekeken")
    OVERDRACHT_AANVAARD = "overdracht.aanvaard", _("Dossier van een ander LIVC overgenomen")
    OVERDRACHT_AFGESLAGEN = "overdracht.afgeslagen", _("Dossier van een ander LIVC niet overgenomen")
    OVERDRACHT_AFGELOPEN = "overdracht.afgelopen", _("Antwoord op een overdracht ontvangen")

    NACONTROLE_BEGONNEN = "nacontrole.begonnen", _("Nacontrole begonnen")
    NACONTROLE_UITGEVOERD = "nacontrole.uitgevoerd", _("Nacontrole uitgevoerd")

    VERZOEK_GEREGISTREERD = "verzoek.geregistreerd", _("Verzoek van een persoon geregistreerd")
    VERZOEK_INGEZIEN = "verzoek.ingezien", _("Verzoek van een persoon ingezien")
    VERZOEK_BEGONNEN = "verzoek.begonnen", _("Beoordeling van een verzoek begonnen")
    VERZOEK_GEKOPPELD = "verzoek.gekoppeld", _("Verzoek van een persoon aan een casus verbonden")
    VERZOEK_VERLENGD = "verzoek.verlengd", _("Termijn van een verzoek verlengd")
    VERZOEK_GRONDEN = "verzoek.gronden", _("Gronden van een beperking of weigering vastgelegd")
    VERZOEK_BEANTWOORD = "verzoek.beantwoord", _("Verzoek van een persoon beantwoord")
    VERZOEK_UITVOER = "verzoek.uitvoer", _("Antwoord op een verzoek opgehaald")
    VERZOEK_GEWIST = "verzoek.gewist", _("Verzoek van een persoon gewist na zijn termijn")
    RAADPLEGING_INGEZIEN = "raadpleging.ingezien", _("Raadpleging over de eigen inbreng ingezien")
    RAADPLEGING_BEANTWOORD = "raadpleging.beantwoord", _("Raadpleging over de eigen inbreng beantwoord")
    PERSONENLIJST_INGEZIEN = "personenlijst.ingezien", _("Lijst van besproken personen ingezien")

    LIVC_OPGERICHT = "livc.opgericht", _("LIVC opgericht")
    LIVC_GEWIJZIGD = "livc.gewijzigd", _("Instellingen van het LIVC gewijzigd")
    MODALITEITEN_OPGESTELD = "modaliteiten.opgesteld", _("Ontwerp van de modaliteiten opgesteld")
    MODALITEITEN_AKKOORD = "modaliteiten.akkoord", _("Akkoord gegaan met de modaliteiten")
    LIVC_LEZING = "livc.lezing", _("Lezing over de verantwoordelijken vastgelegd")
    MODALITEITEN_VASTGESTELD = "modaliteiten.vastgesteld", _("Modaliteiten vastgesteld")
    ADRES_NAGEKEKEN = "adres.nagekeken", _("Adres nagekeken dat niet werkte")
    DRAAIBOEK_GEWIJZIGD = "draaiboek.gewijzigd", _("Tekst van het draaiboek gewijzigd")
    LIDMAATSCHAP_TOEGEKEND = "lidmaatschap.toegekend", _("Lidmaatschap toegekend")
    LIDMAATSCHAP_GEWIJZIGD = "lidmaatschap.gewijzigd", _("Lidmaatschap gewijzigd")
    LIDMAATSCHAP_BEEINDIGD = "lidmaatschap.beeindigd", _("Lidmaatschap beëindigd")
    ORGANISATIE_TOEGEVOEGD = "organisatie.toegevoegd", _("Organisatie toegevoegd")
    ORGANISATIE_GEWIJZIGD = "organisatie.gewijzigd", _("Organisatie gewijzigd")

    GEGEVENS_INGEVOERD = "gegevens.ingevoerd", _("Diensten en mensen uit een bestand ingevoerd")

    LIDMAATSCHAP_VOORGESTELD = "lidmaatschap.voorgesteld", _("Lidmaatschap voorgesteld")
    ACCOUNT_UITGENODIGD = "account.uitgenodigd", _("Link voor een account verstuurd")
    ACCOUNT_INGETROKKEN = "account.ingetrokken", _("Link voor een account ingetrokken")
    ACCOUNT_GEMAAKT = "account.gemaakt", _("Account gemaakt na de tweede stap")
    ACCOUNT_GEKOPPELD = "account.gekoppeld", _("Account gekoppeld aan een aanmelding van elders")
    ACCOUNT_AFGESLOTEN = "account.afgesloten", _("Toegang van een persoon gestopt")
    ACCOUNT_HEROPEND = "account.heropend", _("Account heropend")
    ACCOUNT_ONTKOPPELD = "account.ontkoppeld", _("Koppeling met een aanmelding van elders verwijderd")
    FACTOR_TOEGEVOEGD = "factor.toegevoegd", _("Tweede stap toegevoegd")
    FACTOR_VERWIJDERD = "factor.verwijderd", _("Tweede stap verwijderd")
    FACTOR_HERSTEL_GEVRAAGD = "factor.herstel_gevraagd", _("Herstel van de tweede stap gevraagd")
    FACTOR_HERSTELD = "factor.hersteld", _("Tweede stap hersteld door twee personen")
    FACTOR_HERSTEL_GEWEIGERD = "factor.herstel_geweigerd", _("Herstel van de tweede stap geweigerd")

    NOODTOEGANG_GEVRAAGD = "noodtoegang.gevraagd", _("Noodtoegang gevraagd")
    NOODTOEGANG_GEOPEND = "noodtoegang.geopend", _("Noodtoegang geopend door twee personen")
    NOODTOEGANG_GEWEIGERD = "noodtoegang.geweigerd", _("Noodtoegang geweigerd")
    NOODTOEGANG_INGEZIEN = "noodtoegang.ingezien", _("Casus ingezien met noodtoegang")
    NOODTOEGANG_GESLOTEN = "noodtoegang.gesloten", _("Noodtoegang gesloten")
    NOODTOEGANG_GELEZEN = "noodtoegang.gelezen", _("Reden van een noodtoegang gelezen")
    NOODTOEGANG_NAGEKEKEN = "noodtoegang.nagekeken", _("Noodtoegang nagekeken")

    WRAKING_INGESTELD = "wraking.ingesteld", _("Persoon uitgesloten wegens een belangenconflict")
    WRAKING_OPGEHEVEN = "wraking.opgeheven", _("Uitsluiting opgeheven")
    WRAKING_INGEZIEN = "wraking.ingezien", _("Uitsluitingen ingezien")
    DEELNAME_BEEINDIGD = "deelname.beeindigd", _("Deelname beëindigd")

    FICHE_BEWAARD = "fiche.bewaard", _("Concept van een terugkoppelingsfiche bewaard")
    FICHE_INGEZIEN = "fiche.ingezien", _("Terugkoppelingsfiche ingezien")
    FICHE_GERAAKT = "fiche.geraakt", _("Terugkoppelingsfiche geweigerd: te dicht bij een geheim")
    FICHE_VOORGELEGD = "fiche.voorgelegd", _("Terugkoppelingsfiche voorgelegd aan wie erbij was")
    FICHE_BEANTWOORD = "fiche.beantwoord", _("Antwoord gegeven op een terugkoppelingsfiche")
    FICHE_VRIJGEGEVEN = "fiche.vrijgegeven", _("Terugkoppelingsfiche vrijgegeven: iedereen keurde ze goed")
    FICHE_GEBLOKKEERD = "fiche.geblokkeerd", _("Terugkoppelingsfiche tegengehouden")
    FICHE_HERWERKT = "fiche.herwerkt", _("Terugkoppelingsfiche opnieuw in concept; alle antwoorden vervallen")
    FICHE_OVERGEMAAKT = "fiche.overgemaakt", _("Terugkoppelingsfiche overgemaakt")
    FICHE_AFGEHAALD = "fiche.afgehaald", _("PDF van een overgemaakte fiche afgehaald")

    TOEGANG_SESSIES_BEEINDIGD = "toegang.sessies_beeindigd", _("Alle sessies beëindigd")
    TOEGANG_GEWEIGERD = "toegang.geweigerd", _("Toegang geweigerd")
    TOEGANG_AANGEMELD = "toegang.aangemeld", _("Aangemeld")
    TOEGANG_AFGEMELD = "toegang.afgemeld", _("Afgemeld")
    TOEGANG_AANMELDING_MISLUKT = "toegang.aanmelding_mislukt", _("Aanmelding mislukt")

    TOEZICHT_SLEUTEL_GEMAAKT = "toezicht.sleutel_gemaakt", _("Toezichtsleutel gemaakt")
    TOEZICHT_ONTGRENDELD = "toezicht.ontgrendeld", _("Logboek ontgrendeld")
    TOEZICHT_ONTGRENDELEN_MISLUKT = (
        "toezicht.ontgrendelen_mislukt",
        _("Ontgrendelen van het logboek mislukt"),
    )
    TOEZICHT_VERGRENDELD = "toezicht.vergrendeld", _("Logboek vergrendeld")
    TOEZICHT_LIJST_INGEZIEN = "toezicht.lijst_ingezien", _("Logboek ingezien")
    TOEZICHT_REGEL_GEOPEND = ("toezicht.regel_geopend", _("Regel van het logboek geopend"))
    TOEZICHT_UITVOER = "toezicht.uitvoer", _("Uitvoer van het logboek")
    TOEZICHT_BEZORGD = "toezicht.bezorgd", _("Regels aan een toezichthoudende autoriteit bezorgd")
    TOEZICHT_NAGEKEKEN = "toezicht.nagekeken", _("Regel nagekeken, geen vraag")
    TOEZICHT_LEIDINGGEVENDE = "toezicht.leidinggevende", _("Eigen leidinggevende opgegeven")
    TOEZICHT_VERSLAG = "toezicht.verslag", _("Verslag van het toezicht gemaakt")
    TOEZICHT_VERVALLEN = "toezicht.vervallen", _("Oude regels vervallen na hun termijn")

    TOEZICHTSLEUTEL_VERNIEUWD = "toezichtsleutel.vernieuwd", _("Nieuw tijdvak van de toezichtsleutel")
    TOEZICHTSLEUTEL_EIGEN = "toezichtsleutel.eigen", _("Eigen sleutel voor het toezicht gemaakt")
    TOEZICHTSLEUTEL_AANGEBODEN = "toezichtsleutel.aangeboden", _("Toezichtsleutel aangeboden aan een collega")
    TOEZICHTSLEUTEL_OVERGENOMEN = (
        "toezichtsleutel.overgenomen",
        _("Toezichtsleutel overgenomen door een collega"),
    )
    TOEZICHTSLEUTEL_ONTNOMEN = "toezichtsleutel.ontnomen", _("Toezichtsleutel van een persoon weggenomen")
    TOEZICHTSLEUTEL_WACHTZIN = "toezichtsleutel.wachtzin", _("Wachtzin van de toezichtsleutel gewijzigd")
    TOEZICHTSLEUTEL_DELEN = "toezichtsleutel.delen", _("Hersteldelen van de toezichtsleutel gemaakt")
    TOEZICHTSLEUTEL_DELEN_NAGEKEKEN = (
        "toezichtsleutel.delen_nagekeken",
        _("Hersteldelen van de toezichtsleutel nagekeken"),
    )
    TOEZICHTSLEUTEL_HERSTELD = "toezichtsleutel.hersteld", _("Toezichtsleutel hersteld met twee hersteldelen")
    TOEZICHTSLEUTEL_HERSTEL_MISLUKT = (
        "toezichtsleutel.herstel_mislukt",
        _("Herstel van de toezichtsleutel mislukt"),
    )

    BEVINDING_GEVRAAGD = "bevinding.gevraagd", _("Vraag van het toezicht gesteld")
    BEVINDING_INGEZIEN = "bevinding.ingezien", _("Vraag van het toezicht gelezen")
    BEVINDING_BEANTWOORD = "bevinding.beantwoord", _("Vraag van het toezicht beantwoord")
    BEVINDING_BESLIST = "bevinding.beslist", _("Besluit over een bevinding genomen")
    BEVINDING_GESLOTEN = "bevinding.gesloten", _("Bevinding gesloten")
    BEVINDING_VERVALLEN = "bevinding.vervallen", _("Tekst van een bevinding vervallen met het dossier")

    LOGBOEK_EIGEN = "logboek.eigen", _("Ontvangstbewijs uit het eigen logboek gehaald")

    SLEUTEL_HERWIKKELD = "sleutel.herwikkeld", _("Dossiersleutels herwikkeld")

    @property
    def onderwerp(self) -> str:
        """Het deel voor de punt: daarop filtert het toezicht grof."""
        return self.value.split(".")[0]
