-- Who may see and call what. Everything is refused that is not granted here.
REVOKE ALL ON ALL TABLES IN SCHEMA app FROM PUBLIC;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;

REVOKE ALL ON SCHEMA app FROM PUBLIC;

ALTER DEFAULT PRIVILEGES IN SCHEMA app REVOKE ALL ON FUNCTIONS FROM PUBLIC;

GRANT USAGE ON SCHEMA app TO zhubi_reader;

GRANT SELECT ON concept, term, bad_rendering, suggestion, decision, comment, audit, release, released, statistic,
    step, alembic_version TO zhubi_reader;

GRANT EXECUTE ON FUNCTION my_role() TO zhubi_reader;

GRANT EXECUTE ON FUNCTION answered(text, text, text), suggest(text, text, jsonb), comment(text, text, jsonb),
    count_shows(text, text, jsonb), decide(text, text, jsonb, jsonb, text) TO zhubi_translator;

GRANT EXECUTE ON FUNCTION finish_import(text, text, text), make_release(text, text, integer, jsonb) TO zhubi_reviewer;

GRANT INSERT (import, number, entry) ON staging TO zhubi_reviewer;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['concept', 'term', 'bad_rendering', 'suggestion', 'decision', 'comment', 'audit',
            'release', 'released', 'statistic', 'request', 'step'] LOOP
        EXECUTE 'ALTER TABLE ' || name || ' ENABLE ROW LEVEL SECURITY';
        EXECUTE 'ALTER TABLE ' || name || ' FORCE ROW LEVEL SECURITY';
        EXECUTE 'CREATE POLICY owner_writes ON ' || name || ' TO zhubi_owner USING (true) WITH CHECK (true)';
        IF name NOT IN ('suggestion', 'request') THEN
            EXECUTE 'CREATE POLICY all_read ON ' || name || ' FOR SELECT TO zhubi_reader USING (true)';
        END IF;
    END LOOP;
END $$;

CREATE POLICY drafts_are_private ON suggestion FOR SELECT TO zhubi_reader
    USING (state <> 'draft' OR author = session_user);
