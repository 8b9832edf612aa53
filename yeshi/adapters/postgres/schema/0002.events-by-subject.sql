-- Whoever asks why a courier was sent looks for what happened to their route.
CREATE INDEX events_subject ON events (subject, seq);
