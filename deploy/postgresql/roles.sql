-- The site's database and its role. As root: runuser -u postgres -- psql -v password="'…'" -f - < roles.sql
CREATE ROLE clinic LOGIN PASSWORD :password NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 50;
CREATE DATABASE clinic OWNER clinic ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE clinic FROM PUBLIC;

-- The application asks for the same for itself; this holds for whoever signs in as it in another way.
ALTER ROLE clinic SET statement_timeout = '5s';
ALTER ROLE clinic SET lock_timeout = '3s';
ALTER ROLE clinic SET idle_in_transaction_session_timeout = '30s';

-- How slow which statement of any database is, without values: docs/watching.md. Not in the site's own database: backups
-- of that are restored by the site's role, which may not make this.
\connect postgres
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;
