-- A row under a legal hold stays: it expires a thousand years later than it would.

ALTER TABLE threat_events SET (ttl_expiration_expression = '(CASE WHEN held_by = '''' THEN expires_at ELSE expires_at + INTERVAL ''1000 years'' END)', ttl_job_cron = '@hourly');
ALTER TABLE detections SET (ttl_expiration_expression = '(CASE WHEN held_by = '''' THEN expires_at ELSE expires_at + INTERVAL ''1000 years'' END)', ttl_job_cron = '@hourly');
ALTER TABLE incidents SET (ttl_expiration_expression = '(CASE WHEN held_by = '''' THEN expires_at ELSE expires_at + INTERVAL ''1000 years'' END)', ttl_job_cron = '@hourly');
ALTER TABLE threat_intelligence SET (ttl_expiration_expression = '(CASE WHEN held_by = '''' THEN expires_at ELSE expires_at + INTERVAL ''1000 years'' END)', ttl_job_cron = '@hourly');
ALTER TABLE routing_health SET (ttl_expiration_expression = '(CASE WHEN held_by = '''' THEN expires_at ELSE expires_at + INTERVAL ''1000 years'' END)', ttl_job_cron = '@hourly');
