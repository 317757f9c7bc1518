"""De getuige zelf: een kleine server die het logboek van een ánder mede ondertekent (C2SP tlog-witness).

Kent Django noch databank. Wat hij zag, staat in een eigen bestand: een databank kan iemand terugdraaien, en net dat moet
een getuige merken. Wie getuigen vraagt voor het eigen logboek, is `audit.getuigen`.
"""
