"""What is owed, on its way to who is owed it: payees, payouts, and the runs that pay them."""
