#!/bin/sh
# Replaces what runs by the version in this folder, one part after another. Make a backup first.
set -eu
cd "$(dirname "$0")/.."

docker compose build
docker compose up --detach --wait postgres temporal
docker compose run --rm temporal-namespace
# The workers and the API that still run go on beside the new schema; what they cannot record waits in the cases.
docker compose run --rm migrate

remove() {
    docker stop -t 30 "$1"
    docker rm "$1"
}

# New workers first stand beside the old ones, so that somebody serves at every moment. One that does not serve, as after
# an upgrade that failed, goes before: Docker would wait for it as well.
old=
number=2
for container in $(docker compose ps --all --quiet worker); do
    state=$(docker inspect --format '{{.State.Status}} {{.State.Health.Status}}' "$container")
    if [ "$state" = "running healthy" ]; then
        old="$old $container"
        number=$((number + 1))
    else
        remove "$container"
    fi
done
docker compose up --detach --wait --no-deps --no-recreate --scale worker="$number" worker
for container in $old; do
    remove "$container"
done

docker compose up --detach --wait --no-deps api temporal-ui
