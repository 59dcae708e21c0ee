-- How long rows are kept from the time of what they tell of, by class; of a removal, from when it was stored. A change holds for rows
-- that are stored afterwards. No part of an hour: an interval of months ends on the same day of the month.
--   PERSONAL     GDPR, data of users: 26 months        HEALTH   HIPAA, health information: 84 months
--   OPERATIONAL  house rule: 13 months                 AUDIT    HIPAA 72 months, which covers GDPR's 36
--   REMOVED      longer than any replay: records are kept for 7 days in Kafka, a savepoint for 30

INSERT INTO retention (class, keep)
VALUES ('OPERATIONAL', INTERVAL '13 months'),
       ('PERSONAL', INTERVAL '26 months'),
       ('HEALTH', INTERVAL '84 months'),
       ('AUDIT', INTERVAL '72 months'),
       ('REMOVED', INTERVAL '35 days')
ON CONFLICT (class) DO UPDATE SET keep = excluded.keep;
