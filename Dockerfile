# One image for the API, the worker and the jobs; the command chooses. The Temporal server has an image of its own.
# Python's minor version is the one that requirements/ are resolved for and the tests run on.
FROM python:3.11.15-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /opt/venv
COPY requirements/requirements.txt requirements/
RUN /opt/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
    --no-deps --only-binary :all: --require-hashes --requirement requirements/requirements.txt
COPY . .
# Editable: regulations/ and the migrations stay beside the modules that read them.
RUN /opt/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
    --no-deps --no-build-isolation --editable . \
    && /opt/venv/bin/python -m compileall -q /app \
    && chmod -R a+rX /app

FROM python:3.11.15-slim-bookworm
RUN groupadd --system --gid 10001 otklik \
    && useradd --system --uid 10001 --gid otklik --no-create-home --shell /usr/sbin/nologin otklik
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    OTKLIK_API_HOST=0.0.0.0 \
    OTKLIK_LOG_FORMAT=json
# Owned by root, so that the process cannot change its own program; it writes to the database only.
WORKDIR /app
USER 10001:10001
EXPOSE 8080
# That of the API; a worker, which listens nowhere, is asked by `otklik health`.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
CMD ["python", "-m", "api"]
