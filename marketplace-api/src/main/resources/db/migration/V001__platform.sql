-- The ground every slice stands on: who may do what in the database, and the one table of events.
-- The owner of these tables runs migrations and nothing else; the service connects as mingjia_app,
-- which owns nothing (ops/postgres/roles.sql creates both roles).

create extension if not exists btree_gist;
create extension if not exists pg_trgm;

-- A finite day or an open end; never empty, never 'infinity' (an infinite date slips into open ranges).
create function valid_validity(validity daterange) returns boolean
    language sql immutable parallel safe
    return not isempty(validity)
        and (lower_inf(validity) or isfinite(lower(validity)))
        and (upper_inf(validity) or isfinite(upper(validity)));

-- Market time is fixed at +08:00; a day is decided by the database's clock and nobody else's.
create function market_today() returns date
    language sql stable
    return (now() at time zone 'Asia/Shanghai')::date;

-- What is published is never changed in place: a version may only be ended, once.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    if not upper_inf(old.valid)
        or lower(new.valid) is distinct from lower(old.valid)
        or upper_inf(new.valid) then
        raise exception 'a published version can only be ended, once: % % -> %', tg_table_name, old.valid, new.valid
            using errcode = '23514', constraint = 'published_is_never_rewritten', table = tg_table_name;
    end if;
    return new;
end $$;

-- Audit log, outbox and public change feed in one: written in the transaction of the write it tells of.
create table event (
    id bigint generated always as identity primary key,
    xid xid8 not null default pg_current_xact_id(),
    at timestamptz not null default now(),
    actor text not null check (length(actor) between 1 and 200),
    kind text not null check (kind ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
    entity_type text not null,
    entity_code text not null,
    effective_on date check (isfinite(effective_on)),
    public_body jsonb not null default '{}',
    sealed_body jsonb
);
create index event_by_transaction on event (xid, id);
create index event_by_entity on event (entity_type, entity_code, id);

-- The commit order, without gaps. Filled by one sequencer, behind pg_snapshot_xmin: an event gets its
-- place only when no earlier transaction can still commit, so a reader's cursor never skips one.
create table event_order (
    position bigint primary key,
    event_id bigint not null unique references event,
    ordered_at timestamptz not null default clock_timestamp()
);

-- How far each reader of the order has come.
create table event_cursor (
    reader text primary key,
    position bigint not null check (position >= 0)
);

-- One row says up to which transaction the sequencer has come; its lock makes the sequencer one.
create table event_sequencer (
    only_one boolean primary key default true check (only_one),
    xid xid8 not null,
    id bigint not null,
    position bigint not null check (position >= 0)
);
insert into event_sequencer (xid, id, position) values ('0', 0, 0);

grant select, insert on event, event_order to mingjia_app;
grant select, insert, update on event_cursor to mingjia_app;
grant select, update on event_sequencer to mingjia_app;
