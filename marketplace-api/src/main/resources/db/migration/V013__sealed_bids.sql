-- 密封报价 What nobody reads before the deadline, and what the database proves of it afterwards.

-- 开标密钥 One pair for each request, made with its publication. The private half and the server's seed of the
-- draw lie here wrapped under a key that the database has never seen, and come out by one door only.
create table opening_key (
    request_id uuid primary key references service_request,
    public_key bytea not null,
    wrapped_private_key bytea not null,
    -- SHA-256 of the server's seed: published with the notice, before anybody can know a draw
    seed_commitment bytea not null check (length(seed_commitment) = 32),
    wrapped_seed bytea not null,
    created_at timestamptz not null default now()
);

-- 密封件 Insert-only: a later one of the same bidder for the same lot takes the place of the one before, a withdrawal too.
create table sealed_bid (
    id uuid primary key default gen_random_uuid(),
    request_id uuid not null references service_request,
    lot_no smallint not null,
    -- keyed: the same bidder has the same one within a request, and nobody can tell whose it is
    pseudonym bytea not null check (length(pseudonym) = 32),
    turn integer not null constraint bid_is_replaced_a_hundred_times_at_most check (turn between 1 and 100),
    withdrawal boolean not null,
    ciphertext bytea not null check (length(ciphertext) between 1 and 262144),
    -- SHA-256 of the ciphertext: what the receipt names
    bid_hash bytea not null generated always as (sha256(ciphertext)) stored,
    received_at timestamptz not null default clock_timestamp(),
    -- keyed hashes of the Idempotency-Key and of what was asked for under it
    repeat_key bytea check (length(repeat_key) = 32),
    repeat_of bytea check (length(repeat_of) = 32),
    constraint bid_takes_its_turn unique (request_id, lot_no, pseudonym, turn),
    constraint bid_once_per_key unique (request_id, pseudonym, repeat_key),
    constraint bid_is_for_a_lot foreign key (request_id, lot_no) references request_lot (request_id, lot_no)
);

-- The deadline, half-open, by the database's clock, inside the transaction that inserts: bidders share the
-- request's row, the closer takes it alone, and so a bid that got a receipt is there when it closes.
create function receive_sealed_bid() returns trigger language plpgsql as $$
declare
    r record;
begin
    if tg_op <> 'INSERT' then
        raise exception 'a sealed bid is never changed' using errcode = '23514', constraint = 'sealed_bid_is_never_rewritten';
    end if;
    select status, closes_at into r from service_request where id = new.request_id for share;
    new.received_at := clock_timestamp();
    if r.status is distinct from 'published' or new.received_at >= r.closes_at then
        raise exception 'the deadline has passed: %', r.closes_at
            using errcode = '23514', constraint = 'bid_is_in_time';
    end if;
    return new;
end $$;
create trigger receive_sealed_bid before insert or update or delete on sealed_bid
    for each row execute function receive_sealed_bid();

-- The one door to the private key: after the deadline by the database's clock, of a request that was closed;
-- every use is an event.
create function use_opening_key(request uuid, who text) returns table (private_key bytea, seed bytea)
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    r record;
begin
    select number, status, closes_at into r from service_request where id = request for update;
    if r.closes_at is null or clock_timestamp() < r.closes_at or r.status in ('draft', 'in_review', 'published', 'suspended') then
        raise exception 'the opening key is usable after the deadline only'
            using errcode = '23514', constraint = 'opening_key_is_used_after_the_deadline';
    end if;
    insert into event (actor, kind, entity_type, entity_code) values (who, 'opening-key.used', 'request', r.number);
    return query select k.wrapped_private_key, k.wrapped_seed from opening_key k where k.request_id = request;
end $$;

-- 开标 A bid as it was opened. What it copies of the lot and of the price is proved by keys, and the amount is
-- held by a CHECK: nothing unlawful can stand here, and only what stands here is ever ranked. 清单之外无收费.
create table opened_bid (
    id uuid primary key references sealed_bid,
    request_id uuid not null references service_request,
    lot_no smallint not null,
    agency_id uuid not null references agency,
    item_code text not null,
    -- the day of publication, whose prices count
    published_on date not null,
    first_day daterange not null generated always as (daterange(published_on, published_on, '[]')) stored,
    floor_fen bigint not null,
    ceiling_fen bigint not null,
    price_entry_id uuid not null,
    -- what that price comes to for the lot's parameters
    price_fen bigint not null check (price_fen > 0),
    amount_fen bigint not null,
    received_at timestamptz not null,
    -- 32 bytes of the bidder's own for the draw, hexadecimal; null where it gave none
    nonce text check (nonce ~ '^[0-9a-f]{64}$'),
    -- promise, service days, practitioners, documents
    body jsonb not null check (jsonb_typeof(body) = 'object'),
    -- why it does not take part in the selection; empty when it does
    excluded text[] not null default '{}',
    opened_at timestamptz not null default now(),
    constraint bid_is_inside_its_bounds check (amount_fen between floor_fen and least(ceiling_fen, price_fen)),
    constraint one_bid_per_agency_and_lot unique (request_id, lot_no, agency_id),
    constraint opened_bid_of_a_lot unique (id, request_id, lot_no, agency_id, amount_fen),
    constraint bid_copies_its_lot foreign key (request_id, lot_no, item_code, published_on, floor_fen, ceiling_fen)
        references request_lot (request_id, lot_no, item_code, published_on, floor_fen, ceiling_fen),
    constraint bid_rests_on_a_published_price foreign key (price_entry_id, agency_id, item_code, period first_day)
        references price_entry (id, agency_id, item_code, period in_force)
);

create function keep_opened_bid() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        raise exception 'an opened bid is never changed' using errcode = '23514', constraint = 'opened_bid_is_never_rewritten';
    end if;
    if not exists (select from sealed_bid s join service_request r on r.id = s.request_id
                    where s.id = new.id and s.request_id = new.request_id and s.lot_no = new.lot_no and not s.withdrawal
                      and s.received_at = new.received_at
                      and r.status not in ('draft', 'in_review', 'published')
                      and not exists (select from sealed_bid later
                            where later.request_id = s.request_id and later.lot_no = s.lot_no
                              and later.pseudonym = s.pseudonym and later.turn > s.turn)) then
        raise exception 'only what was sealed, last, and is due is opened'
            using errcode = '23514', constraint = 'opened_bid_was_sealed';
    end if;
    return new;
end $$;
create trigger keep_opened_bid before insert or update or delete on opened_bid
    for each row execute function keep_opened_bid();

revoke execute on function use_opening_key(uuid, text) from public;
grant execute on function use_opening_key(uuid, text) to mingjia_app;
grant select (request_id, public_key, seed_commitment, created_at) on opening_key to mingjia_app;
grant insert on opening_key to mingjia_app;
grant select, insert on sealed_bid, opened_bid to mingjia_app;
