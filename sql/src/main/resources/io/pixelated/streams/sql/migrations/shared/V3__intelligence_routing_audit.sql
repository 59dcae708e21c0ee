-- Tables of what other jobs store, with the columns of the first three, so that one writer serves all.
-- Of an indicator, entity is what it looks for, as type:value; of a health score, the region or edge that it is of.

CREATE TABLE threat_intelligence (
    home_region    TEXT        NOT NULL,
    id             TEXT        NOT NULL,
    version        BIGINT      NOT NULL,
    removed        BOOLEAN     NOT NULL DEFAULT FALSE,
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
    retained_as    TEXT        NOT NULL,
    expires_at     TIMESTAMPTZ NOT NULL,
    stored_at      TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (home_region, id)
);

CREATE INDEX threat_intelligence_by_indicator ON threat_intelligence (entity, event_time DESC);

CREATE TABLE routing_health (
    home_region    TEXT        NOT NULL,
    id             TEXT        NOT NULL,
    version        BIGINT      NOT NULL,
    removed        BOOLEAN     NOT NULL DEFAULT FALSE,
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
    retained_as    TEXT        NOT NULL,
    expires_at     TIMESTAMPTZ NOT NULL,
    stored_at      TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (home_region, id)
);

CREATE INDEX routing_health_by_entity ON routing_health (entity, event_time DESC);

-- The archive of compliance.audit: each record's bytes as they were hashed, at its place in its chain. Two that claim one
-- place are both kept, for verification to tell.
CREATE TABLE compliance_audit_logs (
    home_region TEXT        NOT NULL,
    job         TEXT        NOT NULL,
    chain       BIGINT      NOT NULL,
    epoch       BIGINT      NOT NULL,
    position    BIGINT      NOT NULL,
    hash        BYTEA       NOT NULL,
    subject     TEXT        NOT NULL,
    record_id   TEXT        NOT NULL,
    record_time TIMESTAMPTZ NOT NULL,
    entry       BYTEA       NOT NULL,
    retained_as TEXT        NOT NULL,
    expires_at  TIMESTAMPTZ NOT NULL,
    stored_at   TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (home_region, job, chain, epoch, position, hash)
);

CREATE INDEX compliance_audit_logs_by_subject ON compliance_audit_logs (subject, record_time DESC);
CREATE INDEX compliance_audit_logs_by_record ON compliance_audit_logs (record_id);

-- What is open now; which events hit an indicator. Indexes that no question needs cost every write.
CREATE INDEX incidents_open ON incidents (severity, event_time DESC) WHERE status = 'New' AND NOT removed;
DROP INDEX incidents_by_severity;
DROP INDEX incidents_by_payload;
CREATE INDEX threat_events_by_indicator ON threat_events USING GIN ((payload -> 'enrichment' -> 'indicators'));

-- A plain view: always true, computed where the rows are. A materialised one would be rebuilt whole, and its copy would leave the rows' regions.
CREATE VIEW hourly_threats AS
SELECT home_region, date_trunc('hour', event_time) AS hour, severity, count(*) AS detections, count(DISTINCT entity) AS entities,
       max(stored_at) AS latest
FROM detections
WHERE NOT removed
GROUP BY home_region, date_trunc('hour', event_time), severity;
