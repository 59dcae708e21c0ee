-- CockroachDB removes rows by itself once they have expired. On PostgreSQL, deleting by expires_at is for a job.

ALTER TABLE threat_events SET (ttl_expiration_expression = 'expires_at', ttl_job_cron = '@hourly');
ALTER TABLE detections SET (ttl_expiration_expression = 'expires_at', ttl_job_cron = '@hourly');
ALTER TABLE incidents SET (ttl_expiration_expression = 'expires_at', ttl_job_cron = '@hourly');
ALTER TABLE threat_intelligence SET (ttl_expiration_expression = 'expires_at', ttl_job_cron = '@hourly');
ALTER TABLE routing_health SET (ttl_expiration_expression = 'expires_at', ttl_job_cron = '@hourly');
ALTER TABLE compliance_audit_logs SET (ttl_expiration_expression = 'expires_at', ttl_job_cron = '@hourly');
