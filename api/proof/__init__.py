"""«Расчёт срока» as people read it: a text, and a page to print; one story told twice."""
