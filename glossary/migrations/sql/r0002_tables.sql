CREATE TABLE sighting (
    rule TEXT NOT NULL,
    place TEXT NOT NULL,
    reaction TEXT NOT NULL,
    time DOUBLE PRECISION NOT NULL,
    settled BOOLEAN NOT NULL,
    PRIMARY KEY (rule, place)
);

CREATE TABLE lowered (
    rule TEXT NOT NULL,
    wording TEXT NOT NULL,
    before TEXT NOT NULL,
    before_status TEXT NOT NULL,
    mode TEXT NOT NULL,
    status TEXT NOT NULL,
    suggestion TEXT NOT NULL,
    shown INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    dismissed INTEGER NOT NULL,
    time DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (rule)
);

INSERT INTO step VALUES
    ('restore', 'proposed', 'withdrawn', 'reviewer', 'any'),
    ('restore', 'needs_info', 'withdrawn', 'reviewer', 'any'),
    ('restore', 'in_review', 'withdrawn', 'reviewer', 'any');
