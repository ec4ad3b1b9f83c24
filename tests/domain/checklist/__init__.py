"""Tests of domain.checklist."""
