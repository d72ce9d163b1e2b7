#!/bin/sh
# The sample documents, from files to cited answers, in a base that is thrown away: sh corpus/demo.sh [KB]
set -eu

kb=${1:-kb}
here=$(dirname "$0")
base=$(mktemp -d)
trap 'rm -rf "$base"' EXIT

run() {
    printf '\n$ kb %s\n' "$*"
    "$kb" --home "$base" "$@"
}

# To abstain (code 3) is a good answer when the documents hold none.
ask() {
    run ask "$1" || [ $? -eq 3 ]
}

run ingest "$here"/*.txt
run list
ask '¿Qué porcentaje de su actividad puede subcontratar cada entidad?'
ask '¿Cuánto tiempo hay para presentar la solicitud?'
ask '¿Cuántas plazas de médico se convocan?'
