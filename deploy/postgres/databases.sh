#!/bin/sh
# Runs once, on an empty volume: a user and databases of its own for Temporal and for Otklik, closed to each other.
set -eu
secrets=${SECRETS_DIR:-/run/secrets}

sql() {
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres "$@"
}

for role in temporal otklik; do
    # psql reads the file itself, so that the password is in no list of processes.
    sql --set role="$role" --set file="$secrets/${role}_password" <<'SQL'
\set password `cat :'file'`
CREATE ROLE :"role" LOGIN PASSWORD :'password';
SQL
done

for pair in temporal:temporal temporal_visibility:temporal otklik:otklik; do
    sql --set database="${pair%%:*}" --set owner="${pair##*:}" <<'SQL'
CREATE DATABASE :"database" OWNER :"owner";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
SQL
done
