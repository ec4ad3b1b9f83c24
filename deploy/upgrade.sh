#!/bin/sh
# Replaces what runs by the version in this folder, one part after another. Make a backup first.
set -eu
cd "$(dirname "$0")/.."

docker compose build
docker compose up --detach --wait postgres temporal
docker compose run --rm temporal-namespace
# The workers and the API that still run go on beside the new schema; what they cannot record waits in the cases.
docker compose run --rm migrate

# New workers first stand beside the old ones, so that somebody serves at every moment.
old=$(docker compose ps --quiet worker)
docker compose up --detach --wait --no-deps --no-recreate --scale worker=4 worker
for container in $old; do
    docker stop --time 30 "$container"
    docker rm "$container"
done

docker compose up --detach --wait --no-deps api temporal-ui
