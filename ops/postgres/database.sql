-- Step 2 of 3. Run once as superuser in any database, on its own: PostgreSQL creates no database inside a transaction.
-- The builtin locale sorts the same on every machine and knows the classes of all Unicode characters.
create database mingjia owner mingjia_owner encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8' template template0;
