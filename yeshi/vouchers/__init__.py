"""Voucher campaigns, their lots, and what a voucher is worth."""
