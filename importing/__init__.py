"""Reads files of messages: CSV and XLSX, their encoding and form, and the mappings in ``imports/``.

What a row means is ``domain.importing``'s business. Nothing here knows of Temporal, the database or HTTP.
"""
