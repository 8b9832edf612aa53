-- A message that only shows that messages arrive: asked for by a person, and no way in.
ALTER TABLE sent_codes DROP CONSTRAINT sent_codes_purpose_check;
ALTER TABLE sent_codes ADD CONSTRAINT sent_codes_purpose_check CHECK (
    purpose IN ('enter', 'prove', 'try'));
ALTER TABLE sent_codes DROP CONSTRAINT sent_codes_hold;
ALTER TABLE sent_codes ADD CONSTRAINT sent_codes_hold CHECK (
    made_at < ends_at AND (purpose = 'enter') = (person = ''));
