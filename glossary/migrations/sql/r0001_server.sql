-- What the verbs are made of. None of these is for a person: the rights say which functions are.
CREATE TABLE staging (
    import TEXT NOT NULL,
    number INTEGER NOT NULL,
    entry JSONB NOT NULL,
    author TEXT NOT NULL DEFAULT session_user
);

CREATE FUNCTION fail(code text, message text) RETURNS void
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = code, MESSAGE = message;
END $$;

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'ZB003', MESSAGE = 'This table is append-only.';
END $$;

CREATE TRIGGER audit_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON audit EXECUTE FUNCTION refuse_change();

CREATE TRIGGER decision_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON decision EXECUTE FUNCTION refuse_change();

CREATE TRIGGER comment_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON comment EXECUTE FUNCTION refuse_change();

CREATE TRIGGER release_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON release EXECUTE FUNCTION refuse_change();

CREATE TRIGGER request_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON request EXECUTE FUNCTION refuse_change();

CREATE FUNCTION role_rank(role text) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = app, pg_temp AS $$
    SELECT coalesce(array_position(ARRAY['reader', 'translator', 'reviewer', 'lead'], role), 0)
$$;

CREATE FUNCTION my_role() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = app, pg_temp AS $$
    SELECT CASE
        WHEN pg_has_role(session_user, 'zhubi_lead', 'MEMBER') THEN 'lead'
        WHEN pg_has_role(session_user, 'zhubi_reviewer', 'MEMBER') THEN 'reviewer'
        WHEN pg_has_role(session_user, 'zhubi_translator', 'MEMBER') THEN 'translator'
        WHEN pg_has_role(session_user, 'zhubi_reader', 'MEMBER') THEN 'reader'
        ELSE ''
    END
$$;

CREATE FUNCTION require(needed text) RETURNS void
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
BEGIN
    IF role_rank(my_role()) < role_rank(needed) THEN
        PERFORM fail('ZB002', 'This needs the role ' || needed || '; yours is ' || my_role() || '.');
    END IF;
END $$;

CREATE FUNCTION server_time() RETURNS double precision
LANGUAGE sql VOLATILE SET search_path = app, pg_temp AS $$
    SELECT extract(epoch FROM clock_timestamp())::double precision
$$;

-- The same text as Python's repr of a float and json.dumps, so that both sides compute the same digest.
CREATE FUNCTION record(p_at double precision, p_what text, p_old text, p_new text, p_why text, p_subject text)
RETURNS void LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
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
    body := '[' || last.sequence || ',' || concat_ws(',', to_json(shown), to_json(session_user::text),
        to_json(my_role()), to_json(p_what), to_json(p_old), to_json(p_new), to_json(p_why), to_json(last.previous))
        || ']';
    INSERT INTO audit VALUES (last.sequence, p_at, session_user, my_role(), p_what, p_old, p_new, p_why, last.previous,
        encode(sha256(convert_to(body, 'UTF8')), 'hex'), p_subject);
END $$;

CREATE FUNCTION answered(p_request text, p_verb text, p_asked text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
    known request;
BEGIN
    SELECT * INTO known FROM request WHERE id = p_request;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF (known.verb, known.who, known.asked) IS DISTINCT FROM (p_verb, session_user::text, p_asked) THEN
        PERFORM fail('ZB003', 'The request ' || p_request || ' was used for something else. Ask with a new one.');
    END IF;
    RETURN known.answer;
END $$;

-- One verb after the other: the lock is held until the transaction ends.
CREATE FUNCTION take_turn(p_request text, p_verb text, p_asked text, p_role text) RETURNS text
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
BEGIN
    PERFORM require(p_role);
    LOCK TABLE audit IN SHARE ROW EXCLUSIVE MODE;
    RETURN answered(p_request, p_verb, p_asked);
END $$;

CREATE FUNCTION remember(p_request text, p_verb text, p_asked text, p_answer text) RETURNS text
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
BEGIN
    INSERT INTO request VALUES (p_request, p_verb, session_user, server_time(), p_asked, p_answer);
    RETURN p_answer;
END $$;

-- An entry as one value, the same as `entry_of` makes in Python.
CREATE FUNCTION entry_of(p_concept text) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = app, pg_temp AS $$
    SELECT jsonb_build_object('id', c.id, 'domain', c.domain, 'politically_fixed', c.politically_fixed, 'rest', c.rest,
        'terms', coalesce((SELECT jsonb_agg(jsonb_build_object('language', t.language, 'text', t.text,
            'status', t.status, 'rest', t.rest) ORDER BY t.position) FROM term t WHERE t.concept = c.id), '[]'),
        'bad', coalesce((SELECT jsonb_agg(jsonb_build_object('id', b.id, 'mode', b.mode,
            'status', b.status, 'rest', b.rest) ORDER BY b.position) FROM bad_rendering b WHERE b.concept = c.id), '[]'))
    FROM concept c WHERE c.id = p_concept
$$;

-- Whether the later entry only takes away: forms become deprecated or superseded, rules retired; a note may be given.
CREATE FUNCTION only_weaker(p_now jsonb, p_later jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = app, pg_temp AS $$
    SELECT (p_now - 'rest' - 'terms' - 'bad') = (p_later - 'rest' - 'terms' - 'bad')
        AND (p_now ->> 'rest')::jsonb - 'note' = (p_later ->> 'rest')::jsonb - 'note'
        AND jsonb_array_length(p_now -> 'terms') = jsonb_array_length(p_later -> 'terms')
        AND jsonb_array_length(p_now -> 'bad') = jsonb_array_length(p_later -> 'bad')
        AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(p_now -> 'terms') WITH ORDINALITY a(value, n)
            JOIN jsonb_array_elements(p_later -> 'terms') WITH ORDINALITY b(value, n) USING (n)
            WHERE a.value - 'status' <> b.value - 'status' OR (a.value <> b.value
                AND b.value ->> 'status' NOT IN ('deprecated', 'superseded')))
        AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(p_now -> 'bad') WITH ORDINALITY a(value, n)
            JOIN jsonb_array_elements(p_later -> 'bad') WITH ORDINALITY b(value, n) USING (n)
            WHERE a.value - 'status' <> b.value - 'status' OR (a.value <> b.value AND b.value ->> 'status' <> 'retired'))
$$;

CREATE FUNCTION put_entry(p_payload jsonb, p_base integer, p_author text) RETURNS void
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
DECLARE
    e jsonb := p_payload -> 'entry';
    known concept;
    adds boolean := p_payload ->> 'mode' = 'add';
BEGIN
    SELECT * INTO known FROM concept WHERE id = e ->> 'id';
    IF adds AND known.state IS DISTINCT FROM 'approved' OR NOT adds AND coalesce(known.version, 0) <> p_base THEN
        PERFORM fail('ZB001', 'The entry ' || (e ->> 'id') || ' was changed since this was written.'
            || ' Open the suggestion, look at it and save it again.');
    END IF;
    IF known.id IS NULL THEN
        INSERT INTO concept VALUES (e ->> 'id', 1, 'approved', p_author, e ->> 'domain',
            (e ->> 'politically_fixed')::boolean, e ->> 'rest');
    ELSE
        UPDATE concept SET version = version + 1, state = 'approved', domain = e ->> 'domain',
            politically_fixed = (e ->> 'politically_fixed')::boolean, rest = e ->> 'rest' WHERE id = known.id;
    END IF;
    IF NOT adds THEN
        DELETE FROM term WHERE concept = e ->> 'id';
        DELETE FROM bad_rendering WHERE concept = e ->> 'id';
    END IF;
    INSERT INTO term SELECT e ->> 'id', n - 1 + coalesce((SELECT max(position) + 1 FROM term WHERE concept = e ->> 'id'), 0),
        v ->> 'language', v ->> 'text', v ->> 'status', v ->> 'rest'
        FROM jsonb_array_elements(e -> 'terms') WITH ORDINALITY t(v, n);
    INSERT INTO bad_rendering SELECT v ->> 'id', e ->> 'id',
        n - 1 + coalesce((SELECT max(position) + 1 FROM bad_rendering WHERE concept = e ->> 'id'), 0),
        v ->> 'mode', v ->> 'status', v ->> 'rest'
        FROM jsonb_array_elements(e -> 'bad') WITH ORDINALITY t(v, n);
END $$;

-- The wording of a suggestion: who changes it becomes one of its writers, who completes the rest does not.
CREATE FUNCTION wording(p_row jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = app, pg_temp AS $$
    SELECT jsonb_build_array(b -> 'zh', b -> 'en', b -> 'bad', b -> 'replaces', b -> 'entry',
        (SELECT jsonb_agg(jsonb_build_array(t -> 'language', t -> 'text')) FROM jsonb_array_elements(e -> 'terms') t),
        (SELECT jsonb_agg(jsonb_build_array(r -> 'variants', r -> 'fixes'))
            FROM jsonb_array_elements(e -> 'bad') v, LATERAL (SELECT (v ->> 'rest')::jsonb AS r) x))
    FROM (SELECT (p_row ->> 'body')::jsonb AS b, nullif(p_row ->> 'payload', '')::jsonb -> 'entry' AS e) y
$$;

-- Whether the caller wrote a suggestion, brought the entry it is about, or made all the edits it was mined from.
CREATE FUNCTION wrote(s suggestion) RETURNS boolean
LANGUAGE sql STABLE SET search_path = app, pg_temp AS $$
    SELECT s.author = session_user OR s.writers::jsonb ? session_user
        OR EXISTS (SELECT FROM concept c WHERE c.id = s.concept AND c.state <> 'approved' AND c.author = session_user)
        OR s.body::jsonb ->> 'origin' = 'mined' AND (
            SELECT coalesce(bool_and(e ->> 'translator' = session_user), false)
            FROM jsonb_array_elements(s.body::jsonb -> 'evidence') e WHERE e ->> 'translator' <> '')
$$;

