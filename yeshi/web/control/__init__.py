"""The face of the control room: what is under way, and a hand on dispatch."""
