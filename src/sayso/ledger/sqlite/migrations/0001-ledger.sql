-- The ledger, as it began. A migration is never changed once it has shipped: another one is added.
--
-- Keys are ordered by time: the minutes since 1970 (UTC) of a report's publication, shifted left by 24 bits,
-- and a number within the minute; undated reports have the least keys (sayso.ledger.sqlite.keys). Rows, full
-- text and indexes are so in order of publication, and a range of days is a range of keys.

CREATE TABLE reports (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,              -- hash of the text (docs/json.md)
  document TEXT NOT NULL,               -- what its versions share: the canonical address, the address, or the id
  current INTEGER NOT NULL,             -- 1 for a document's newest version; only its rows are in the tables below
  url TEXT,
  canonical_url TEXT,
  outlet TEXT,
  domain TEXT,
  published TEXT,                       -- ISO 8601, as the report has it
  modified TEXT,
  day TEXT,                             -- the day of publication, UTC; NULL when unknown
  title TEXT,
  authors TEXT NOT NULL,                -- JSON array
  language TEXT,
  text TEXT NOT NULL,
  copy_of TEXT REFERENCES reports (id), -- the earliest of the near-identical copies of one text; NULL: no copy
  added TEXT NOT NULL,                  -- when it was added, UTC
  sayso TEXT NOT NULL,                  -- the version of Sayso that read it
  model TEXT NOT NULL,                  -- the first hexadecimal digits of the hash of the model that read it
  statements INTEGER NOT NULL,          -- how many
  reading BLOB NOT NULL                 -- the whole reading, without its text: JSON, compressed by zlib
);
CREATE INDEX reports_by_document ON reports (document);
CREATE INDEX reports_by_outlet ON reports (domain, day);
CREATE INDEX reports_by_copy ON reports (copy_of) WHERE copy_of IS NOT NULL;

CREATE TABLE appearances (              -- where else the very same text was published
  report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  url TEXT NOT NULL,
  outlet TEXT NOT NULL,
  domain TEXT NOT NULL,
  published TEXT,
  added TEXT NOT NULL,
  PRIMARY KEY (report, url, outlet, domain)
) WITHOUT ROWID;

CREATE TABLE blocks (
  report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (report, number)
) WITHOUT ROWID;

CREATE TABLE statements (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  parent TEXT,
  mode TEXT NOT NULL,
  act TEXT NOT NULL,
  certainty TEXT NOT NULL,
  polarity TEXT NOT NULL,
  confidence REAL NOT NULL,
  said TEXT,                            -- TIMEX3 value
  source TEXT,                          -- the report's words for who said it
  cue TEXT,
  text TEXT NOT NULL,                   -- the content
  start INTEGER NOT NULL,               -- of the content's first code point in the report's text
  speaker TEXT NOT NULL,                -- names, words and actors of its origins, to be searched
  outlet TEXT NOT NULL,                 -- name and domain of its publisher
  via TEXT NOT NULL,                    -- names, words and actors of its relays
  anonymous TEXT NOT NULL               -- named, described, unnamed: the most anonymous of its origins; or empty
);
CREATE INDEX statements_by_report ON statements (report, number);

CREATE VIRTUAL TABLE statements_fts USING fts5 (
  text, speaker, outlet, via, act, anonymous,
  content="statements", content_rowid="key", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
  INSERT INTO statements_fts (rowid, text, speaker, outlet, via, act, anonymous)
  VALUES (new.key, new.text, new.speaker, new.outlet, new.via, new.act, new.anonymous);
END;
CREATE TRIGGER statements_removed AFTER DELETE ON statements BEGIN
  INSERT INTO statements_fts (statements_fts, rowid, text, speaker, outlet, via, act, anonymous)
  VALUES ('delete', old.key, old.text, old.speaker, old.outlet, old.via, old.act, old.anonymous);
END;

CREATE TABLE actors (
  id TEXT PRIMARY KEY,
  name TEXT,
  kind TEXT NOT NULL,
  "of" TEXT,                            -- the actor that it is an organ of or belongs to
  role TEXT,
  known INTEGER NOT NULL,               -- 1: in the actor table, the same in every report
  spoken INTEGER NOT NULL DEFAULT 0     -- of how many statements it is an origin
) WITHOUT ROWID;
CREATE INDEX actors_by_spoken ON actors (spoken DESC, id);

CREATE TABLE voices (
  statement INTEGER NOT NULL REFERENCES statements (key) ON DELETE CASCADE,
  position INTEGER NOT NULL,            -- in the chain, outermost first
  role TEXT NOT NULL,
  actor TEXT REFERENCES actors (id),
  name TEXT,
  anonymity TEXT,
  words TEXT,
  PRIMARY KEY (statement, position)
) WITHOUT ROWID;
CREATE INDEX voices_by_actor ON voices (actor, role, statement);
CREATE TRIGGER voices_added AFTER INSERT ON voices WHEN new.role = 'origin' AND NOT EXISTS (
  SELECT 1 FROM voices
  WHERE actor = new.actor AND role = 'origin' AND statement = new.statement AND position <> new.position
) BEGIN
  UPDATE actors SET spoken = spoken + 1 WHERE id = new.actor;
END;
CREATE TRIGGER voices_removed AFTER DELETE ON voices WHEN old.role = 'origin' AND NOT EXISTS (
  SELECT 1 FROM voices WHERE actor = old.actor AND role = 'origin' AND statement = old.statement
) BEGIN
  UPDATE actors SET spoken = spoken - 1 WHERE id = old.actor;
END;

CREATE TABLE names (                    -- what a named actor was called by
  key INTEGER PRIMARY KEY,
  actor TEXT NOT NULL REFERENCES actors (id),
  name TEXT NOT NULL,
  UNIQUE (actor, name)
);
CREATE VIRTUAL TABLE names_fts USING fts5 (
  name, content="names", content_rowid="key", tokenize="unicode61 remove_diacritics 2"
);
CREATE TRIGGER names_added AFTER INSERT ON names BEGIN
  INSERT INTO names_fts (rowid, name) VALUES (new.key, new.name);
END;

CREATE TABLE events (
  id TEXT PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  kind TEXT NOT NULL,                   -- PLOVER
  mode TEXT,
  status TEXT NOT NULL,
  cue TEXT NOT NULL,
  actors TEXT NOT NULL,                 -- JSON array of ids, or words where nobody is known
  recipients TEXT NOT NULL,
  time TEXT,                            -- TIMEX3 value
  places TEXT NOT NULL,                 -- JSON array of names
  statements TEXT NOT NULL,             -- JSON array of ids
  confidence REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_by_report ON events (report);
CREATE INDEX events_by_kind ON events (kind, mode);

CREATE TABLE vectors (
  statement INTEGER PRIMARY KEY REFERENCES statements (key) ON DELETE CASCADE,
  model TEXT NOT NULL,
  vector BLOB NOT NULL                  -- float16, little-endian
);

CREATE TABLE signatures (               -- MinHash of a report's words, to find near-identical copies
  report INTEGER PRIMARY KEY REFERENCES reports (key) ON DELETE CASCADE,
  signature BLOB NOT NULL               -- uint32, little-endian
);
CREATE TABLE bands (
  band INTEGER NOT NULL,                -- hash of one band of a signature, its number within
  report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE,
  PRIMARY KEY (band, report)
) WITHOUT ROWID;
CREATE INDEX bands_by_report ON bands (report);

CREATE TABLE refusals (
  source TEXT PRIMARY KEY,              -- as it was named
  kind TEXT NOT NULL,                   -- NoArticle, WrongLanguage … (sayso.errors)
  problem TEXT NOT NULL,
  remedy TEXT NOT NULL,
  first TEXT NOT NULL,                  -- UTC
  last TEXT NOT NULL,
  times INTEGER NOT NULL DEFAULT 1
) WITHOUT ROWID;
