-- Every statement that jobs send. Who changes one looks its parts up in both manuals:
--   INSERT .. SELECT .. ON CONFLICT .. DO UPDATE .. WHERE   PostgreSQL: INSERT    CockroachDB: INSERT
--   UPDATE .. FROM .. WHERE, DELETE .. WHERE .. IN          PostgreSQL: UPDATE, DELETE    CockroachDB: UPDATE, DELETE
--   SELECT .. ORDER BY .. LIMIT, SELECT DISTINCT, count     PostgreSQL: SELECT, Aggregate Functions    CockroachDB: Selection Queries, Functions
--   unnest of several arrays, in FROM, with column names    PostgreSQL: Array Functions    CockroachDB: Functions, set-returning
--   string_to_array, array_to_string, now                   PostgreSQL: Array, Date/Time Functions    CockroachDB: Functions
--   strpos, lower, ||, ~                                    PostgreSQL: String Functions, Pattern Matching    CockroachDB: Functions, Operators
--   JSONB -> TEXT, JSONB to TEXT, = ANY (array)             PostgreSQL: JSON Functions, Row and Array Comparisons    CockroachDB: JSONB, Operators
--   BIGINT * INTERVAL, INTERVAL < INTERVAL                  PostgreSQL: Date/Time Operators    CockroachDB: Operators
--   TEXT to JSONB, NULL-safe LEFT JOIN, TIMESTAMPTZ + INTERVAL, CASE, (a, b) > (c, d), a scalar subquery    both: the chapters on expressions
INSERT INTO threat_events (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order, expires_at)
SELECT n.home_region, n.id, n.version, n.removed, n.region, n.event_time, n.severity, n.entity, n.status, string_to_array(n.jurisdictions, ','), string_to_array(n.data_classes, ','), n.policy_version, n.verdict, n.verdict_id, n.payload::JSONB, n.retained_as, n.keep_months, n.delete_months, n.held_by, n.content_order, CASE WHEN n.removed THEN now() ELSE n.event_time END + CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month' WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END
FROM unnest(?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BOOLEAN[], ?::TEXT[], ?::TIMESTAMPTZ[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[], ?::BIGINT[]) AS n (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order)
LEFT JOIN retention AS k ON k.class = n.retained_as
ON CONFLICT (home_region, id) DO UPDATE SET version = excluded.version, removed = excluded.removed, region = excluded.region, event_time = excluded.event_time, severity = excluded.severity, entity = excluded.entity, status = excluded.status, jurisdictions = excluded.jurisdictions, data_classes = excluded.data_classes, policy_version = excluded.policy_version, verdict = excluded.verdict, verdict_id = excluded.verdict_id, payload = excluded.payload, retained_as = excluded.retained_as, keep_months = excluded.keep_months, delete_months = excluded.delete_months, held_by = excluded.held_by, content_order = excluded.content_order, expires_at = excluded.expires_at, stored_at = now()
WHERE threat_events.version < excluded.version OR (threat_events.version = excluded.version AND (excluded.removed AND NOT threat_events.removed OR threat_events.verdict_id <> excluded.verdict_id AND (NOT threat_events.removed OR threat_events.verdict = 'quarantine') OR threat_events.verdict_id = excluded.verdict_id AND threat_events.removed = excluded.removed AND excluded.content_order < threat_events.content_order));

INSERT INTO detections (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order, expires_at)
SELECT n.home_region, n.id, n.version, n.removed, n.region, n.event_time, n.severity, n.entity, n.status, string_to_array(n.jurisdictions, ','), string_to_array(n.data_classes, ','), n.policy_version, n.verdict, n.verdict_id, n.payload::JSONB, n.retained_as, n.keep_months, n.delete_months, n.held_by, n.content_order, CASE WHEN n.removed THEN now() ELSE n.event_time END + CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month' WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END
FROM unnest(?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BOOLEAN[], ?::TEXT[], ?::TIMESTAMPTZ[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[], ?::BIGINT[]) AS n (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order)
LEFT JOIN retention AS k ON k.class = n.retained_as
ON CONFLICT (home_region, id) DO UPDATE SET version = excluded.version, removed = excluded.removed, region = excluded.region, event_time = excluded.event_time, severity = excluded.severity, entity = excluded.entity, status = excluded.status, jurisdictions = excluded.jurisdictions, data_classes = excluded.data_classes, policy_version = excluded.policy_version, verdict = excluded.verdict, verdict_id = excluded.verdict_id, payload = excluded.payload, retained_as = excluded.retained_as, keep_months = excluded.keep_months, delete_months = excluded.delete_months, held_by = excluded.held_by, content_order = excluded.content_order, expires_at = excluded.expires_at, stored_at = now()
WHERE detections.version < excluded.version OR (detections.version = excluded.version AND (excluded.removed AND NOT detections.removed OR detections.verdict_id <> excluded.verdict_id AND (NOT detections.removed OR detections.verdict = 'quarantine') OR detections.verdict_id = excluded.verdict_id AND detections.removed = excluded.removed AND excluded.content_order < detections.content_order));

INSERT INTO incidents (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order, expires_at)
SELECT n.home_region, n.id, n.version, n.removed, n.region, n.event_time, n.severity, n.entity, n.status, string_to_array(n.jurisdictions, ','), string_to_array(n.data_classes, ','), n.policy_version, n.verdict, n.verdict_id, n.payload::JSONB, n.retained_as, n.keep_months, n.delete_months, n.held_by, n.content_order, CASE WHEN n.removed THEN now() ELSE n.event_time END + CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month' WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END
FROM unnest(?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BOOLEAN[], ?::TEXT[], ?::TIMESTAMPTZ[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[], ?::BIGINT[]) AS n (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order)
LEFT JOIN retention AS k ON k.class = n.retained_as
ON CONFLICT (home_region, id) DO UPDATE SET version = excluded.version, removed = excluded.removed, region = excluded.region, event_time = excluded.event_time, severity = excluded.severity, entity = excluded.entity, status = excluded.status, jurisdictions = excluded.jurisdictions, data_classes = excluded.data_classes, policy_version = excluded.policy_version, verdict = excluded.verdict, verdict_id = excluded.verdict_id, payload = excluded.payload, retained_as = excluded.retained_as, keep_months = excluded.keep_months, delete_months = excluded.delete_months, held_by = excluded.held_by, content_order = excluded.content_order, expires_at = excluded.expires_at, stored_at = now()
WHERE incidents.version < excluded.version OR (incidents.version = excluded.version AND (excluded.removed AND NOT incidents.removed OR incidents.verdict_id <> excluded.verdict_id AND (NOT incidents.removed OR incidents.verdict = 'quarantine') OR incidents.verdict_id = excluded.verdict_id AND incidents.removed = excluded.removed AND excluded.content_order < incidents.content_order));

INSERT INTO threat_intelligence (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order, expires_at)
SELECT n.home_region, n.id, n.version, n.removed, n.region, n.event_time, n.severity, n.entity, n.status, string_to_array(n.jurisdictions, ','), string_to_array(n.data_classes, ','), n.policy_version, n.verdict, n.verdict_id, n.payload::JSONB, n.retained_as, n.keep_months, n.delete_months, n.held_by, n.content_order, CASE WHEN n.removed THEN now() ELSE n.event_time END + CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month' WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END
FROM unnest(?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BOOLEAN[], ?::TEXT[], ?::TIMESTAMPTZ[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[], ?::BIGINT[]) AS n (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order)
LEFT JOIN retention AS k ON k.class = n.retained_as
ON CONFLICT (home_region, id) DO UPDATE SET version = excluded.version, removed = excluded.removed, region = excluded.region, event_time = excluded.event_time, severity = excluded.severity, entity = excluded.entity, status = excluded.status, jurisdictions = excluded.jurisdictions, data_classes = excluded.data_classes, policy_version = excluded.policy_version, verdict = excluded.verdict, verdict_id = excluded.verdict_id, payload = excluded.payload, retained_as = excluded.retained_as, keep_months = excluded.keep_months, delete_months = excluded.delete_months, held_by = excluded.held_by, content_order = excluded.content_order, expires_at = excluded.expires_at, stored_at = now()
WHERE threat_intelligence.version < excluded.version OR (threat_intelligence.version = excluded.version AND (excluded.removed AND NOT threat_intelligence.removed OR threat_intelligence.verdict_id <> excluded.verdict_id AND (NOT threat_intelligence.removed OR threat_intelligence.verdict = 'quarantine') OR threat_intelligence.verdict_id = excluded.verdict_id AND threat_intelligence.removed = excluded.removed AND excluded.content_order < threat_intelligence.content_order));

INSERT INTO routing_health (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order, expires_at)
SELECT n.home_region, n.id, n.version, n.removed, n.region, n.event_time, n.severity, n.entity, n.status, string_to_array(n.jurisdictions, ','), string_to_array(n.data_classes, ','), n.policy_version, n.verdict, n.verdict_id, n.payload::JSONB, n.retained_as, n.keep_months, n.delete_months, n.held_by, n.content_order, CASE WHEN n.removed THEN now() ELSE n.event_time END + CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month' WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END
FROM unnest(?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BOOLEAN[], ?::TEXT[], ?::TIMESTAMPTZ[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[], ?::BIGINT[]) AS n (home_region, id, version, removed, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload, retained_as, keep_months, delete_months, held_by, content_order)
LEFT JOIN retention AS k ON k.class = n.retained_as
ON CONFLICT (home_region, id) DO UPDATE SET version = excluded.version, removed = excluded.removed, region = excluded.region, event_time = excluded.event_time, severity = excluded.severity, entity = excluded.entity, status = excluded.status, jurisdictions = excluded.jurisdictions, data_classes = excluded.data_classes, policy_version = excluded.policy_version, verdict = excluded.verdict, verdict_id = excluded.verdict_id, payload = excluded.payload, retained_as = excluded.retained_as, keep_months = excluded.keep_months, delete_months = excluded.delete_months, held_by = excluded.held_by, content_order = excluded.content_order, expires_at = excluded.expires_at, stored_at = now()
WHERE routing_health.version < excluded.version OR (routing_health.version = excluded.version AND (excluded.removed AND NOT routing_health.removed OR routing_health.verdict_id <> excluded.verdict_id AND (NOT routing_health.removed OR routing_health.verdict = 'quarantine') OR routing_health.verdict_id = excluded.verdict_id AND routing_health.removed = excluded.removed AND excluded.content_order < routing_health.content_order));

INSERT INTO compliance_audit_logs (home_region, job, chain, epoch, position, hash, subject, record_id, record_time, entry, retained_as, expires_at)
SELECT n.home_region, n.job, n.chain, n.epoch, n.position, n.hash, n.subject, n.record_id, n.record_time, n.entry, n.retained_as, n.record_time + k.keep
FROM unnest(?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::BIGINT[], ?::BYTEA[], ?::TEXT[], ?::TEXT[], ?::TIMESTAMPTZ[], ?::BYTEA[], ?::TEXT[]) AS n (home_region, job, chain, epoch, position, hash, subject, record_id, record_time, entry, retained_as)
LEFT JOIN retention AS k ON k.class = n.retained_as
ON CONFLICT (home_region, job, chain, epoch, position, hash) DO NOTHING;

DELETE FROM threat_events
WHERE held_by = '' AND expires_at <= now() AND (home_region, id) IN (
SELECT home_region, id FROM threat_events WHERE held_by = '' AND expires_at <= now() ORDER BY expires_at LIMIT ?);

DELETE FROM detections
WHERE held_by = '' AND expires_at <= now() AND (home_region, id) IN (
SELECT home_region, id FROM detections WHERE held_by = '' AND expires_at <= now() ORDER BY expires_at LIMIT ?);

DELETE FROM incidents
WHERE held_by = '' AND expires_at <= now() AND (home_region, id) IN (
SELECT home_region, id FROM incidents WHERE held_by = '' AND expires_at <= now() ORDER BY expires_at LIMIT ?);

DELETE FROM threat_intelligence
WHERE held_by = '' AND expires_at <= now() AND (home_region, id) IN (
SELECT home_region, id FROM threat_intelligence WHERE held_by = '' AND expires_at <= now() ORDER BY expires_at LIMIT ?);

DELETE FROM routing_health
WHERE held_by = '' AND expires_at <= now() AND (home_region, id) IN (
SELECT home_region, id FROM routing_health WHERE held_by = '' AND expires_at <= now() ORDER BY expires_at LIMIT ?);

DELETE FROM compliance_audit_logs
WHERE expires_at <= now() AND (home_region, job, chain, epoch, position, hash) IN (
SELECT home_region, job, chain, epoch, position, hash FROM compliance_audit_logs WHERE expires_at <= now() ORDER BY expires_at LIMIT ?);

SELECT DISTINCT array_to_string(data_classes, ','), array_to_string(jurisdictions, ','), keep_months, delete_months, held_by FROM threat_events WHERE NOT removed;

SELECT DISTINCT array_to_string(data_classes, ','), array_to_string(jurisdictions, ','), keep_months, delete_months, held_by FROM detections WHERE NOT removed;

SELECT DISTINCT array_to_string(data_classes, ','), array_to_string(jurisdictions, ','), keep_months, delete_months, held_by FROM incidents WHERE NOT removed;

SELECT home_region, id, array_to_string(data_classes, ','), array_to_string(jurisdictions, ','), keep_months, delete_months, held_by
FROM threat_events WHERE NOT removed AND (home_region, id) > (?, ?) ORDER BY home_region, id LIMIT ?;

SELECT home_region, id, array_to_string(data_classes, ','), array_to_string(jurisdictions, ','), keep_months, delete_months, held_by
FROM detections WHERE NOT removed AND (home_region, id) > (?, ?) ORDER BY home_region, id LIMIT ?;

SELECT home_region, id, array_to_string(data_classes, ','), array_to_string(jurisdictions, ','), keep_months, delete_months, held_by
FROM incidents WHERE NOT removed AND (home_region, id) > (?, ?) ORDER BY home_region, id LIMIT ?;

UPDATE threat_events SET keep_months = n.keep_months, delete_months = n.delete_months, held_by = n.held_by, expires_at = threat_events.event_time + CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month' WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END
FROM unnest(?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[]) AS n (home_region, id, data_classes, jurisdictions, keep_months, delete_months, held_by), retention AS k
WHERE threat_events.home_region = n.home_region AND threat_events.id = n.id AND NOT threat_events.removed AND k.class = threat_events.retained_as AND array_to_string(threat_events.data_classes, ',') = n.data_classes AND array_to_string(threat_events.jurisdictions, ',') = n.jurisdictions;

UPDATE detections SET keep_months = n.keep_months, delete_months = n.delete_months, held_by = n.held_by, expires_at = detections.event_time + CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month' WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END
FROM unnest(?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[]) AS n (home_region, id, data_classes, jurisdictions, keep_months, delete_months, held_by), retention AS k
WHERE detections.home_region = n.home_region AND detections.id = n.id AND NOT detections.removed AND k.class = detections.retained_as AND array_to_string(detections.data_classes, ',') = n.data_classes AND array_to_string(detections.jurisdictions, ',') = n.jurisdictions;

UPDATE incidents SET keep_months = n.keep_months, delete_months = n.delete_months, held_by = n.held_by, expires_at = incidents.event_time + CASE WHEN n.keep_months * INTERVAL '1 month' > k.keep THEN n.keep_months * INTERVAL '1 month' WHEN n.delete_months > 0 AND n.delete_months * INTERVAL '1 month' < k.keep THEN n.delete_months * INTERVAL '1 month' ELSE k.keep END
FROM unnest(?::TEXT[], ?::TEXT[], ?::TEXT[], ?::TEXT[], ?::BIGINT[], ?::BIGINT[], ?::TEXT[]) AS n (home_region, id, data_classes, jurisdictions, keep_months, delete_months, held_by), retention AS k
WHERE incidents.home_region = n.home_region AND incidents.id = n.id AND NOT incidents.removed AND k.class = incidents.retained_as AND array_to_string(incidents.data_classes, ',') = n.data_classes AND array_to_string(incidents.jurisdictions, ',') = n.jurisdictions;

UPDATE compliance_audit_logs SET expires_at = record_time + ?::BIGINT * INTERVAL '1 month'
WHERE (home_region, job, chain, epoch, position, hash) IN (
SELECT home_region, job, chain, epoch, position, hash FROM compliance_audit_logs
WHERE expires_at < record_time + ?::BIGINT * INTERVAL '1 month' LIMIT ?);

SELECT position, entry FROM compliance_audit_logs WHERE home_region = ?
ORDER BY home_region, job, chain, epoch, position, hash;

SELECT count(*) FROM compliance_audit_logs WHERE home_region = ? AND subject = ANY (?);

SELECT id, version, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload::TEXT AS payload
FROM threat_events
WHERE home_region = ? AND id > ? AND NOT removed AND (strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(payload::TEXT, 'tk_') > 0 OR strpos(payload::TEXT, '%') > 0 OR payload -> 'base64' IS NOT NULL OR entity || payload::TEXT ~ '[^ -~]')
ORDER BY id LIMIT ?;

SELECT id, version, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload::TEXT AS payload
FROM detections
WHERE home_region = ? AND id > ? AND NOT removed AND (strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(payload::TEXT, 'tk_') > 0 OR strpos(payload::TEXT, '%') > 0 OR payload -> 'base64' IS NOT NULL OR entity || payload::TEXT ~ '[^ -~]')
ORDER BY id LIMIT ?;

SELECT id, version, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload::TEXT AS payload
FROM incidents
WHERE home_region = ? AND id > ? AND NOT removed AND (strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(payload::TEXT, 'tk_') > 0 OR strpos(payload::TEXT, '%') > 0 OR payload -> 'base64' IS NOT NULL OR entity || payload::TEXT ~ '[^ -~]')
ORDER BY id LIMIT ?;

SELECT id, version, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload::TEXT AS payload
FROM threat_intelligence
WHERE home_region = ? AND id > ? AND NOT removed AND (strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(payload::TEXT, 'tk_') > 0 OR strpos(payload::TEXT, '%') > 0 OR payload -> 'base64' IS NOT NULL OR entity || payload::TEXT ~ '[^ -~]')
ORDER BY id LIMIT ?;

SELECT id, version, region, event_time, severity, entity, status, jurisdictions, data_classes, policy_version, verdict, verdict_id, payload::TEXT AS payload
FROM routing_health
WHERE home_region = ? AND id > ? AND NOT removed AND (strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(lower(entity || ' ' || payload::TEXT), ?) > 0 OR strpos(payload::TEXT, 'tk_') > 0 OR strpos(payload::TEXT, '%') > 0 OR payload -> 'base64' IS NOT NULL OR entity || payload::TEXT ~ '[^ -~]')
ORDER BY id LIMIT ?;

UPDATE threat_events SET version = 9223372036854775807, removed = TRUE, severity = '', entity = '', status = '', jurisdictions = '{}', data_classes = '{}', verdict = ?, verdict_id = ?, payload = '{}', retained_as = 'REMOVED', keep_months = 0, delete_months = 0, held_by = '', stored_at = now(), expires_at = now() + (SELECT keep FROM retention WHERE class = 'REMOVED')
WHERE home_region = ? AND id = ? AND NOT removed;

UPDATE detections SET version = 9223372036854775807, removed = TRUE, severity = '', entity = '', status = '', jurisdictions = '{}', data_classes = '{}', verdict = ?, verdict_id = ?, payload = '{}', retained_as = 'REMOVED', keep_months = 0, delete_months = 0, held_by = '', stored_at = now(), expires_at = now() + (SELECT keep FROM retention WHERE class = 'REMOVED')
WHERE home_region = ? AND id = ? AND NOT removed;

UPDATE incidents SET version = version, removed = TRUE, severity = '', entity = '', status = '', jurisdictions = '{}', data_classes = '{}', verdict = ?, verdict_id = ?, payload = '{}', retained_as = 'REMOVED', keep_months = 0, delete_months = 0, held_by = '', stored_at = now(), expires_at = now() + (SELECT keep FROM retention WHERE class = 'REMOVED')
WHERE home_region = ? AND id = ? AND NOT removed;

UPDATE threat_intelligence SET version = 9223372036854775807, removed = TRUE, severity = '', entity = '', status = '', jurisdictions = '{}', data_classes = '{}', verdict = ?, verdict_id = ?, payload = '{}', retained_as = 'REMOVED', keep_months = 0, delete_months = 0, held_by = '', stored_at = now(), expires_at = now() + (SELECT keep FROM retention WHERE class = 'REMOVED')
WHERE home_region = ? AND id = ? AND NOT removed;

UPDATE routing_health SET version = 9223372036854775807, removed = TRUE, severity = '', entity = '', status = '', jurisdictions = '{}', data_classes = '{}', verdict = ?, verdict_id = ?, payload = '{}', retained_as = 'REMOVED', keep_months = 0, delete_months = 0, held_by = '', stored_at = now(), expires_at = now() + (SELECT keep FROM retention WHERE class = 'REMOVED')
WHERE home_region = ? AND id = ? AND NOT removed;

SELECT count(*) FROM threat_events WHERE home_region = ? AND verdict = ? AND verdict_id = ? AND removed;

SELECT count(*) FROM detections WHERE home_region = ? AND verdict = ? AND verdict_id = ? AND removed;

SELECT count(*) FROM incidents WHERE home_region = ? AND verdict = ? AND verdict_id = ? AND removed;

SELECT count(*) FROM threat_intelligence WHERE home_region = ? AND verdict = ? AND verdict_id = ? AND removed;

SELECT count(*) FROM routing_health WHERE home_region = ? AND verdict = ? AND verdict_id = ? AND removed;

UPDATE threat_events SET payload = ?::JSONB, version = version + 1, stored_at = now()
WHERE home_region = ? AND id = ? AND version = ? AND NOT removed;

UPDATE detections SET payload = ?::JSONB, version = version + 1, stored_at = now()
WHERE home_region = ? AND id = ? AND version = ? AND NOT removed;

UPDATE incidents SET payload = ?::JSONB, version = version + 1, stored_at = now()
WHERE home_region = ? AND id = ? AND version = ? AND NOT removed;

UPDATE threat_intelligence SET payload = ?::JSONB, version = version + 1, stored_at = now()
WHERE home_region = ? AND id = ? AND version = ? AND NOT removed;

UPDATE routing_health SET payload = ?::JSONB, version = version + 1, stored_at = now()
WHERE home_region = ? AND id = ? AND version = ? AND NOT removed;
