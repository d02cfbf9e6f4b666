-- Feeds that are followed (sayso.ledger.feeds). Moments are ISO 8601, UTC, to the second.

CREATE TABLE feeds (
  url TEXT PRIMARY KEY,                 -- as it was given
  title TEXT,
  kind TEXT NOT NULL,                   -- rss, atom, sitemap, sitemap index
  added TEXT NOT NULL,
  moved TEXT,                           -- the address that it has moved to for good, which is asked instead
  etag TEXT,
  last_modified TEXT,
  last_try TEXT,
  last_success TEXT,
  last_new TEXT,                        -- when its last new report came
  new INTEGER NOT NULL,                 -- new reports since it last answered
  reports INTEGER NOT NULL,             -- new reports in all
  failures INTEGER NOT NULL,            -- in a row
  problem TEXT,                         -- what the last one was
  next_try TEXT                         -- not asked before; NULL: in the next round
);

CREATE TABLE items (                    -- pages that feeds named
  url TEXT PRIMARY KEY,
  feed TEXT NOT NULL,                   -- the feed that named it first, which may be followed no longer
  seen TEXT NOT NULL,
  title TEXT,
  outlet TEXT,
  published TEXT,
  modified TEXT,
  authors TEXT NOT NULL,                -- JSON array
  state TEXT NOT NULL,                  -- waiting, kept, refused, given up
  tries INTEGER NOT NULL,
  next_try TEXT,                        -- not fetched before; NULL: in the next round
  report TEXT,                          -- the id of its report, once it is kept
  problem TEXT
);
CREATE INDEX items_that_wait ON items (published DESC) WHERE state = 'waiting';
CREATE INDEX items_by_feed ON items (feed, state);

CREATE TABLE fetches (
  number INTEGER PRIMARY KEY,
  moment TEXT NOT NULL,
  url TEXT NOT NULL,
  feed TEXT NOT NULL,                   -- for which it was made
  kind TEXT NOT NULL,                   -- feed, page, robots.txt
  status INTEGER,                       -- HTTP; NULL: no answer
  bytes INTEGER NOT NULL,
  seconds REAL NOT NULL,
  outcome TEXT NOT NULL
);
CREATE INDEX fetches_by_moment ON fetches (moment);
CREATE INDEX fetches_by_feed ON fetches (feed, number);
