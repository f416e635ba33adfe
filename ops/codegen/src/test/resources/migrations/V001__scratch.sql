-- Everything of PostgreSQL 18 that the real migrations use and a code generator may stumble over.
create extension btree_gist;
create extension citext;
create extension pg_trgm;

create domain fen as bigint check (value between 0 and 100000000000000);
create type payer as enum ('enterprise', 'government', 'either');

create table price (
    item_code text not null,
    valid daterange not null,
    ceiling fen not null,
    payer payer not null,
    nickname citext,
    tags text[] not null default '{}',
    body jsonb not null default '{}',
    started date generated always as (lower(valid)) stored,
    -- a virtual column may use neither a domain nor an enum of ours
    shouted text generated always as (upper(item_code)) virtual,
    constraint price_one_version_at_a_time primary key (item_code, valid without overlaps),
    constraint price_ceiling_key unique (item_code, ceiling, valid without overlaps)
);

create table fee (
    id uuid default uuidv7() constraint fee_key primary key,
    seq bigint generated always as identity,
    item_code text not null,
    ceiling fen not null,
    signed_on date not null,
    in_force daterange generated always as (daterange(signed_on, signed_on, '[]')) stored,
    constraint fee_at_the_price_in_force foreign key (item_code, ceiling, period in_force)
        references price (item_code, ceiling, period valid)
);
