-- What the policies say of a record's retention, as resolved by its verdict: months that it is kept at least, months by which it is deleted (0: no
-- limit), and the legal holds under which it is not deleted at all. content_order decides between two contents that claim one version.

ALTER TABLE threat_events ADD COLUMN keep_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE threat_events ADD COLUMN delete_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE threat_events ADD COLUMN held_by TEXT NOT NULL DEFAULT '';
ALTER TABLE threat_events ADD COLUMN content_order BIGINT NOT NULL DEFAULT 0;

ALTER TABLE detections ADD COLUMN keep_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE detections ADD COLUMN delete_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE detections ADD COLUMN held_by TEXT NOT NULL DEFAULT '';
ALTER TABLE detections ADD COLUMN content_order BIGINT NOT NULL DEFAULT 0;

ALTER TABLE incidents ADD COLUMN keep_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN delete_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN held_by TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN content_order BIGINT NOT NULL DEFAULT 0;

ALTER TABLE threat_intelligence ADD COLUMN keep_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE threat_intelligence ADD COLUMN delete_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE threat_intelligence ADD COLUMN held_by TEXT NOT NULL DEFAULT '';
ALTER TABLE threat_intelligence ADD COLUMN content_order BIGINT NOT NULL DEFAULT 0;

ALTER TABLE routing_health ADD COLUMN keep_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE routing_health ADD COLUMN delete_months BIGINT NOT NULL DEFAULT 0;
ALTER TABLE routing_health ADD COLUMN held_by TEXT NOT NULL DEFAULT '';
ALTER TABLE routing_health ADD COLUMN content_order BIGINT NOT NULL DEFAULT 0;

-- V2 took every row there was to be of the class PERSONAL.
UPDATE threat_events SET retained_as = 'HEALTH', expires_at = event_time + INTERVAL '84 months' WHERE retained_as = 'PERSONAL' AND 'HEALTH' = ANY (data_classes);
UPDATE detections SET retained_as = 'HEALTH', expires_at = event_time + INTERVAL '84 months' WHERE retained_as = 'PERSONAL' AND 'HEALTH' = ANY (data_classes);
UPDATE incidents SET retained_as = 'HEALTH', expires_at = event_time + INTERVAL '84 months' WHERE retained_as = 'PERSONAL' AND 'HEALTH' = ANY (data_classes);
