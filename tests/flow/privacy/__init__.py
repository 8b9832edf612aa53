"""Tests of flow/privacy."""
