#!/bin/sh
# Copies all state into a folder: deploy/backup.sh FOLDER. For that minute nothing runs but the database, because
# Temporal and the read model must be of one moment; limits that end meanwhile are judged by their own moments.
set -eu
umask 077
mkdir -p "${1:?usage: deploy/backup.sh FOLDER}"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."

trap 'docker compose up --detach --no-recreate' EXIT
docker compose stop api worker temporal
for database in temporal temporal_visibility otklik; do
    docker compose exec -T postgres pg_dump --username postgres --format custom "$database" >"$folder/$database.part"
done
# Only a copy that is whole gets its name.
for database in temporal temporal_visibility otklik; do
    mv "$folder/$database.part" "$folder/$database.dump"
done
