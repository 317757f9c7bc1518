"""Wat in de bestanden staat die naar buiten gaan, in woorden. In het Nederlands: wie het leest, is een autoriteit hier."""

BEZORGING = """\
EEN DEEL VAN HET LOGBOEK VAN EEN CASUSOVERLEG

U opende dit bestand met uw eigen sleutel. Dit kunt u ermee doen, zonder de software van de gemeente.

1. Open het bestand (dat deed u al):
       age --decrypt --identity UW-SLEUTELBESTAND logboek-JJJJMMDD.age > logboek.zip
   age staat op https://age-encryption.org, en in Debian en Ubuntu: apt-get install age.
   Had de gemeente een publieke ssh-sleutel van u, geef dan uw private ssh-sleutel als UW-SLEUTELBESTAND.

2. Pak verificateur.py uit logboek.zip. Het is een programma van één bestand; lees het, of laat het lezen.
       python -m pip install cryptography
       python verificateur.py logboek.zip
   Het zegt dat alles klopt, of precies wat niet en waar.

3. Lees wat er gebeurde. Dit maakt een lijst die uw rekenblad opent:
       python verificateur.py logboek.zip --inhoud lijst.csv
   De lijst is leesbaar: bewaar ze zoals u zulke gegevens bewaart, en wis ze na gebruik.

4. Kreeg u vroeger een controlepunt of een sleutel van dit logboek, dan toont dit dat er sindsdien niets veranderde:
       python verificateur.py logboek.zip --eerder CONTROLEPUNT --sleutel "SLEUTEL"

WAT U KUNT VERTROUWEN, EN WAAROM

- De regels van de periode zijn volledig: van de eerste tot de laatste volgt elk nummer op het vorige. Wat ontbreekt, is
  na zijn termijn vervallen en staat in een getekende verklaring (verval/).
- Elke regel hoort in de boom van het hele logboek, waarvan u elk blad krijgt (tile/). De wortel is getekend, en mede
  ondertekend door getuigen als de gemeente er heeft (checkpoint).
- Met inhoud kreeg u van elke regel haar eigen sleutel (onthulling.jsonl). In de omhulling staat een afdruk van die
  sleutel: niemand kan u er een andere inhoud in laten lezen.

WAT U NIET ZELF KUNT NAREKENEN

- Wat over de casus zelf gaat (‘over_de_casus’) is een tweede keer versleuteld, onder de sleutel van het dossier. De
  gemeente opende dat deel voor u. Dat het er stond en niet veranderde, ziet u aan de omhulling; wat erin staat, neemt u
  van haar aan. ‘vernietigd’ wil zeggen: de casus is vernietigd, en dat deel verdween mee.
- Een regel met ‘nagerekend: nee’ is van voor regels een eigen sleutel hadden. Van die inhoud geldt hetzelfde.
- Wie de software van de gemeente bezat, kon een regel schrijven die niet waar was. Het logboek toont dat er na het
  schrijven niets veranderde.

LEESMIJ.txt       dit bestand
verificateur.py   het programma dat narekent en opent
bezorging.txt     wat bezorgd is: periode, aan wie, hoeveel, getekend door het logboek
checkpoint        hoe groot het logboek is en de wortel van zijn boom, getekend (C2SP tlog-checkpoint)
sleutel.txt       de publieke sleutel waarmee getekend is (C2SP signed-note)
regels.jsonl      de regels van de periode: open kolommen en omhulling
onthulling.jsonl  per regel haar sleutel, en wat over de casus ging; leeg als u alleen het verzegelde logboek vroeg
tile/             de bladen van de hele boom (C2SP tlog-tiles)
verval/           getekende verklaringen van wat na zijn termijn vervallen is
"""
