-- What threat-correlation stores of a region, after the residency check. PostgreSQL and CockroachDB both document every statement.
-- payload holds the record as it was cleared: minimised where the policy says so.

CREATE TABLE threat_events (
    id             TEXT        NOT NULL PRIMARY KEY,
    version        BIGINT      NOT NULL,
    region         TEXT        NOT NULL,
    event_time     TIMESTAMPTZ NOT NULL,
    severity       TEXT        NOT NULL,
    entity         TEXT        NOT NULL,
    status         TEXT        NOT NULL,
    jurisdictions  TEXT[]      NOT NULL,
    data_classes   TEXT[]      NOT NULL,
    policy_version TEXT        NOT NULL,
    verdict        TEXT        NOT NULL,
    verdict_id     TEXT        NOT NULL,
    payload        JSONB       NOT NULL,
    stored_at      TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX threat_events_by_time ON threat_events (region, event_time DESC);
CREATE INDEX threat_events_by_entity ON threat_events (entity, event_time DESC);

CREATE TABLE detections (
    id             TEXT        NOT NULL PRIMARY KEY,
    version        BIGINT      NOT NULL,
    region         TEXT        NOT NULL,
    event_time     TIMESTAMPTZ NOT NULL,
    severity       TEXT        NOT NULL,
    entity         TEXT        NOT NULL,
    status         TEXT        NOT NULL,
    jurisdictions  TEXT[]      NOT NULL,
    data_classes   TEXT[]      NOT NULL,
    policy_version TEXT        NOT NULL,
    verdict        TEXT        NOT NULL,
    verdict_id     TEXT        NOT NULL,
    payload        JSONB       NOT NULL,
    stored_at      TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX detections_by_severity ON detections (region, severity, event_time DESC);
CREATE INDEX detections_by_entity ON detections (entity, event_time DESC);

CREATE TABLE incidents (
    id             TEXT        NOT NULL PRIMARY KEY,
    version        BIGINT      NOT NULL,
    region         TEXT        NOT NULL,
    event_time     TIMESTAMPTZ NOT NULL,
    severity       TEXT        NOT NULL,
    entity         TEXT        NOT NULL,
    status         TEXT        NOT NULL,
    jurisdictions  TEXT[]      NOT NULL,
    data_classes   TEXT[]      NOT NULL,
    policy_version TEXT        NOT NULL,
    verdict        TEXT        NOT NULL,
    verdict_id     TEXT        NOT NULL,
    payload        JSONB       NOT NULL,
    stored_at      TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE INDEX incidents_by_severity ON incidents (region, status, severity, event_time DESC);
CREATE INDEX incidents_by_entity ON incidents (entity, event_time DESC);
CREATE INDEX incidents_by_payload ON incidents USING GIN (payload);
