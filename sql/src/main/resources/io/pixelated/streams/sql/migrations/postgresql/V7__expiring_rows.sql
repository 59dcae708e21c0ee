-- PostgreSQL has no row-level TTL: what has expired is deleted a batch at a time, and has to be found without reading the tables.

CREATE INDEX threat_events_expiring ON threat_events (expires_at) WHERE held_by = '';
CREATE INDEX detections_expiring ON detections (expires_at) WHERE held_by = '';
CREATE INDEX incidents_expiring ON incidents (expires_at) WHERE held_by = '';
CREATE INDEX threat_intelligence_expiring ON threat_intelligence (expires_at) WHERE held_by = '';
CREATE INDEX routing_health_expiring ON routing_health (expires_at) WHERE held_by = '';
CREATE INDEX compliance_audit_logs_expiring ON compliance_audit_logs (expires_at);
