"""Wat de databank over zichzelf zegt: tabellen, voorwaarden, functies en rollen. Zie `rijcontrole`."""

VOORWAARDEN = """
    SELECT tablename, policyname, permissive, roles::text[], cmd, qual, with_check FROM pg_policies
    WHERE schemaname = 'public' ORDER BY 1, 2
"""
FUNCTIES = """
    SELECT p.oid::regprocedure::text, p.proname, p.prosecdef, p.proconfig, pg_get_functiondef(p.oid),
           has_function_privilege('public', p.oid, 'EXECUTE')
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') ORDER BY 1
"""
TRIGGERS = """
    SELECT t.tgrelid::regclass::text || ': ' || t.tgname, pg_get_triggerdef(t.oid), t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal ORDER BY 1
"""
VERWIJZINGEN = """
    SELECT van.relname, naar.relname FROM pg_constraint c
    JOIN pg_class van ON van.oid = c.conrelid JOIN pg_class naar ON naar.oid = c.confrelid WHERE c.contype = 'f'
"""
TABELLEN = """
    SELECT relname, relkind::text, relrowsecurity, coalesce(reloptions::text[], '{}'),
           (SELECT count(*) FROM pg_attribute WHERE attrelid = c.oid AND attname = ANY (%s)) > 0,
           has_table_privilege(%s, c.oid, 'TRUNCATE, REFERENCES, TRIGGER')
    FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1
"""
ROL = """
    SELECT r.rolsuper, r.rolbypassrls, r.rolcreaterole OR r.rolcreatedb OR r.rolreplication,
        EXISTS (SELECT FROM pg_roles a WHERE a.oid <> r.oid AND pg_has_role(r.oid, a.oid, 'MEMBER')),
        EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid
                AND d.deptype = 'o'),
        EXISTS (SELECT FROM pg_namespace n WHERE n.nspname !~ '^pg_'
                AND has_schema_privilege(r.oid, n.oid, 'CREATE')),
        has_database_privilege(r.oid, current_database(), 'CREATE'),
        has_database_privilege(r.oid, current_database(), 'TEMPORARY'),
        has_function_privilege(r.oid, 'pg_stat_get_activity(integer)', 'EXECUTE')
            OR has_function_privilege(r.oid, 'pg_stat_get_backend_activity(integer)', 'EXECUTE')
    FROM pg_roles r WHERE r.rolname = %s
"""
VAN_DE_ROL = (
    "is superuser",
    "ontwijkt row-level security (BYPASSRLS)",
    "mag rollen of databanken maken, of repliceren",
    "is lid van een andere rol",
    "is eigenaar van iets",
    "mag iets maken in een schema",
    "mag een schema maken in de databank",
    "mag tijdelijke tabellen maken, die voor de echte staan",
    "leest de vragen van andere verbindingen mee (pg_stat_activity)",
)
