"""Voucher campaigns, their lots, rules and codes, and what a voucher is worth."""
