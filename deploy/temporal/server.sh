#!/bin/sh
# Gives the server its password, which it reads from the environment only.
set -eu
POSTGRES_PWD=$(cat "${SECRETS_DIR:-/run/secrets}/temporal_password")
export POSTGRES_PWD
exec /etc/temporal/entrypoint.sh
