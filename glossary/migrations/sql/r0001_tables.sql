CREATE TABLE audit (
    sequence INTEGER NOT NULL,
    time DOUBLE PRECISION NOT NULL,
    who TEXT NOT NULL,
    role TEXT NOT NULL,
    what TEXT NOT NULL,
    "old" TEXT NOT NULL,
    "new" TEXT NOT NULL,
    why TEXT NOT NULL,
    previous TEXT NOT NULL,
    digest TEXT NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (sequence)
);

CREATE INDEX ix_audit_subject ON audit (subject);

CREATE TABLE comment (
    id TEXT NOT NULL,
    subject TEXT NOT NULL,
    about TEXT NOT NULL,
    author TEXT NOT NULL,
    time DOUBLE PRECISION NOT NULL,
    text TEXT NOT NULL,
    detail TEXT NOT NULL,
    parent TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX ix_comment_about ON comment (about);

CREATE TABLE concept (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    domain TEXT NOT NULL,
    politically_fixed BOOLEAN NOT NULL,
    rest TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE release (
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    digest TEXT NOT NULL,
    time DOUBLE PRECISION NOT NULL,
    author TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (number),
    UNIQUE (label)
);

CREATE TABLE released (
    concept TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (concept, since)
);

CREATE TABLE request (
    id TEXT NOT NULL,
    verb TEXT NOT NULL,
    who TEXT NOT NULL,
    time DOUBLE PRECISION NOT NULL,
    asked TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE statistic (
    rule TEXT NOT NULL,
    shown INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    dismissed INTEGER NOT NULL,
    PRIMARY KEY (rule)
);

CREATE TABLE suggestion (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    author TEXT NOT NULL,
    created DOUBLE PRECISION NOT NULL,
    change TEXT NOT NULL,
    concept TEXT NOT NULL,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    politically_fixed BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    payload TEXT NOT NULL,
    base INTEGER NOT NULL,
    writers TEXT NOT NULL,
    approvals TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (id)
);

CREATE INDEX suggestion_state ON suggestion (state);

CREATE TABLE bad_rendering (
    id TEXT NOT NULL,
    concept TEXT NOT NULL,
    position INTEGER NOT NULL,
    mode TEXT NOT NULL,
    status TEXT NOT NULL,
    rest TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(concept) REFERENCES concept (id)
);

CREATE INDEX ix_bad_rendering_concept ON bad_rendering (concept);

CREATE TABLE decision (
    number INTEGER NOT NULL,
    suggestion TEXT NOT NULL,
    version INTEGER NOT NULL,
    who TEXT NOT NULL,
    role TEXT NOT NULL,
    time DOUBLE PRECISION NOT NULL,
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    reason TEXT NOT NULL,
    comment TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (number),
    CONSTRAINT decision_once UNIQUE (suggestion, version),
    FOREIGN KEY(suggestion) REFERENCES suggestion (id)
);

CREATE INDEX ix_decision_suggestion ON decision (suggestion);

CREATE TABLE term (
    concept TEXT NOT NULL,
    position INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    status TEXT NOT NULL,
    rest TEXT NOT NULL,
    PRIMARY KEY (concept, position),
    FOREIGN KEY(concept) REFERENCES concept (id)
);

CREATE INDEX term_text ON term (text);

CREATE TABLE step (
    action TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    role TEXT NOT NULL,
    whose TEXT NOT NULL,
    PRIMARY KEY (action, before, after)
);

-- What may be done with a suggestion. `whose`: 'author' (only the author, or a lead), 'writer' (who wrote it, or a
-- reviewer), 'other' (only who did not write it), 'not author', 'any'.
INSERT INTO step VALUES
    ('submit', 'draft', 'proposed', 'translator', 'author'),
    ('edit', 'draft', 'draft', 'translator', 'writer'),
    ('edit', 'proposed', 'proposed', 'translator', 'writer'),
    ('edit', 'needs_info', 'needs_info', 'translator', 'writer'),
    ('edit', 'in_review', 'proposed', 'translator', 'writer'),
    ('edit', 'in_review', 'in_review', 'reviewer', 'any'),
    ('edit', 'approved', 'proposed', 'reviewer', 'any'),
    ('edit', 'released', 'proposed', 'reviewer', 'any'),
    ('ask', 'proposed', 'needs_info', 'reviewer', 'any'),
    ('ask', 'in_review', 'needs_info', 'reviewer', 'any'),
    ('answer', 'needs_info', 'proposed', 'translator', 'author'),
    ('take', 'proposed', 'in_review', 'reviewer', 'any'),
    ('endorse', 'in_review', 'in_review', 'reviewer', 'other'),
    ('approve', 'in_review', 'approved', 'reviewer', 'other'),
    ('reject', 'proposed', 'rejected', 'reviewer', 'not author'),
    ('reject', 'needs_info', 'rejected', 'reviewer', 'not author'),
    ('reject', 'in_review', 'rejected', 'reviewer', 'not author'),
    ('merge', 'proposed', 'merged', 'reviewer', 'any'),
    ('merge', 'needs_info', 'merged', 'reviewer', 'any'),
    ('merge', 'in_review', 'merged', 'reviewer', 'any'),
    ('withdraw', 'draft', 'withdrawn', 'translator', 'author'),
    ('withdraw', 'proposed', 'withdrawn', 'translator', 'author'),
    ('withdraw', 'needs_info', 'withdrawn', 'translator', 'author'),
    ('withdraw', 'in_review', 'withdrawn', 'translator', 'author'),
    ('deprecate', 'approved', 'deprecated', 'reviewer', 'any'),
    ('deprecate', 'released', 'deprecated', 'reviewer', 'any'),
    ('supersede', 'approved', 'superseded', 'reviewer', 'any'),
    ('supersede', 'released', 'superseded', 'reviewer', 'any'),
    ('reopen', 'approved', 'proposed', 'reviewer', 'any'),
    ('reopen', 'released', 'proposed', 'reviewer', 'any'),
    ('reopen', 'rejected', 'proposed', 'lead', 'any');

