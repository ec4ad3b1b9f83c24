#!/bin/sh
# Makes or upgrades the schemas of Temporal's databases; where they are up to date nothing changes.
set -eu
SQL_PASSWORD=$(cat "${SECRETS_DIR:-/run/secrets}/temporal_password")
export SQL_PASSWORD

for pair in temporal:temporal temporal_visibility:visibility; do
    temporal-sql-tool --database "${pair%%:*}" setup-schema --version 0.0
    temporal-sql-tool --database "${pair%%:*}" update-schema \
        --schema-dir "/etc/temporal/schema/postgresql/v12/${pair##*:}/versioned"
done
