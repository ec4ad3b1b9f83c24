"""Settings of the whole run."""

from hypothesis import settings

# A slow or busy machine is no failure: time is measured by benchmarks, never by tests.
settings.register_profile("otklik", deadline=None)
settings.load_profile("otklik")
