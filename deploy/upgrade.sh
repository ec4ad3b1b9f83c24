#!/bin/sh
# Replaces what runs by the version in this folder, one part after another. Make a backup first.
set -eu
cd "$(dirname "$0")/.."

docker compose build
docker compose up --detach --wait postgres temporal
docker compose run --rm temporal-namespace
# The workers and the API that still run go on beside the new schema; what they cannot record waits in the cases.
docker compose run --rm migrate

# New workers first stand beside the old ones, so that somebody serves at every moment. Those of an upgrade that failed
# are old ones too, whether they run or not.
old=$(docker compose ps --all --quiet worker)
number=2
for container in $old; do
    number=$((number + 1))
done
docker compose up --detach --wait --no-deps --no-recreate --scale worker="$number" worker
for container in $old; do
    docker stop -t 30 "$container"
    docker rm "$container"
done

docker compose up --detach --wait --no-deps worker api temporal-ui
