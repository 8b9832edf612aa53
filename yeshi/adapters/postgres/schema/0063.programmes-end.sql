-- A programme ends and stays; what students were promised, and applicants asked, stays with them.
ALTER TABLE programmes ADD COLUMN ended_at timestamptz;
ALTER TABLE programmes ADD CONSTRAINT programmes_ended_at_bounded CHECK (
    ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00');

ALTER TABLE students ADD COLUMN promised jsonb NOT NULL DEFAULT '[]';
UPDATE students SET promised = programmes.stipends FROM programmes WHERE programmes.id = students.programme;
ALTER TABLE students ALTER COLUMN promised DROP DEFAULT;

ALTER TABLE applications ADD COLUMN asked jsonb NOT NULL DEFAULT '[]';
UPDATE applications SET asked = programmes.questions FROM programmes
WHERE programmes.id = applications.programme;
ALTER TABLE applications ALTER COLUMN asked DROP DEFAULT;

-- The kinds are those of yeshi/events/kinds.py; tests/adapters/postgres/test_journal.py compares.
DROP INDEX events_by_hand;
CREATE INDEX events_by_hand ON events (seq) WHERE by NOT IN ('', 'clock') AND kind IN (
    'accord.signed',
    'campaign.ended',
    'campaign.funded',
    'campaign.launched',
    'cash.allowed',
    'cash.handed_in',
    'cash.set_off',
    'city.opened',
    'city.renamed',
    'courier.changed',
    'courier.left',
    'courier.registered',
    'courier.returned',
    'errand.given_up',
    'errand.tried_again',
    'fund.passed_on',
    'gift.received',
    'market.changed',
    'market.ended',
    'market.opened',
    'market.returned',
    'merchant.changed',
    'merchant.ended',
    'merchant.held',
    'merchant.registered',
    'merchant.released',
    'merchant.returned',
    'newcomer.accepted',
    'newcomer.declined',
    'order.handled',
    'order.withdrawn',
    'panel.imported',
    'person.entered',
    'person.factors_forgotten',
    'person.invitation_withdrawn',
    'person.invited',
    'person.invited_again',
    'person.key_made',
    'person.key_revoked',
    'person.role_given',
    'person.role_taken',
    'person.signed_out',
    'programme.changed',
    'programme.ended',
    'programme.opened',
    'programme.returned',
    'shift.called_off',
    'shift.planned',
    'shock.ended',
    'shock.entered',
    'shock.withdrawn',
    'stipend.approved',
    'stipend.declined',
    'terms.enacted',
    'ticket.acted_for');
