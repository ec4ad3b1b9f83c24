"""Settings of the whole run."""

import os

from hypothesis import settings

# A slow or busy machine is no failure: time is measured by benchmarks, never by tests.
settings.register_profile("otklik", deadline=None)
settings.load_profile("otklik")

# The SDK ends a workflow task that takes two seconds by raising an exception inside its thread, anywhere: also while
# the tracer of the coverage holds its lock, which would then be held for ever. A busy machine reaches two seconds.
os.environ["TEMPORAL_DEBUG"] = "1"
