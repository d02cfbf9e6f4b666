-- In which order reports came, whatever day they are of: what is new is told by it. Those that were there
-- before this table have no number, and are not new.

CREATE TABLE arrivals (
  number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given again
  report INTEGER NOT NULL REFERENCES reports (key) ON DELETE CASCADE
);
CREATE TRIGGER reports_arrived AFTER INSERT ON reports BEGIN
  INSERT INTO arrivals (report) VALUES (new.key);
END;
