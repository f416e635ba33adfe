-- Step 3 of 3. Run as superuser in the database mingjia; running it again changes nothing.
-- What the application may do with a table is granted by the migration that creates the table.
revoke all on database mingjia from public;
grant connect, temporary on database mingjia to mingjia_app;
revoke all on schema public from public;
grant usage on schema public to mingjia_app;
grant usage, create on schema public to mingjia_owner;
