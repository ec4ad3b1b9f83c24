#!/bin/sh
# Makes the passwords that docker-compose.yml reads; one that is there stays as it is.
set -eu
# The folder keeps other users of this machine out. The files themselves are readable, because the users inside the
# containers are none of this machine's.
folder=$(dirname "$0")/secrets
mkdir -p "$folder"
chmod 700 "$folder"
for name in postgres_password temporal_password otklik_password; do
    if [ ! -s "$folder/$name" ]; then
        # Hexadecimal: the Temporal server writes its password into YAML without escaping it.
        od -An -N32 -tx1 /dev/urandom | tr -d ' \n' >"$folder/$name"
        chmod 444 "$folder/$name"
        echo "made deploy/secrets/$name"
    fi
done
