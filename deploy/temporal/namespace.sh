#!/bin/sh
# Makes the namespace, says how long it keeps what is closed, and registers what messages can be searched by.
# Reads TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE, as the program `temporal` does; a second run changes nothing.
set -eu
: "${TEMPORAL_ADDRESS:?}" "${TEMPORAL_NAMESPACE:?}"
retention=30d

# Waits until a command succeeds; the last failure is shown and ends the script.
patiently() {
    tries=120
    until "$@" >/dev/null 2>&1; do
        tries=$((tries - 1))
        if [ "$tries" -le 0 ]; then
            "$@"
            return
        fi
        sleep 1
    done
}

patiently temporal operator cluster health
if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
    temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention "$retention"
else
    temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$retention"
fi

# The server's parts learn of a new namespace one after another.
patiently temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE"
while read -r name type; do
    temporal operator search-attribute create --name "$name" --type "$type" </dev/null
done <<'ATTRIBUTES'
OtklikStatus Keyword
OtklikRegulation Keyword
OtklikAuthority Keyword
OtklikNetwork Keyword
OtklikTheme Keyword
OtklikDueAt Datetime
OtklikOverdue Bool
OtklikSignificant Bool
ATTRIBUTES
