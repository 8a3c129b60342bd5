-- Statements a person would have to be able to run to get around review; one a line. For every role:
UPDATE concept SET state = 'approved'
UPDATE concept SET rest = '{}' WHERE id = 'c1'
UPDATE term SET text = 'evil'
UPDATE bad_rendering SET status = 'approved'
UPDATE suggestion SET state = 'approved' WHERE id = 'S1'
UPDATE suggestion SET author = 'somebody'
UPDATE suggestion SET payload = 'x'
UPDATE suggestion SET approvals = '["li","zhao"]'
UPDATE decision SET who = 'li'
UPDATE comment SET text = 'never said'
UPDATE audit SET who = 'li'
UPDATE audit SET digest = repeat('0', 64)
UPDATE release SET digest = 'x'
UPDATE released SET body = '{}'
UPDATE statistic SET shown = 0
UPDATE step SET role = 'reader', whose = 'any'
UPDATE request SET answer = 'x'
DELETE FROM concept
DELETE FROM suggestion
DELETE FROM audit
DELETE FROM decision
DELETE FROM comment
DELETE FROM request
DELETE FROM released
TRUNCATE audit
TRUNCATE concept CASCADE
INSERT INTO audit VALUES (99, 0, 'li', 'lead', 'approve S1 v1', '', '', '', '', '', 'S1')
INSERT INTO concept VALUES ('c9', 1, 'approved', 'li', 'd', false, '{}')
INSERT INTO term VALUES ('c1', 9, 'en', 'evil', 'preferred', '{}')
INSERT INTO bad_rendering VALUES ('r9', 'c1', 0, 'autofix', 'approved', '{}')
INSERT INTO suggestion SELECT 'S8', 1, 'approved', 'wang', 0, change, concept, zh, en, false, body, payload, 0, '[]', '[]', '', '' FROM suggestion LIMIT 1
INSERT INTO decision VALUES (99, 'S1', 1, 'li', 'reviewer', 0, 'approve', 'proposed', 'approved', '', '', '')
INSERT INTO comment VALUES ('c', 'concept', 'c1', 'li', 0, 'I agree', '', '')
INSERT INTO request VALUES ('r', 'decide', 'li', 0, '', '')
INSERT INTO step VALUES ('approve', 'draft', 'released', 'reader', 'any')
INSERT INTO release VALUES (9, '2026.9', '', 0, 'li', '{}')
SELECT * FROM request
SELECT * FROM staging
INSERT INTO staging (import, number, entry, author) VALUES ('i', 1, '{}', 'li')
SELECT put_entry('{"mode":"put","entry":{"id":"c1","domain":"d","politically_fixed":false,"rest":"{}", "terms":[{"language":"en","text":"evil","status":"preferred","rest":"{}"}],"bad":[]}}'::jsonb, 1, 'li')
SELECT record(0, 'approve S1 v1', '', 'approved', '', 'S1')
SELECT remember('r', 'decide', '', '')
SELECT put_force(s, 'approve', '') FROM suggestion s
SELECT record_as('(zhubi)', 'reader', 0, 'lower r', '', '', '', 'S1')
SELECT begin_anew('r')
SELECT restore_rule(s) FROM suggestion s
UPDATE sighting SET reaction = 'accepted'
UPDATE lowered SET before = 'autofix'
DELETE FROM lowered
INSERT INTO sighting VALUES ('r', 'p', 'dismissed', 0, false)
SELECT check_step(s, 'approve', 'approved') FROM suggestion s
SELECT take_turn('r', 'decide', '', 'reader')
SET ROLE zhubi_owner
SET SESSION AUTHORIZATION zhubi_owner
SET SESSION AUTHORIZATION postgres
RESET SESSION AUTHORIZATION; SET ROLE postgres
ALTER TABLE audit DISABLE TRIGGER ALL
ALTER TABLE concept DISABLE ROW LEVEL SECURITY
ALTER TABLE concept NO FORCE ROW LEVEL SECURITY
ALTER TABLE concept OWNER TO CURRENT_USER
DROP TABLE audit
DROP FUNCTION decide(text, text, jsonb, jsonb, text)
DROP POLICY drafts_are_private ON suggestion
CREATE POLICY mine ON concept USING (true) WITH CHECK (true)
CREATE OR REPLACE FUNCTION app.my_role() RETURNS text LANGUAGE sql AS $$ SELECT 'lead' $$
CREATE FUNCTION app.session_user_is() RETURNS text LANGUAGE sql AS $$ SELECT 'li' $$
CREATE TABLE app.evil (x text)
CREATE TEMP TABLE audit (x text)
CREATE TABLE public.evil (x text)
CREATE TRIGGER t BEFORE INSERT ON concept EXECUTE FUNCTION refuse_change()
CREATE RULE r AS ON INSERT TO audit DO INSTEAD NOTHING
GRANT zhubi_lead TO CURRENT_USER
GRANT ALL ON ALL TABLES IN SCHEMA app TO CURRENT_USER
CREATE ROLE evil SUPERUSER
ALTER ROLE CURRENT_USER BYPASSRLS
SET session_replication_role = replica; DELETE FROM audit
COPY audit FROM PROGRAM 'echo'
COPY concept (id, version, state, author, domain, politically_fixed, rest) FROM STDIN
LOCK TABLE audit IN ACCESS EXCLUSIVE MODE
SELECT lo_import('/etc/passwd')
SELECT pg_read_file('pg_hba.conf')
-- For readers and translators:
SELECT decide('h1', '', '{"id":"S2"}'::jsonb, '{"action":"approve","version":2,"after":"approved","reason":"","comment":"", "target":""}'::jsonb, '{"mode":"put","entry":{"id":"c1","domain":"d","politically_fixed":false,"rest":"{}", "terms":[{"language":"en","text":"evil","status":"preferred","rest":"{}"}],"bad":[]}}')
SELECT finish_import('h2', '', 'evil')
SELECT make_release('h3', '', 1, '{"number":1,"label":"2026.1","digest":"","body":"{}"}'::jsonb)
INSERT INTO staging (import, number, entry) VALUES ('i', 1, '{}')
COPY staging (import, number, entry) FROM STDIN
-- With the verbs one has (S1 is of wang and in review, S2 of li and in review, S3 a draft of sun):
SELECT suggest('h4', '', '{"id":"S9","state":"approved","change":"concept","concept":"c","zh":"x","en":"y","politically_fixed":false, "body":"{}","payload":"","base":0}'::jsonb)
SELECT suggest('h5', '', jsonb_set('{"id":"S9","state":"approved","change":"concept","concept":"c","zh":"x","en":"y","politically_fixed":false, "body":"{}","payload":"","base":0}'::jsonb, '{state}', '"released"'))
SELECT suggest('h6', '', jsonb_set(jsonb_set('{"id":"S9","state":"approved","change":"concept","concept":"c","zh":"x","en":"y","politically_fixed":false, "body":"{}","payload":"","base":0}'::jsonb, '{state}', '"draft"'), '{id}', '"S1"'))
SELECT decide('h7', '', '{"id":"S2"}'::jsonb, '{"action":"approve","version":2,"after":"approved","reason":"","comment":"", "target":""}'::jsonb, (SELECT payload FROM suggestion WHERE id = 'S2'))
SELECT decide('h8', '', '{"id":"S1"}'::jsonb, '{"action":"approve","version":2,"after":"approved","reason":"","comment":"", "target":""}'::jsonb, '{"mode":"put","entry":{"id":"c1","domain":"d","politically_fixed":false,"rest":"{}", "terms":[{"language":"en","text":"evil","status":"preferred","rest":"{}"}],"bad":[]}}')
SELECT decide('h9', '', '{"id":"S3"}'::jsonb, '{"action":"approve","version":1,"after":"approved","reason":"","comment":"", "target":""}'::jsonb, '{"mode":"put","entry":{"id":"c1","domain":"d","politically_fixed":false,"rest":"{}", "terms":[{"language":"en","text":"evil","status":"preferred","rest":"{}"}],"bad":[]}}')
SELECT decide('h10', '', '{"id":"S1"}'::jsonb, '{"action":"approve","version":2,"after":"released"}'::jsonb, '')
SELECT decide('h11', '', '{"id":"S1"}'::jsonb, '{"action":"approve","version":0,"after":"approved"}'::jsonb, '')
SELECT decide('h12', '', '{"id":"S1"}'::jsonb, '{"action":"release","version":2,"after":"released"}'::jsonb, '')
SELECT decide('h13', '', '{"id":"S1"}'::jsonb, '{"action":"reject","version":2,"after":"rejected","reason":"duplicate"}'::jsonb, '{"mode":"put","entry":{"id":"c1","domain":"d","politically_fixed":false,"rest":"{}", "terms":[{"language":"en","text":"evil","status":"preferred","rest":"{}"}],"bad":[]}}')
SELECT decide('h14', '', '{"id":"S1"}'::jsonb, '{"action":"reject","version":2,"after":"rejected","reason":""}'::jsonb, '')
SELECT decide('h15', '', '{"id":"S3"}'::jsonb, '{"action":"withdraw","version":1,"after":"withdrawn"}'::jsonb, '')
SELECT see('[["c1.r", "p", "approved"]]'::jsonb)
SELECT lower_rule('c1.r', '{"id":"S9","change":"rule","concept":"c1","zh":"x","en":"y","politically_fixed":false,"body":"{}","payload":""}'::jsonb)
SELECT decide('h17', '', '{"id":"S1"}'::jsonb, '{"action":"restore","version":2,"after":"withdrawn","comment":"why"}'::jsonb, '')
