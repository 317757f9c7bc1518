"""De rechten van de databankrol waaronder de toepassing werkt; na elke migratie opnieuw gezet.

De rol bezit niets. Gewone tabellen: lezen en schrijven. Namen van rechten: alleen lezen, want wie een recht hernoemt,
kent het aan anderen toe. Het logboek: lezen en toevoegen, zonder de kolommen van de
verzegeling te kunnen noemen. Zo dekt een nieuwe tabel zich vanzelf.

Tijdelijke tabellen: geen. Zo een staat voor de echte met dezelfde naam, zonder voorwaarden, en blijft op een gedeelde
verbinding staan voor wie daarna komt. PostgreSQL geeft dat recht aan iedereen; alleen de eigenaar van de databank
neemt het af, en anders zegt `rls_controle` het.
"""

from typing import Any

from django.conf import settings
from django.db import connections

RECHTEN = """
DO $$ BEGIN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
GRANT USAGE ON SCHEMA public TO {rol};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {rol};
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {rol};
REVOKE SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public FROM {rol};
REVOKE INSERT, UPDATE, DELETE ON django_migrations, django_content_type, auth_permission, auth_group,
    auth_group_permissions FROM {rol};

REVOKE ALL ON audit_regel, audit_boom, audit_tegel, audit_logsleutel, audit_controlepunt, audit_medeondertekening, audit_verval,
    audit_toezichtsleutel, audit_sleutelhouder, audit_wachtzinwikkel, audit_toezichttoegang, audit_directwikkel,
    audit_herstelsleutel, audit_herstelkopie FROM {rol};
GRANT SELECT ON audit_regel, audit_boom, audit_tegel, audit_logsleutel, audit_controlepunt, audit_medeondertekening, audit_verval,
    audit_toezichtsleutel, audit_sleutelhouder, audit_wachtzinwikkel, audit_toezichttoegang, audit_directwikkel,
    audit_herstelsleutel, audit_herstelkopie TO {rol};
GRANT INSERT, UPDATE (gewikkeld) ON audit_logsleutel TO {rol};
GRANT INSERT ON audit_controlepunt, audit_medeondertekening TO {rol};
GRANT INSERT (id, livc_id, soort, tijdstip, actor_pseudoniem, casus_pseudoniem, object_pseudoniem, epoch, omhulling,
              blad, versie, kenmerken, getoond) ON audit_regel TO {rol};
GRANT INSERT ON audit_sleutelhouder, audit_herstelkopie TO {rol};
GRANT INSERT, UPDATE (zout, rondes, geheugen_kib, banen, gewikkeld) ON audit_wachtzinwikkel TO {rol};
GRANT INSERT, UPDATE (geopend_op) ON audit_toezichttoegang TO {rol};
GRANT DELETE ON audit_directwikkel TO {rol};
GRANT INSERT, UPDATE (nagegaan_op, vervallen) ON audit_herstelsleutel TO {rol};
REVOKE ALL ON audit_wachtrij, audit_nagekeken, audit_leidinggevende, audit_opening, audit_bevinding FROM {rol};
GRANT SELECT ON audit_wachtrij TO {rol};
GRANT SELECT, INSERT ON audit_nagekeken, audit_leidinggevende, audit_opening TO {rol};
GRANT SELECT, INSERT, UPDATE (staat, antwoord, beantwoord_op, uitkomst, besluit, beslist_door_id, beslist_op, slot,
                              gesloten_op) ON audit_bevinding TO {rol};
"""

IS_EIGENAAR = """
    SELECT pg_has_role(current_user, relowner, 'MEMBER') FROM pg_class WHERE oid = to_regclass('audit_regel')
"""


def zet_rechten(*, using: str, **_: Any) -> None:
    """Ontvanger van post_migrate. Doet niets voor wie geen eigenaar is: die kan en mag geen rechten geven."""
    verbinding = connections[using]
    with verbinding.cursor() as cursor:
        cursor.execute(IS_EIGENAAR)
        if cursor.fetchone() == (True,):
            cursor.execute(RECHTEN.format(rol=verbinding.ops.quote_name(settings.DATABASE_ROL)))
