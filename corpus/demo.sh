#!/bin/sh
# The sample documents, from files to cited answers, in a base that is thrown away: sh corpus/demo.sh [KB]
set -eu

kb=${1:-kb}
here=$(dirname "$0")
base=$(mktemp -d)
trap 'rm -rf "$base"' EXIT

say() {
    printf '\n$ kb'
    for word; do
        case $word in *' '*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n'
}

run() {
    say "$@"
    "$kb" --home "$base" "$@"
}

# To abstain (code 3) is a good answer when the documents hold none.
ask() {
    run ask "$1" || [ $? -eq 3 ]
}

run ingest "$here"/*.txt
run list
ask '¿Qué porcentaje de su actividad puede subcontratar cada entidad?'
ask '¿Qué hay que hacer si una muestra supera el límite de Escherichia coli?'
ask '¿Qué vacunas necesita un perro para viajar?'
