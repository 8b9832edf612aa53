-- How many bookings are to come with a telephone number.
CREATE INDEX bookings_phone ON bookings (phone) WHERE state = 'booked';
