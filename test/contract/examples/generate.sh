#!/bin/sh
# Text to CAD with curl: sh generate.sh "Box 40 x 20 x 10 mm" box.step
# MAKISTRY_BASE_URL and MAKISTRY_API_KEY say where and with which key. The prompt must have no quotation marks.
set -eu
prompt=$1
file=$2
base=${MAKISTRY_BASE_URL:-https://api.makistry.ai/v1}

# The key comes from a file descriptor, so that no list of processes shows it.
api() {
  curl --silent --show-error --fail-with-body --config - "$@" <<CONFIG
header = "Authorization: Bearer $MAKISTRY_API_KEY"
CONFIG
}

# The text of a member of a JSON object.
member() {
  sed -n "s/.*\"$1\": *\"\([^\"]*\)\".*/\1/p"
}

job=$(api --request POST "$base/text-to-cad" --header 'Content-Type: application/json' --data "{\"prompt\": \"$prompt\", \"output_format\": \"STEP\"}" | member job_id)

waited=0
while :; do
  # Every 5 s for the first 30 s, then every 15 s.
  if [ "$waited" -lt 30 ]; then wait=5; else wait=15; fi
  sleep "$wait"
  waited=$((waited + wait))
  answer=$(api "$base/jobs/$job")
  case $(printf '%s' "$answer" | member status) in
    success) break ;;
    failed) printf '%s\n' "$answer" >&2; exit 1 ;;
  esac
done

# The address is signed: the storage must not be sent the key.
curl --silent --show-error --fail --output "$file" "$(printf '%s' "$answer" | member download_url)"
printf '%s\n' "$job"
