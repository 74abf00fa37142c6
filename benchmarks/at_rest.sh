#!/usr/bin/env bash
# All figures of docs/scale.md, measured anew on a machine that does nothing else: half an hour to an hour each part.
#
#     benchmarks/at_rest.sh [PART...]      kills mutants cost many long (default: all)
#
# What is printed begins with the commit: put both into docs/scale.md. Made files go to a folder that is removed.
set -euo pipefail
cd "$(dirname "$0")/.."
python=.venv/bin/python
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
parts=("$@")
[ $# -gt 0 ] || parts=(kills mutants cost many long)

corpus() { "$python" benchmarks/corpus.py "$@" >/dev/null; }

kills() { "$python" benchmarks/kill.py --kills 30; }

mutants() { # four kinds of files; without Tesseract, which would take seconds for each page without text
  corpus "$work/seeds" --reports 3 --pages 2 --layout magazine
  PATH=$(dirname "$(command -v env)") "$python" benchmarks/fuzz.py raw/* "$work"/seeds/* --count 10000 --ingest --jobs 2
}

cost() {
  corpus "$work/one" --reports 3 --pages 1 --layout one-column
  corpus "$work/ten" --reports 1 --pages 10 --layout two-columns
  corpus "$work/fifty" --reports 1 --pages 50 --layout magazine
  "$python" benchmarks/scale.py start
  for folder in one ten fifty; do "$python" benchmarks/scale.py floor "$work/$folder"/*; done
}

many() {
  corpus "$work/notes" --reports 1000 --pages 0 --layout text
  corpus "$work/thousand" --reports 1000 --pages 1 --layout text
  for folder in notes thousand; do "$python" benchmarks/scale.py jobs "$work/$folder"; done
  "$python" benchmarks/scale.py cached "$work/notes"
}

long() {
  corpus "$work/long" --reports 1 --pages 2000 --layout two-columns --chapters 1000
  "$python" benchmarks/scale.py sizes "$work"/long/*
}

echo "commit $(git rev-parse --short HEAD), load $(cut -d' ' -f1 /proc/loadavg)"
for part in "${parts[@]}"; do
  echo "== $part"
  "$part"
done
