"""Slips: drawn as bytes of ESC/POS, and sent to printers over their network."""
