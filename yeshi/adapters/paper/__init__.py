"""Reports as PDF, charts as pictures."""
