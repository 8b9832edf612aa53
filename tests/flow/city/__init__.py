"""Tests of flow/city."""
