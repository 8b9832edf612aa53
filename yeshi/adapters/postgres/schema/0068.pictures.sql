-- Pictures of dishes and stalls: which there are, what shows each, and their forms where the database
-- keeps them.
CREATE TABLE pictures (
    id text PRIMARY KEY CHECK (length(id) = 64),
    unshown_since timestamptz CHECK (
        unshown_since >= '2000-01-01 00:00:00+00' AND unshown_since < '2200-01-01 00:00:00+00')
);
CREATE INDEX pictures_unshown ON pictures (unshown_since) WHERE unshown_since IS NOT NULL;

CREATE TABLE shown_pictures (
    id text PRIMARY KEY,
    merchant text NOT NULL REFERENCES merchants (id),
    picture text NOT NULL REFERENCES pictures (id),
    widths jsonb NOT NULL CHECK (jsonb_array_length(widths) > 0),
    since timestamptz NOT NULL CHECK (
        since >= '2000-01-01 00:00:00+00' AND since < '2200-01-01 00:00:00+00')
);
CREATE INDEX shown_pictures_merchant ON shown_pictures (merchant);
CREATE INDEX shown_pictures_picture ON shown_pictures (picture);

-- Not compressed: they are already.
CREATE TABLE picture_forms (
    digest text NOT NULL CHECK (length(digest) = 64),
    width integer NOT NULL CHECK (width > 0),
    data bytea NOT NULL,
    PRIMARY KEY (digest, width)
);
ALTER TABLE picture_forms ALTER COLUMN data SET STORAGE EXTERNAL;

-- With the pictures that operators change; the kinds are those of yeshi/events/kinds.py,
-- tests/adapters/postgres/test_journal.py compares.
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
    'picture.changed_by_operator',
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
