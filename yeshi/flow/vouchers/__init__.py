"""Campaigns are launched, claimed, spent and weighed."""
