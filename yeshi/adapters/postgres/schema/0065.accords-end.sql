-- An accord keeps what it said before, ends and stays; so does a commitment that is altered.
ALTER TABLE accords ADD COLUMN meets_every integer NOT NULL DEFAULT 0 CHECK (meets_every >= 0);
ALTER TABLE accords ALTER COLUMN meets_every DROP DEFAULT;
ALTER TABLE accords ADD COLUMN earlier jsonb NOT NULL DEFAULT '[]';
ALTER TABLE accords ALTER COLUMN earlier DROP DEFAULT;
ALTER TABLE accords ADD COLUMN ended_at timestamptz;
ALTER TABLE accords ADD COLUMN outcome text CHECK (outcome IN ('fulfilled', 'by_agreement', 'lapsed'));
ALTER TABLE accords ADD CONSTRAINT accords_outcome_is_known CHECK ((ended_at IS NULL) = (outcome IS NULL));
ALTER TABLE accords ADD CONSTRAINT accords_ended_at_bounded CHECK (
    ended_at >= '2000-01-01 00:00:00+00' AND ended_at < '2200-01-01 00:00:00+00');

ALTER TABLE commitments ADD COLUMN earlier jsonb NOT NULL DEFAULT '[]';
ALTER TABLE commitments ALTER COLUMN earlier DROP DEFAULT;

-- The kinds are those of yeshi/events/kinds.py; tests/adapters/postgres/test_journal.py compares.
DROP INDEX events_by_hand;
CREATE INDEX events_by_hand ON events (seq) WHERE by NOT IN ('', 'clock') AND kind IN (
    'accord.amended',
    'accord.ended',
    'accord.returned',
    'accord.signed',
    'campaign.ended',
    'campaign.funded',
    'campaign.launched',
    'cash.allowed',
    'cash.handed_in',
    'cash.set_off',
    'city.opened',
    'city.renamed',
    'client.registered',
    'client.renewed',
    'client.revoked',
    'commitment.altered',
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
    'person.access_ended',
    'person.access_given',
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
