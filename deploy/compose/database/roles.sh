#!/bin/bash
# Run once by the PostgreSQL image on an empty volume: a schema and two roles a service, one that owns, one that works.
set -euo pipefail

provide() {
  local service=$1 password=$2
  psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --quiet \
    --set service="$service" --set owner="tocsin_${service}_owner" --set runtime="tocsin_$service" \
    --set password="$password" --set database="$POSTGRES_DB" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'password';
CREATE ROLE :"runtime" LOGIN PASSWORD :'password';
GRANT CONNECT, TEMPORARY ON DATABASE :"database" TO :"owner", :"runtime";
ALTER ROLE :"owner" IN DATABASE :"database" SET search_path = :"service";
ALTER ROLE :"runtime" IN DATABASE :"database" SET search_path = :"service";
CREATE SCHEMA :"service" AUTHORIZATION :"owner";
SET ROLE :"owner";
GRANT USAGE ON SCHEMA :"service" TO :"runtime";
ALTER DEFAULT PRIVILEGES IN SCHEMA :"service" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"runtime";
ALTER DEFAULT PRIVILEGES IN SCHEMA :"service" GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO :"runtime";
SQL
}

provide auth "$AUTH_DATABASE_PASSWORD"
provide monitor "$MONITOR_DATABASE_PASSWORD"
provide query "$QUERY_DATABASE_PASSWORD"
