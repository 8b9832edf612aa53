"""Every page there is, as the people of the demo city come to it: what it weighs, what it looks like."""
