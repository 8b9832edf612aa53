"""The one place where ports meet adapters: for nights in the twin, and for the live city."""
