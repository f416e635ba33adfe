-- 密封报价附件 What is handed in with a sealed bid. The bytes lie in the store of files, encrypted each under a key of its own that
-- is nowhere in this service before opening: the bidder carries it, and seals it into its bid.
create table sealed_document (
    id uuid primary key,
    request_id uuid not null references service_request,
    lot_no smallint not null,
    -- as in sealed_bid: the same bidder has the same one within a request, and nobody can tell whose it is
    pseudonym bytea not null check (length(pseudonym) = 32),
    -- among all of this bidder's for the request, used in a bid or not
    turn integer not null constraint forty_documents_at_most check (turn between 1 and 40),
    -- of the ciphertext, under which the store has it
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    received_at timestamptz not null default clock_timestamp(),
    -- keyed hash of the Idempotency-Key
    repeat_key bytea check (length(repeat_key) = 32),
    constraint document_takes_its_turn unique (request_id, pseudonym, turn),
    constraint document_once_per_key unique (request_id, pseudonym, repeat_key),
    constraint document_is_for_a_lot foreign key (request_id, lot_no) references request_lot (request_id, lot_no)
);

-- The deadline as receive_sealed_bid has it: half-open, by the database's clock, under a shared lock of the request's row.
create function receive_sealed_document() returns trigger language plpgsql as $$
declare
    r record;
begin
    if tg_op <> 'INSERT' then
        raise exception 'a sealed document is never changed'
            using errcode = '23514', constraint = 'sealed_document_is_never_rewritten';
    end if;
    select status, closes_at into r from service_request where id = new.request_id for share;
    new.received_at := clock_timestamp();
    if r.status is distinct from 'published' or new.received_at >= r.closes_at then
        raise exception 'the deadline has passed: %', r.closes_at
            using errcode = '23514', constraint = 'document_is_in_time';
    end if;
    return new;
end $$;
create trigger receive_sealed_document before insert or update or delete on sealed_document
    for each row execute function receive_sealed_document();

-- 开标后的附件 Those of the bids that were opened, in the order in which the bid names them. The key stands here and in no
-- other table: whatever is published of a bid is written of opened_bid, or names its columns.
create table opened_document (
    id uuid primary key references sealed_document,
    bid_id uuid not null references opened_bid,
    place integer not null check (place between 1 and 10),
    key bytea not null check (length(key) = 32),
    name text not null check (length(name) between 1 and 255),
    media_type text not null,
    -- of what was encrypted
    size bigint not null check (size > 0),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint document_has_its_place unique (bid_id, place)
);

create function keep_opened_document() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        raise exception 'an opened document is never changed'
            using errcode = '23514', constraint = 'opened_document_is_never_rewritten';
    end if;
    if not exists (select from sealed_document d join sealed_bid b
                      on b.request_id = d.request_id and b.lot_no = d.lot_no and b.pseudonym = d.pseudonym
                    where d.id = new.id and b.id = new.bid_id) then
        raise exception 'a document is opened with a bid of who handed it in for that lot'
            using errcode = '23514', constraint = 'opened_document_is_of_its_bidder';
    end if;
    return new;
end $$;
create trigger keep_opened_document before insert or update or delete on opened_document
    for each row execute function keep_opened_document();

grant select, insert on sealed_document, opened_document to mingjia_app;
