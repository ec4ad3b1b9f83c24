#!/bin/sh
# Puts back what backup.sh has copied: deploy/restore.sh FOLDER. What the databases hold now is lost.
set -eu
folder=$(cd "${1:?usage: deploy/restore.sh FOLDER}" && pwd)
cd "$(dirname "$0")/.."

for database in temporal temporal_visibility otklik; do
    if [ ! -s "$folder/$database.dump" ]; then
        echo "$folder/$database.dump is missing: nothing was changed" >&2
        exit 1
    fi
done
docker compose stop api worker temporal
docker compose up --detach --wait postgres
for database in temporal temporal_visibility otklik; do
    docker compose exec -T postgres pg_restore --username postgres --dbname postgres \
        --clean --if-exists --create --exit-on-error <"$folder/$database.dump"
done
docker compose up --detach
