"""An order, from the basket to the books."""
