-- Places take the place of bare counts: told again, a place does not count again.
DROP FUNCTION count_shows(text, text, jsonb);

-- An entry of the trail in anybody's name; `record` is for who calls, `(zhubi)` for what no person has done.
CREATE FUNCTION record_as(p_who text, p_role text, p_at double precision, p_what text, p_old text, p_new text,
    p_why text, p_subject text) RETURNS void
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
DECLARE
    last audit;
    shown text := p_at::text;
    body text;
BEGIN
    SELECT * INTO last FROM audit ORDER BY sequence DESC LIMIT 1;
    last.sequence := coalesce(last.sequence, 0) + 1;
    last.previous := coalesce(last.digest, repeat('0', 64));
    IF strpos(shown, '.') = 0 THEN
        shown := shown || '.0';
    END IF;
    body := '[' || last.sequence || ',' || concat_ws(',', to_json(shown), to_json(p_who), to_json(p_role),
        to_json(p_what), to_json(p_old), to_json(p_new), to_json(p_why), to_json(last.previous)) || ']';
    INSERT INTO audit VALUES (last.sequence, p_at, p_who, p_role, p_what, p_old, p_new, p_why, last.previous,
        encode(sha256(convert_to(body, 'UTF8')), 'hex'), p_subject);
END $$;

CREATE OR REPLACE FUNCTION record(p_at double precision, p_what text, p_old text, p_new text, p_why text, p_subject text)
RETURNS void LANGUAGE sql SET search_path = app, pg_temp AS $$
    SELECT record_as(session_user::text, my_role(), p_at, p_what, p_old, p_new, p_why, p_subject)
$$;

-- `p_rows`: rule, place, reaction. A place counts once; what was made of it last counts. Unknown rules are passed over.
CREATE FUNCTION see(p_rows jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
BEGIN
    PERFORM require('translator');
    LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM jsonb_array_elements(p_rows) v WHERE length(v ->> 1) > 64
            OR coalesce(v ->> 2, '') NOT IN ('shown', 'accepted', 'dismissed')) THEN
        PERFORM fail('ZB003', 'A place is shown, accepted or dismissed.');
    END IF;
    WITH given AS (
        SELECT DISTINCT ON (v ->> 0, v ->> 1) v ->> 0 AS rule, v ->> 1 AS place, v ->> 2 AS reaction
        FROM jsonb_array_elements(p_rows) WITH ORDINALITY t(v, n)
        WHERE EXISTS (SELECT FROM bad_rendering b WHERE b.id = v ->> 0) ORDER BY v ->> 0, v ->> 1, n DESC
    ), changed AS (
        SELECT g.*, s.reaction AS before, coalesce(s.settled, false) AS settled
        FROM given g LEFT JOIN sighting s USING (rule, place) WHERE s.reaction IS DISTINCT FROM g.reaction
    ), kept AS (
        INSERT INTO sighting SELECT rule, place, reaction, server_time(), false FROM changed
        ON CONFLICT (rule, place) DO UPDATE SET reaction = excluded.reaction, time = excluded.time
    )
    INSERT INTO statistic SELECT rule, count(*) FILTER (WHERE before IS NULL),
        sum((reaction = 'accepted')::integer - coalesce((before = 'accepted')::integer, 0)),
        sum((reaction = 'dismissed')::integer - coalesce((before = 'dismissed')::integer, 0))
        FROM changed WHERE NOT settled GROUP BY rule
        ON CONFLICT (rule) DO UPDATE SET shown = statistic.shown + excluded.shown,
            accepted = statistic.accepted + excluded.accepted, dismissed = statistic.dismissed + excluded.dismissed;
END $$;

CREATE FUNCTION begin_anew(p_rule text) RETURNS void
LANGUAGE sql SET search_path = app, pg_temp AS $$
    DELETE FROM statistic WHERE rule = p_rule;
    UPDATE sighting SET settled = true WHERE rule = p_rule AND NOT settled
$$;

-- Whether a payload leaves the entry as it is, but that it may give the rule other tests, reasons and evidence.
CREATE FUNCTION only_keeps(p_now jsonb, p_payload jsonb, p_rule text) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = app, pg_temp AS $$
    SELECT p_payload ->> 'mode' = 'add' AND later -> 'terms' = '[]' AND later -> 'bad' = '[]'
            AND later ->> 'id' = p_now ->> 'id'
        OR p_payload ->> 'mode' = 'put' AND p_now - 'bad' = later - 'bad'
            AND jsonb_array_length(p_now -> 'bad') = jsonb_array_length(later -> 'bad')
            AND NOT EXISTS (
                SELECT FROM jsonb_array_elements(p_now -> 'bad') WITH ORDINALITY a(value, n)
                JOIN jsonb_array_elements(later -> 'bad') WITH ORDINALITY b(value, n) USING (n)
                WHERE CASE WHEN a.value ->> 'id' <> p_rule THEN a.value <> b.value
                    ELSE a.value - 'rest' - 'status' <> b.value - 'rest' - 'status'
                        OR (a.value ->> 'rest')::jsonb - '{tests,reason,evidence}'::text[]
                            <> (b.value ->> 'rest')::jsonb - '{tests,reason,evidence}'::text[] END)
    FROM (SELECT p_payload -> 'entry' AS later) x
$$;

-- Lower a rule that failed by one step; `p_row` is the suggestion that asks what is to become of it.
CREATE FUNCTION lower_rule(p_rule text, p_row jsonb) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
    at double precision := server_time();
    b bad_rendering;
    n statistic;
    later_mode text;
    later_status text := 'approved';
BEGIN
    PERFORM require('translator');
    LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE;
    SELECT * INTO n FROM statistic WHERE rule = p_rule AND shown >= 20 AND accepted < 0.6 * shown;
    SELECT r.* INTO b FROM bad_rendering r JOIN concept c ON c.id = r.concept
        WHERE r.id = p_rule AND r.status = 'approved' AND c.state = 'approved';
    IF n.rule IS NULL OR b.id IS NULL OR EXISTS (SELECT FROM lowered l JOIN suggestion s ON s.id = l.suggestion
            WHERE l.rule = p_rule AND s.state IN ('proposed', 'needs_info', 'in_review')) THEN
        PERFORM fail('ZB003', 'The rule ' || p_rule || ' is not one that is to be lowered.');
    END IF;
    later_mode := CASE b.mode WHEN 'autofix' THEN 'suggest' WHEN 'suggest' THEN 'warn' ELSE b.mode END;
    IF later_mode = b.mode THEN
        later_status := 'proposed';
    END IF;
    UPDATE bad_rendering SET mode = later_mode, status = later_status WHERE id = b.id;
    UPDATE concept SET version = version + 1 WHERE id = b.concept;
    IF p_row ->> 'change' <> 'rule' OR p_row ->> 'concept' <> b.concept
            OR EXISTS (SELECT FROM suggestion WHERE id = p_row ->> 'id')
            OR NOT coalesce(only_keeps(entry_of(b.concept), nullif(p_row ->> 'payload', '')::jsonb, p_rule), false) THEN
        PERFORM fail('ZB003', 'What asks for the rule ' || p_rule || ' may change nothing else.');
    END IF;
    INSERT INTO suggestion SELECT p_row ->> 'id', 1, 'proposed', '(zhubi)', at, 'rule', b.concept, p_row ->> 'zh',
        p_row ->> 'en', (p_row ->> 'politically_fixed')::boolean OR c.politically_fixed, p_row ->> 'body',
        p_row ->> 'payload', c.version, '[]', '[]', '', '' FROM concept c WHERE c.id = b.concept;
    INSERT INTO lowered VALUES (p_rule, encode(sha256(convert_to(b.rest, 'UTF8')), 'hex'), b.mode, b.status, later_mode,
        later_status, p_row ->> 'id', n.shown, n.accepted, n.dismissed, at)
        ON CONFLICT (rule) DO UPDATE SET wording = excluded.wording, before = excluded.before,
            before_status = excluded.before_status, mode = excluded.mode, status = excluded.status,
            suggestion = excluded.suggestion, shown = excluded.shown, accepted = excluded.accepted,
            dismissed = excluded.dismissed, time = excluded.time;
    PERFORM begin_anew(p_rule);
    PERFORM record_as('(zhubi)', 'reader', at, 'lower ' || p_rule, b.mode || ' ' || b.status,
        later_mode || ' ' || later_status, 'accepted ' || n.accepted || ' of ' || n.shown || ', dismissed '
        || n.dismissed, p_row ->> 'id');
END $$;

CREATE FUNCTION restore_rule(s suggestion) RETURNS void
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
DECLARE
    l lowered;
BEGIN
    SELECT * INTO l FROM lowered WHERE suggestion = s.id;
    IF l.rule IS NULL OR NOT EXISTS (SELECT FROM bad_rendering
            WHERE id = l.rule AND mode = l.mode AND status = l.status) THEN
        PERFORM fail('ZB003', 'The rule was changed since it was lowered: there is nothing to restore.');
    END IF;
    UPDATE bad_rendering SET mode = l.before, status = l.before_status WHERE id = l.rule;
    UPDATE concept SET version = version + 1 WHERE id = s.concept;
    DELETE FROM lowered WHERE rule = l.rule;
    PERFORM begin_anew(l.rule);
END $$;

-- What a decision puts into force: the payload fixed with the suggestion, one that only takes away, a rule as it was.
CREATE OR REPLACE FUNCTION put_force(s suggestion, p_action text, p_force text) RETURNS void
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
BEGIN
    IF p_action = 'approve' THEN
        IF s.payload = '' OR p_force IS DISTINCT FROM s.payload THEN
            PERFORM fail('ZB001', 'What would be approved is not what the suggestion holds. Open and save it again.');
        END IF;
        PERFORM put_entry(s.payload::jsonb, s.base, s.author);
    ELSIF p_action = 'restore' THEN
        PERFORM restore_rule(s);
    ELSIF p_force <> '' THEN
        IF p_action NOT IN ('deprecate', 'supersede', 'reject')
                OR (p_force::jsonb -> 'entry' ->> 'id') IS DISTINCT FROM s.concept
                OR NOT coalesce(only_weaker(entry_of(s.concept), p_force::jsonb -> 'entry'), false) THEN
            PERFORM fail('ZB003', 'This decision may only take forms and rules away.');
        END IF;
        PERFORM put_entry(jsonb_build_object('mode', 'put', 'entry', p_force::jsonb -> 'entry'),
            (SELECT version FROM concept WHERE id = s.concept), s.author);
    END IF;
END $$;
