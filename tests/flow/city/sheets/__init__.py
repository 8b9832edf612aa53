"""Tests of flow/city/sheets."""
