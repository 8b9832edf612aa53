-- Who was invited to which roles; of the link there is a digest alone. Moments are the city's.
CREATE TABLE invitations (
    id text PRIMARY KEY,
    digest text NOT NULL,
    number integer NOT NULL,
    name text NOT NULL,
    contact jsonb NOT NULL,
    language text NOT NULL CHECK (language IN ('zh', 'en')),
    grants jsonb NOT NULL,
    by text NOT NULL,
    made_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    sent text NOT NULL CHECK (sent IN ('not_yet', 'mail', 'phone', 'console')),
    state text NOT NULL CHECK (state IN ('open', 'used', 'withdrawn')),
    person text NOT NULL,
    CONSTRAINT invitations_hold CHECK (
        made_at < ends_at AND (state = 'used') = (person <> '') AND number >= 1),
    CONSTRAINT invitations_made_at_bounded CHECK (
        made_at >= '2000-01-01 00:00:00+00' AND made_at < '2200-01-01 00:00:00+00'),
    CONSTRAINT invitations_ends_at_bounded CHECK (
        ends_at >= '2000-01-01 00:00:00+00' AND ends_at < '2200-01-01 00:00:00+00')
);

-- With what is done to people's roles; the kinds are those of yeshi/events/kinds.py.
DROP INDEX events_by_hand;
CREATE INDEX events_by_hand ON events (seq) WHERE by NOT IN ('', 'clock') AND kind IN (
    'accord.signed',
    'campaign.funded',
    'city.opened',
    'city.renamed',
    'courier.registered',
    'errand.given_up',
    'errand.tried_again',
    'gift.received',
    'merchant.held',
    'merchant.registered',
    'merchant.released',
    'order.handled',
    'order.withdrawn',
    'panel.imported',
    'person.entered',
    'person.factors_forgotten',
    'person.invitation_withdrawn',
    'person.invited',
    'person.invited_again',
    'person.role_given',
    'person.role_taken',
    'person.signed_out',
    'programme.opened',
    'shift.planned',
    'shock.ended',
    'shock.entered',
    'shock.withdrawn',
    'stipend.approved',
    'stipend.declined',
    'terms.enacted',
    'ticket.acted_for');
