"""What the city is made of: its stalls, markets and couriers, entered by who answers for it."""
