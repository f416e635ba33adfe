-- Step 1 of 3. Run as superuser in any database of the cluster; running it again changes nothing.
-- Passwords are not set here: `alter role mingjia_owner password '…'`, the same for mingjia_app, or use another way to sign in.
do $$
begin
    -- owns the database and every table, runs the migrations, serves no request
    if not exists (select from pg_roles where rolname = 'mingjia_owner') then
        create role mingjia_owner login nosuperuser nocreatedb nocreaterole;
    end if;
    -- serves the requests and owns nothing: an owner could switch constraints off
    if not exists (select from pg_roles where rolname = 'mingjia_app') then
        create role mingjia_app login nosuperuser nocreatedb nocreaterole;
    end if;
end
$$;

-- a lost client must not hold a lock, a runaway query must not hold the market
alter role mingjia_app set idle_in_transaction_session_timeout = '60s';
alter role mingjia_app set statement_timeout = '60s';
