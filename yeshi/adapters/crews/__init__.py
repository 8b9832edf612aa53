"""Crews: who does many things at once, on the cores at hand or on a cluster."""
