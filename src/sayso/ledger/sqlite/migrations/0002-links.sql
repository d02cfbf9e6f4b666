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
  statements INTEGER NOT NULL,          -- how many
  newest INTEGER NOT NULL,              -- the key of the statement published last
  outlets INTEGER NOT NULL DEFAULT 0,   -- how many carry it; from here on NULL or 0 until it is weighed
  independent INTEGER,                  -- origins that are independent of each other
  at_least INTEGER,                     -- where all that may be one are one
  anonymous INTEGER,                    -- of the independent ones
  disputes INTEGER NOT NULL DEFAULT 0,  -- in which one of its statements has a part
  verdict TEXT                          -- a sentence
) WITHOUT ROWID;
CREATE INDEX claims_by_newest ON claims (newest DESC);
CREATE INDEX claims_by_outlets ON claims (outlets DESC, newest DESC) WHERE outlets > 1;
CREATE INDEX claims_by_disputes ON claims (disputes DESC, newest DESC) WHERE disputes > 0;
CREATE INDEX claims_by_origins ON claims (-independent DESC, newest DESC) WHERE outlets > 1;

CREATE TABLE claim_statements (
  statement INTEGER PRIMARY KEY REFERENCES statements (key) ON DELETE CASCADE,
  claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  position INTEGER NOT NULL             -- in order of publication
);
CREATE INDEX claim_statements_by_claim ON claim_statements (claim, position);

CREATE TABLE disputes (                 -- two statements at odds
  key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,                   -- denies, rejects, contrasts, contradicts, figures, opposes
  statement INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE, -- which disputes
  against INTEGER REFERENCES statements (key) ON DELETE CASCADE, -- NULL: what is denied stands in the denial only
  denied TEXT,                          -- JSON: those words (a passage)
  evidence TEXT NOT NULL,               -- JSON array of passages: the words that show it
  confidence REAL NOT NULL,
  why TEXT NOT NULL
);
CREATE INDEX disputes_by_newest ON disputes (max(statement, coalesce(against, statement)) DESC);
CREATE INDEX disputes_by_statement ON disputes (statement);
CREATE INDEX disputes_by_against ON disputes (against) WHERE against IS NOT NULL;

CREATE TABLE fingerprints (             -- hashes of runs of words, to find reports that share a passage
  fingerprint INTEGER NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (fingerprint, report)
) WITHOUT ROWID;
CREATE INDEX fingerprints_by_report ON fingerprints (report);

CREATE TABLE copies (                   -- a passage that stands in two reports
  key INTEGER PRIMARY KEY,
  earlier INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  later INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  directed INTEGER NOT NULL,            -- 1: time or a credit tells which had it from the other
  words INTEGER NOT NULL,               -- how many running words they share
  passages TEXT NOT NULL,               -- JSON array: the words in the earlier, in the later
  why TEXT NOT NULL
);
CREATE INDEX copies_by_earlier ON copies (earlier);
CREATE INDEX copies_by_later ON copies (later);

CREATE TABLE stands (                   -- a voice's stance on a proposal or claim, in one statement
  statement INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE,
  actor TEXT NOT NULL,
  stance TEXT NOT NULL,                 -- supports, opposes, demands, refuses, proposes, promises, doubts …
  proposal TEXT NOT NULL,               -- the words for what it is on
  stand BLOB NOT NULL,                  -- MessagePack (sayso.link.positions.Stand)
  PRIMARY KEY (statement, actor)
) WITHOUT ROWID;
CREATE INDEX stands_by_actor ON stands (actor, statement);

CREATE TABLE stand_keys (               -- by which stances on the same are found: rare words of the proposal
  word TEXT NOT NULL,
  statement INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE,
  PRIMARY KEY (word, statement)
) WITHOUT ROWID;
CREATE INDEX stand_keys_by_statement ON stand_keys (statement);

CREATE TABLE gists (                    -- what is compared of a report, to find those about one event
  report INTEGER PRIMARY KEY REFERENCES reports (key) ON DELETE CASCADE,
  moment TEXT,                          -- of publication, UTC; NULL when unknown
  day INTEGER,
  story TEXT,                           -- the id of the story's earliest report
  keys BLOB NOT NULL,                   -- int64, little-endian
  gist BLOB NOT NULL                    -- MessagePack (sayso.link.stories.gist.Gist)
);
CREATE INDEX gists_by_story ON gists (story, report);

CREATE TABLE gist_keys (                -- which reports are worth comparing; day 0 for an unknown one
  key INTEGER NOT NULL,
  day INTEGER NOT NULL,
  report INTEGER NOT NULL,
  PRIMARY KEY (key, day, report)
) WITHOUT ROWID;

CREATE TABLE story_edges (              -- two reports about the same
  one INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  score REAL NOT NULL,
  why TEXT NOT NULL,
  PRIMARY KEY (one, other)
) WITHOUT ROWID;
CREATE INDEX story_edges_by_other ON story_edges (other);
