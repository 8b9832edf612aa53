"""Services that can be booked, from the offer to the guest, on each store."""
