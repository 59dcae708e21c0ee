-- Hours are those of UTC, whatever the session's time zone is: some zones are half an hour off. Of a time without a zone the hour is immutable, so
-- it can be indexed; a question about some hours reads the detections of those alone.

DROP VIEW hourly_threats;
CREATE VIEW hourly_threats AS
SELECT home_region, date_trunc('hour', event_time AT TIME ZONE 'UTC') AS hour, severity, count(*) AS detections, count(DISTINCT entity) AS entities,
       max(stored_at) AS latest
FROM detections
WHERE NOT removed
GROUP BY home_region, date_trunc('hour', event_time AT TIME ZONE 'UTC'), severity;
CREATE INDEX detections_by_hour ON detections (home_region, (date_trunc('hour', event_time AT TIME ZONE 'UTC')));
