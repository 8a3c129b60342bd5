REVOKE ALL ON sighting, lowered FROM PUBLIC;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;

GRANT SELECT ON sighting, lowered TO zhubi_reader;

GRANT EXECUTE ON FUNCTION see(jsonb), lower_rule(text, jsonb) TO zhubi_translator;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['sighting', 'lowered'] LOOP
        EXECUTE 'ALTER TABLE ' || name || ' ENABLE ROW LEVEL SECURITY';
        EXECUTE 'ALTER TABLE ' || name || ' FORCE ROW LEVEL SECURITY';
        EXECUTE 'CREATE POLICY owner_writes ON ' || name || ' TO zhubi_owner USING (true) WITH CHECK (true)';
        EXECUTE 'CREATE POLICY all_read ON ' || name || ' FOR SELECT TO zhubi_reader USING (true)';
    END LOOP;
END $$;
