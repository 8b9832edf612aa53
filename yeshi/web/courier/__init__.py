"""The face that couriers see."""
