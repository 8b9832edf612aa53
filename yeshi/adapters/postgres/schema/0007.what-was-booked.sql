-- Events carry what was booked: of a settled order each merchant's voucher, the platform's fee and
-- what was given; of a placed one what was asked; of a shift when it began. What events of before
-- leave unsaid is taken from the books, the orders and the shifts of then; nothing is computed anew.
ALTER TABLE events DISABLE TRIGGER USER;

UPDATE events SET data = data - 'shares' - 'voucher' || jsonb_build_object('asked', (
    SELECT jsonb_agg(jsonb_build_object(
        'merchant', ticket->>'merchant',
        'amount', (
            SELECT share->'sold' FROM jsonb_array_elements(events.data->'shares') AS share
            WHERE share->>'merchant' = ticket->>'merchant'),
        'voucher', ticket->'voucher') ORDER BY place)
    FROM orders, jsonb_array_elements(orders.tickets) WITH ORDINALITY AS told (ticket, place)
    WHERE orders.id = events.subject))
WHERE kind = 'order.placed';

UPDATE events SET data = data - 'voucher' || jsonb_build_object('shares', (
    SELECT jsonb_agg(share || jsonb_build_object(
        'voucher', (
            SELECT ticket->'voucher' FROM orders, jsonb_array_elements(orders.tickets) AS ticket
            WHERE orders.id = events.subject AND ticket->>'merchant' = share->>'merchant'),
        'fee', share->'sold' || jsonb_build_object('fen', (
            SELECT coalesce(sum(fen), 0) FROM transfers
            WHERE "order" = events.subject AND why = 'commission'
                AND debit = 'merchant:' || (share->>'merchant'))),
        'given', share->'sold' || jsonb_build_object('fen', (
            SELECT coalesce(sum(fen), 0) FROM transfers
            WHERE "order" = events.subject AND why = 'share'
                AND debit = 'merchant:' || (share->>'merchant')))) ORDER BY place)
    FROM jsonb_array_elements(events.data->'shares') WITH ORDINALITY AS told (share, place)))
WHERE kind = 'order.settled';

UPDATE events SET data = jsonb_set(data, '{compensated}', (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'merchant', share->>'merchant', 'amount', share->'sold') ORDER BY place), '[]')
    FROM jsonb_array_elements(events.data->'compensated') WITH ORDINALITY AS told (share, place)))
WHERE kind = 'order.refunded';

UPDATE events SET data = data || jsonb_build_object('on_at', shifts.on_at)
FROM shifts WHERE kind = 'shift.started' AND shifts.id = data->>'shift';

UPDATE events SET data = data - 'per_order'
    || jsonb_build_object('on_at', shifts.on_at, 'earned', data->'per_order')
FROM shifts WHERE kind = 'shift.ended' AND shifts.id = data->>'shift';

ALTER TABLE events ENABLE TRIGGER USER;
