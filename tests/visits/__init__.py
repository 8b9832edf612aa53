"""Services, seats and bookings: what they may be, when a seat is free, what may follow what."""
