#!/bin/sh
# Beside the schema's owner, the role that serves and owns nothing; run once, by the database's image.
set -eu
psql --no-psqlrc --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
    --set password="$CITY_PASSWORD" <<'SQL'
CREATE ROLE yeshi LOGIN PASSWORD :'password';
SQL
