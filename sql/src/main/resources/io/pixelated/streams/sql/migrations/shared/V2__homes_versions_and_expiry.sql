-- Every row gets the region it was cleared for (its home: CockroachDB keeps it there), a mark in place of deletion, and the time when
-- it is to be gone. Ids are unique within a home: a check across regions on every insert would cost a round trip around the world.

CREATE TABLE retention (
    class TEXT     NOT NULL PRIMARY KEY,
    keep  INTERVAL NOT NULL
);

ALTER TABLE threat_events ADD COLUMN home_region TEXT NOT NULL DEFAULT '';
ALTER TABLE threat_events ADD COLUMN removed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE threat_events ADD COLUMN retained_as TEXT NOT NULL DEFAULT 'PERSONAL';
ALTER TABLE threat_events ADD COLUMN expires_at TIMESTAMPTZ NOT NULL DEFAULT now();
UPDATE threat_events SET home_region = region, expires_at = event_time + INTERVAL '26 months' WHERE home_region = '';
ALTER TABLE threat_events ALTER COLUMN home_region DROP DEFAULT;
ALTER TABLE threat_events ALTER COLUMN retained_as DROP DEFAULT;
ALTER TABLE threat_events ALTER COLUMN expires_at DROP DEFAULT;
ALTER TABLE threat_events DROP CONSTRAINT threat_events_pkey, ADD CONSTRAINT threat_events_pkey PRIMARY KEY (home_region, id);

ALTER TABLE detections ADD COLUMN home_region TEXT NOT NULL DEFAULT '';
ALTER TABLE detections ADD COLUMN removed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE detections ADD COLUMN retained_as TEXT NOT NULL DEFAULT 'PERSONAL';
ALTER TABLE detections ADD COLUMN expires_at TIMESTAMPTZ NOT NULL DEFAULT now();
UPDATE detections SET home_region = region, expires_at = event_time + INTERVAL '26 months' WHERE home_region = '';
ALTER TABLE detections ALTER COLUMN home_region DROP DEFAULT;
ALTER TABLE detections ALTER COLUMN retained_as DROP DEFAULT;
ALTER TABLE detections ALTER COLUMN expires_at DROP DEFAULT;
ALTER TABLE detections DROP CONSTRAINT detections_pkey, ADD CONSTRAINT detections_pkey PRIMARY KEY (home_region, id);

ALTER TABLE incidents ADD COLUMN home_region TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN removed BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE incidents ADD COLUMN retained_as TEXT NOT NULL DEFAULT 'PERSONAL';
ALTER TABLE incidents ADD COLUMN expires_at TIMESTAMPTZ NOT NULL DEFAULT now();
UPDATE incidents SET home_region = region, expires_at = event_time + INTERVAL '26 months' WHERE home_region = '';
ALTER TABLE incidents ALTER COLUMN home_region DROP DEFAULT;
ALTER TABLE incidents ALTER COLUMN retained_as DROP DEFAULT;
ALTER TABLE incidents ALTER COLUMN expires_at DROP DEFAULT;
ALTER TABLE incidents DROP CONSTRAINT incidents_pkey, ADD CONSTRAINT incidents_pkey PRIMARY KEY (home_region, id);
