-- The verbs: the only doors for a change. Each runs as the owner, asks who calls, and writes the trail.
CREATE FUNCTION suggest(p_request text, p_asked text, p_row jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
    known text := take_turn(p_request, 'suggest', p_asked, 'translator');
    at double precision := server_time();
    importer text;
BEGIN
    IF known IS NOT NULL THEN
        RETURN known;
    END IF;
    IF p_row ->> 'state' NOT IN ('draft', 'proposed') THEN
        PERFORM fail('ZB003', 'A suggestion begins as a draft or as proposed.');
    END IF;
    IF EXISTS (SELECT FROM suggestion WHERE id = p_row ->> 'id') THEN
        PERFORM fail('ZB003', 'There is a suggestion ' || (p_row ->> 'id') || ' already. Choose another id.');
    END IF;
    SELECT author INTO importer FROM concept
        WHERE id = p_row ->> 'concept' AND state <> 'approved' AND author <> session_user;
    INSERT INTO suggestion VALUES (p_row ->> 'id', 1, p_row ->> 'state', session_user, at, p_row ->> 'change',
        p_row ->> 'concept', p_row ->> 'zh', p_row ->> 'en', (p_row ->> 'politically_fixed')::boolean,
        p_row ->> 'body', p_row ->> 'payload', (p_row ->> 'base')::integer,
        CASE WHEN importer IS NULL THEN '[]' ELSE jsonb_build_array(importer)::text END, '[]', '', '');
    PERFORM record(at, 'suggest ' || (p_row ->> 'id') || ' v1', '', p_row ->> 'state', '', p_row ->> 'id');
    RETURN remember(p_request, 'suggest', p_asked, jsonb_build_array(p_row ->> 'id', 1)::text);
END $$;

CREATE FUNCTION comment(p_request text, p_asked text, p_row jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
    known text := take_turn(p_request, 'comment', p_asked, 'translator');
    at double precision := server_time();
BEGIN
    IF known IS NOT NULL THEN
        RETURN known;
    END IF;
    IF EXISTS (SELECT FROM comment WHERE id = p_row ->> 'id') THEN
        PERFORM fail('ZB003', 'There is a comment ' || (p_row ->> 'id') || ' already. Choose another id.');
    END IF;
    INSERT INTO comment VALUES (p_row ->> 'id', p_row ->> 'subject', p_row ->> 'about', session_user, at,
        p_row ->> 'text', p_row ->> 'detail', coalesce(p_row ->> 'parent', ''));
    PERFORM record(at, 'comment ' || (p_row ->> 'id'), '', p_row ->> 'text', p_row ->> 'detail', p_row ->> 'about');
    RETURN remember(p_request, 'comment', p_asked,
        (p_row || jsonb_build_object('author', session_user, 'time', at))::text);
END $$;

CREATE FUNCTION count_shows(p_request text, p_asked text, p_counts jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
    known text := take_turn(p_request, 'count', p_asked, 'translator');
BEGIN
    IF known IS NOT NULL THEN
        RETURN known;
    END IF;
    IF EXISTS (SELECT FROM jsonb_array_elements(p_counts) v
            WHERE least((v ->> 1)::integer, (v ->> 2)::integer, (v ->> 3)::integer) < 0) THEN
        PERFORM fail('ZB003', 'Counts only grow; one of these is negative.');
    END IF;
    INSERT INTO statistic SELECT v ->> 0, (v ->> 1)::integer, (v ->> 2)::integer, (v ->> 3)::integer
        FROM jsonb_array_elements(p_counts) v
        ON CONFLICT (rule) DO UPDATE SET shown = statistic.shown + excluded.shown,
            accepted = statistic.accepted + excluded.accepted, dismissed = statistic.dismissed + excluded.dismissed;
    RETURN remember(p_request, 'count', p_asked, 'null');
END $$;

-- Nobody approves what he wrote; politically fixed wording needs two who did not.
CREATE FUNCTION check_step(s suggestion, p_action text, p_after text) RETURNS void
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
DECLARE
    allowed step;
    fixed boolean := s.politically_fixed OR coalesce((SELECT politically_fixed FROM concept WHERE id = s.concept), false);
    endorsed boolean := jsonb_array_length(s.approvals::jsonb) > 0;
BEGIN
    SELECT * INTO allowed FROM step WHERE action = p_action AND before = s.state AND after = p_after;
    IF NOT FOUND THEN
        PERFORM fail('ZB003', 'The step “' || p_action || '” from ' || s.state || ' to ' || p_after || ' is not possible.');
    END IF;
    PERFORM require(allowed.role);
    IF allowed.whose = 'author' AND s.author <> session_user AND my_role() <> 'lead'
            OR allowed.whose = 'writer' AND s.author <> session_user AND NOT s.writers::jsonb ? session_user
                AND (s.state = 'draft' OR role_rank(my_role()) < role_rank('reviewer')) THEN
        PERFORM fail('ZB002', 'Only who wrote this suggestion may do that.');
    END IF;
    IF allowed.whose = 'other' AND wrote(s) OR allowed.whose = 'not author' AND s.author = session_user THEN
        PERFORM fail('ZB002', 'Nobody decides on what he wrote himself. Ask another reviewer.');
    END IF;
    IF p_action IN ('approve', 'endorse') THEN
        IF s.approvals::jsonb ? session_user THEN
            PERFORM fail('ZB002', 'You have approved this already. Another reviewer has to.');
        END IF;
        IF fixed AND (p_action = 'approve') <> endorsed THEN
            PERFORM fail('ZB002', 'Politically fixed wording needs two approvers.');
        END IF;
        IF NOT fixed AND p_action = 'endorse' THEN
            PERFORM fail('ZB003', 'One approval is enough here.');
        END IF;
    END IF;
END $$;

-- What a decision puts into force: the payload that was fixed with the suggestion, or one that only takes away.
CREATE FUNCTION put_force(s suggestion, p_action text, p_force text) RETURNS void
LANGUAGE plpgsql SET search_path = app, pg_temp AS $$
BEGIN
    IF p_action = 'approve' THEN
        IF s.payload = '' OR p_force IS DISTINCT FROM s.payload THEN
            PERFORM fail('ZB001', 'What would be approved is not what the suggestion holds. Open and save it again.');
        END IF;
        PERFORM put_entry(s.payload::jsonb, s.base, s.author);
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

-- `p_row` is the suggestion as it will be (its wording counts for an edit alone), `p_decision` what the trail says.
CREATE FUNCTION decide(p_request text, p_asked text, p_row jsonb, p_decision jsonb, p_force text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
    known text := take_turn(p_request, 'decide', p_asked, 'translator');
    at double precision := server_time();
    act text := p_decision ->> 'action';
    later text := p_decision ->> 'after';
    why text := concat_ws(' · ', nullif(p_decision ->> 'reason', ''), nullif(p_decision ->> 'target', ''),
        nullif(p_decision ->> 'comment', ''));
    s suggestion;
    done jsonb;
BEGIN
    IF known IS NOT NULL THEN
        RETURN known;
    END IF;
    SELECT * INTO s FROM suggestion WHERE id = p_row ->> 'id' AND (state <> 'draft' OR author = session_user);
    IF NOT FOUND THEN
        PERFORM fail('ZB003', 'There is no suggestion ' || coalesce(p_row ->> 'id', '') || '. Read the list again.');
    END IF;
    IF s.version IS DISTINCT FROM (p_decision ->> 'version')::integer THEN
        PERFORM fail('ZB001', 'Somebody else has changed this suggestion. Look at it again.');
    END IF;
    PERFORM check_step(s, act, later);
    IF act = 'reject' AND nullif(p_decision ->> 'reason', '') IS NULL THEN
        PERFORM fail('ZB003', 'A rejection needs a reason.');
    END IF;
    PERFORM put_force(s, act, p_force);
    UPDATE suggestion SET version = s.version + 1, state = later,
        reviewer = CASE WHEN act = 'take' THEN session_user::text
            WHEN act IN ('ask', 'reopen', 'answer') OR act = 'edit' AND s.state <> later THEN '' ELSE s.reviewer END,
        target = CASE WHEN act IN ('merge', 'supersede') THEN coalesce(p_decision ->> 'target', '') ELSE s.target END,
        approvals = CASE WHEN act IN ('approve', 'endorse') THEN (s.approvals::jsonb || to_jsonb(session_user::text))::text
            WHEN act IN ('edit', 'ask', 'reopen', 'answer') THEN '[]' ELSE s.approvals END
        WHERE id = s.id;
    IF act = 'edit' THEN
        UPDATE suggestion SET change = p_row ->> 'change', concept = p_row ->> 'concept', zh = p_row ->> 'zh',
            en = p_row ->> 'en', politically_fixed = (p_row ->> 'politically_fixed')::boolean, body = p_row ->> 'body',
            payload = p_row ->> 'payload', base = (p_row ->> 'base')::integer,
            writers = CASE WHEN s.author = session_user OR s.writers::jsonb ? session_user
                    OR s.state = later AND wording(to_jsonb(s)) = wording(p_row) THEN s.writers
                ELSE (s.writers::jsonb || to_jsonb(session_user::text))::text END
            WHERE id = s.id;
    END IF;
    done := p_decision || jsonb_build_object('suggestion', s.id, 'who', session_user, 'role', my_role(), 'time', at,
        'before', s.state);
    INSERT INTO decision VALUES ((SELECT coalesce(max(number), 0) + 1 FROM decision), s.id, s.version, session_user,
        my_role(), at, act, s.state, later, coalesce(p_decision ->> 'reason', ''), coalesce(p_decision ->> 'comment', ''),
        coalesce(p_decision ->> 'target', ''));
    PERFORM record(at, act || ' ' || s.id || ' v' || s.version, s.state, later, why, s.id);
    RETURN remember(p_request, 'decide', p_asked, done::text);
END $$;

-- An import has laid its entries into `staging`, in the same transaction; entries with a known id are left out.
CREATE FUNCTION finish_import(p_request text, p_asked text, p_label text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
    known text := take_turn(p_request, 'import', p_asked, 'reviewer');
    concepts integer;
    terms integer;
    rules integer;
    named jsonb;
    left_out integer;
    done text;
BEGIN
    IF known IS NOT NULL THEN
        DELETE FROM staging WHERE import = p_request AND author = session_user;
        RETURN known;
    END IF;
    WITH rule AS (
        SELECT number, b ->> 'id' AS id, row_number() OVER (PARTITION BY b ->> 'id' ORDER BY number) AS place
        FROM staging, jsonb_array_elements(entry -> 'bad') b WHERE import = p_request AND author = session_user
    ), known_rule AS (
        SELECT number FROM rule WHERE place > 1 OR EXISTS (SELECT FROM bad_rendering r WHERE r.id = rule.id)
    ), numbered AS (
        SELECT number, entry ->> 'id' AS id, row_number() OVER (PARTITION BY entry ->> 'id' ORDER BY number) AS place
        FROM staging WHERE import = p_request AND author = session_user
    ), unwanted AS (
        SELECT number FROM numbered n WHERE place > 1 OR EXISTS (SELECT FROM concept c WHERE c.id = n.id)
        UNION SELECT number FROM known_rule
    ), gone AS (
        DELETE FROM staging s USING unwanted u WHERE s.number = u.number AND s.import = p_request
            AND s.author = session_user RETURNING s.number, s.entry ->> 'id' AS id
    )
    SELECT count(*), coalesce(jsonb_agg(id ORDER BY number) FILTER (WHERE place <= 100), '[]') INTO left_out, named
        FROM (SELECT number, id, row_number() OVER (ORDER BY number) AS place FROM gone) g;
    INSERT INTO concept SELECT entry ->> 'id', 1, 'imported', session_user, entry ->> 'domain',
        (entry ->> 'politically_fixed')::boolean, entry ->> 'rest'
        FROM staging WHERE import = p_request AND author = session_user;
    GET DIAGNOSTICS concepts = ROW_COUNT;
    INSERT INTO term SELECT entry ->> 'id', n - 1, v ->> 'language', v ->> 'text', v ->> 'status', v ->> 'rest'
        FROM staging, jsonb_array_elements(entry -> 'terms') WITH ORDINALITY t(v, n)
        WHERE import = p_request AND author = session_user;
    GET DIAGNOSTICS terms = ROW_COUNT;
    INSERT INTO bad_rendering SELECT v ->> 'id', entry ->> 'id', n - 1, v ->> 'mode',
        CASE v ->> 'status' WHEN 'approved' THEN 'proposed' ELSE v ->> 'status' END, v ->> 'rest'
        FROM staging, jsonb_array_elements(entry -> 'bad') WITH ORDINALITY t(v, n)
        WHERE import = p_request AND author = session_user;
    GET DIAGNOSTICS rules = ROW_COUNT;
    DELETE FROM staging WHERE import = p_request AND author = session_user;
    done := jsonb_build_object('concepts', concepts, 'terms', terms, 'rules', rules, 'left_out', left_out,
        'named', named)::text;
    PERFORM record(server_time(), 'import ' || p_label, '', done, '', p_label);
    RETURN remember(p_request, 'import', p_asked, done);
END $$;

-- `p_sequence` is the end of the trail the release was worked out from: nothing may have come in between.
CREATE FUNCTION make_release(p_request text, p_asked text, p_sequence integer, p_row jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = app, pg_temp AS $$
DECLARE
    known text := take_turn(p_request, 'release', p_asked, 'reviewer');
    at double precision := server_time();
    next integer := (SELECT coalesce(max(number), 0) + 1 FROM release);
BEGIN
    IF known IS NOT NULL THEN
        RETURN known;
    END IF;
    IF p_sequence <> (SELECT coalesce(max(sequence), 0) FROM audit) OR next <> (p_row ->> 'number')::integer THEN
        PERFORM fail('ZB001', 'The termbase was changed while the release was being made. Make it again.');
    END IF;
    UPDATE released r SET until = next WHERE until = 0 AND NOT EXISTS (
        SELECT FROM concept c WHERE c.id = r.concept AND c.state = 'approved' AND entry_of(c.id) = r.body::jsonb);
    INSERT INTO released SELECT c.id, next, 0, entry_of(c.id)::text FROM concept c WHERE c.state = 'approved'
        AND NOT EXISTS (SELECT FROM released r WHERE r.concept = c.id AND r.until = 0);
    INSERT INTO release VALUES (next, p_row ->> 'label', p_row ->> 'digest', at, session_user, p_row ->> 'body');
    INSERT INTO decision SELECT coalesce((SELECT max(number) FROM decision), 0) + row_number() OVER (ORDER BY s.id), s.id,
        s.version, session_user, my_role(), at, 'release', s.state, 'released', '', p_row ->> 'label', ''
        FROM suggestion s WHERE s.state = 'approved';
    UPDATE suggestion SET state = 'released', version = version + 1 WHERE state = 'approved';
    PERFORM record(at, 'release ' || (p_row ->> 'label'), '', p_row ->> 'digest', '', p_row ->> 'label');
    RETURN remember(p_request, 'release', p_asked, to_json(p_row ->> 'label')::text);
END $$;
