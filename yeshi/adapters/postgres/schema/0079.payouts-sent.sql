-- A payout that has left is sent; dishes are ordered. Answers that were kept name no payee's holder.
UPDATE payouts SET state = 'sent' WHERE state = 'ordered';
DROP INDEX payouts_ordered;
CREATE INDEX payouts_sent ON payouts (id) WHERE state = 'sent';
UPDATE commands
SET answer = jsonb_set(answer, '{facts}', (answer->'facts') - 'holder' || '{"account": ""}')
WHERE command = 'approve_payouts' AND answer->'facts' ? 'holder';
