-- What reports have to do with each other (sayso.link).

CREATE TABLE mentions (                 -- what is compared of a statement
  statement INTEGER PRIMARY KEY REFERENCES statements (key) ON DELETE CASCADE,
  report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  day INTEGER,                          -- of publication: days since 0001-01-01, which is 1; NULL when unknown
  keys BLOB NOT NULL,                   -- int64, little-endian: its keys below
  mention BLOB NOT NULL                 -- MessagePack (sayso.link.claims.mention.Mention)
);
CREATE INDEX mentions_by_report ON mentions (report);

CREATE TABLE mention_keys (             -- which mentions are worth comparing; 0 for an unknown day
  key INTEGER NOT NULL,
  day INTEGER NOT NULL,
  statement INTEGER NOT NULL,
  PRIMARY KEY (key, day, statement)
) WITHOUT ROWID;

CREATE TABLE edges (                    -- two statements that say the same
  one INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX edges_by_other ON edges (other);

CREATE TABLE claims (
  id TEXT PRIMARY KEY,                  -- its earliest statement's
  wording TEXT NOT NULL,                -- the statement whose words stand for it
  reasons TEXT NOT NULL,                -- JSON array
  statements INTEGER NOT NULL           -- how many
) WITHOUT ROWID;

CREATE TABLE claim_statements (
  statement INTEGER PRIMARY KEY REFERENCES statements (key) ON DELETE CASCADE,
  claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  position INTEGER NOT NULL             -- in order of publication
);
CREATE INDEX claim_statements_by_claim ON claim_statements (claim, position);
