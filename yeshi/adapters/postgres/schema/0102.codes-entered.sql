-- Which codes of vouchers somebody has entered.
CREATE INDEX voucher_codes_customer ON voucher_codes (customer) WHERE customer IS NOT NULL;
