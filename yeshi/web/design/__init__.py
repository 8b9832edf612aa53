"""One page on which everything stands that pages are made of."""
