CREATE TRIGGER audit_keeps_on_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER audit_keeps_on_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER decision_keeps_on_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER decision_keeps_on_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER comment_keeps_on_update BEFORE UPDATE ON comment BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER comment_keeps_on_delete BEFORE DELETE ON comment BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER release_keeps_on_update BEFORE UPDATE ON release BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER release_keeps_on_delete BEFORE DELETE ON release BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER request_keeps_on_update BEFORE UPDATE ON request BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER request_keeps_on_delete BEFORE DELETE ON request BEGIN SELECT RAISE(ABORT, 'this table is append-only'); END;

CREATE TRIGGER audit_grows BEFORE INSERT ON audit
    WHEN NEW.sequence <> 1 + (SELECT coalesce(max(sequence), 0) FROM audit)
    BEGIN SELECT RAISE(ABORT, 'the audit trail grows by one'); END;

