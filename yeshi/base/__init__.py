"""Words that all other rooms use."""
