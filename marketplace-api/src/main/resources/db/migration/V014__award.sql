-- 中选 From the opening to the award. What is published here stays: rows are added, and the little that moves, moves
-- one way.

create function pool_lines(usccs text[]) returns text language sql immutable parallel safe
    return (select coalesce(string_agg(n || ' ' || uscc || E'\n', '' order by n), '')
              from unnest(usccs) with ordinality as p (uscc, n));

-- 名单 Who takes part in the draw, published with its hash before the randomness exists.
create table lot_pool (
    request_id uuid not null,
    lot_no smallint not null,
    usccs text[] not null,
    lines text not null generated always as (pool_lines(usccs)) stored,
    hash text not null generated always as (encode(sha256(pool_lines(usccs)::bytea), 'hex')) stored,
    -- SHA-256 of the server's seed, as the notice said it
    commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
    -- the round that is waited for; null where the draw rests on the commitment and the nonces alone
    beacon_chain text,
    beacon_round bigint check (beacon_round > 0),
    beacon_at timestamptz,
    published_at timestamptz not null default clock_timestamp(),
    primary key (request_id, lot_no),
    foreign key (request_id, lot_no) references request_lot (request_id, lot_no),
    check (num_nulls(beacon_chain, beacon_round, beacon_at) in (0, 3))
);

-- 信标 What the named round turned out to be: the same for every lot of a request.
create table beacon_value (
    request_id uuid primary key references service_request,
    chain text not null,
    round bigint not null,
    randomness text not null check (randomness ~ '^[0-9a-f]{64}$'),
    signature text not null check (signature ~ '^([0-9a-f]{2})+$'),
    signature_verified boolean not null,
    received_at timestamptz not null default clock_timestamp(),
    constraint randomness_is_of_the_signature check (randomness = encode(sha256(decode(signature, 'hex')), 'hex'))
);

-- 选取 One for each lot, ever: there is no second round.
create table selection (
    request_id uuid not null,
    lot_no smallint not null,
    round smallint not null default 1,
    outcome text not null check (outcome in ('ranked', 'shortlist', 'too_few')),
    -- method, bids, seed, expected: as ops/selection-vectors write them
    working json not null,
    -- server seed, commitment, pool, nonces, beacon
    proof json not null,
    selected_at timestamptz not null default clock_timestamp(),
    constraint one_selection_per_round primary key (request_id, lot_no, round),
    constraint no_selection_is_run_again check (round = 1),
    foreign key (request_id, lot_no) references lot_pool (request_id, lot_no)
);

-- 中选人 The amount is the opened bid's own: the key says so.
create table award (
    id uuid primary key default uuidv7(),
    request_id uuid not null,
    lot_no smallint not null,
    round smallint not null default 1,
    bid_id uuid not null,
    agency_id uuid not null,
    amount_fen bigint not null,
    rank integer not null check (rank >= 1),
    -- selected by the method, chosen from the short list, the only bid accepted, or next in rank
    basis text not null check (basis in ('selection', 'choice', 'single-bid', 'runner-up')),
    status text not null check (status in ('explaining', 'publicity', 'awarded', 'withdrawn')),
    made_at timestamptz not null default clock_timestamp(),
    publicity_from timestamptz,
    -- 公示期 half-open
    publicity_until timestamptz check (isfinite(publicity_until)),
    accepted_at timestamptz,
    awarded_at timestamptz,
    -- 未最终中选 agency: it withdrew · gate: it may not any more · objection: upheld · explanation: not given or not accepted
    lost_by text check (lost_by in ('agency', 'gate', 'objection', 'explanation', 'silence')),
    lost_reason text check (length(lost_reason) between 2 and 1000),
    lost_at timestamptz,
    constraint award_is_of_an_opened_bid foreign key (bid_id, request_id, lot_no, agency_id, amount_fen)
        references opened_bid (id, request_id, lot_no, agency_id, amount_fen),
    constraint award_follows_a_selection foreign key (request_id, lot_no, round) references selection,
    constraint bid_is_awarded_once unique (bid_id),
    constraint award_of_its_lot unique (id, request_id, lot_no),
    constraint lost_with_a_reason check ((status = 'withdrawn') = (num_nulls(lost_by, lost_reason, lost_at) = 0)
        and num_nulls(lost_by, lost_reason, lost_at) in (0, 3)),
    constraint publicity_has_its_time check (num_nulls(publicity_from, publicity_until) in (0, 2)
        and (status not in ('publicity', 'awarded') or publicity_until is not null)),
    constraint awarded_at_a_time check ((status = 'awarded') = (awarded_at is not null))
);
-- one for each lot, by an index and not by a check
create unique index one_standing_award_per_lot on award (request_id, lot_no) where status <> 'withdrawn';

-- 低价说明 What the agency says of a price far below the others.
create table award_explanation (
    award_id uuid primary key references award,
    text text not null check (length(text) between 10 and 4000),
    at timestamptz not null default clock_timestamp(),
    by text not null
);

-- 业主的决定 Each once, with its reason, published.
create table lot_decision (
    id uuid primary key default uuidv7(),
    request_id uuid not null,
    lot_no smallint not null,
    kind text not null check (kind in ('scores', 'choice', 'single-bid', 'explanation')),
    award_id uuid,
    body jsonb not null check (jsonb_typeof(body) = 'object'),
    reason text not null check (length(reason) between 4 and 1000),
    at timestamptz not null default clock_timestamp(),
    by text not null,
    foreign key (request_id, lot_no) references lot_pool (request_id, lot_no),
    foreign key (award_id, request_id, lot_no) references award (id, request_id, lot_no),
    check ((kind = 'explanation') = (award_id is not null)),
    constraint decided_once unique nulls not distinct (request_id, lot_no, kind, award_id)
);

-- 流标 A lot that nobody is selected for any more.
create table lot_failure (
    request_id uuid not null,
    lot_no smallint not null,
    reason text not null check (length(reason) between 2 and 1000),
    at timestamptz not null default clock_timestamp(),
    primary key (request_id, lot_no),
    foreign key (request_id, lot_no) references lot_pool (request_id, lot_no)
);

-- 异议 Raised inside the publicity period; who raised it is not published.
create table objection (
    id uuid primary key default uuidv7(),
    request_id uuid not null,
    lot_no smallint not null,
    objection_no integer not null check (objection_no between 1 and 1000),
    award_id uuid not null,
    raised_for uuid not null references organisation,
    text text not null check (length(text) between 10 and 4000),
    at timestamptz not null default clock_timestamp(),
    by text not null,
    decision text check (decision in ('upheld', 'rejected')),
    reason text check (length(reason) between 4 and 1000),
    decided_at timestamptz,
    decided_by text,
    foreign key (award_id, request_id, lot_no) references award (id, request_id, lot_no),
    constraint objection_number_once unique (request_id, objection_no),
    constraint objection_decided_as_a_whole check (num_nulls(decision, reason, decided_at, decided_by) in (0, 4))
);
create index objection_by_award on objection (award_id);

create function keep_what_was_published() returns trigger language plpgsql as $$
begin
    raise exception 'what was published stays: %', tg_table_name
        using errcode = '23514', constraint = 'published_is_never_taken_back';
end $$;
create trigger keep_what_was_published before update or delete on lot_pool
    for each row execute function keep_what_was_published();
create trigger keep_what_was_published before update or delete on beacon_value
    for each row execute function keep_what_was_published();
create trigger keep_what_was_published before update or delete on selection
    for each row execute function keep_what_was_published();
create trigger keep_what_was_published before update or delete on award_explanation
    for each row execute function keep_what_was_published();
create trigger keep_what_was_published before update or delete on lot_decision
    for each row execute function keep_what_was_published();
create trigger keep_what_was_published before update or delete on lot_failure
    for each row execute function keep_what_was_published();

-- Nobody is drawn from a pool that is not what was opened.
create function keep_lot_pool() returns trigger language plpgsql as $$
begin
    if new.usccs is distinct from array(
            select o.uscc from opened_bid b join organisation o on o.id = b.agency_id
             where b.request_id = new.request_id and b.lot_no = new.lot_no and b.excluded = '{}'
             order by o.uscc collate "C") then
        raise exception 'the pool is every bid that was opened and not excluded'
            using errcode = '23514', constraint = 'pool_is_what_was_opened';
    end if;
    return new;
end $$;
create trigger keep_lot_pool before insert on lot_pool for each row execute function keep_lot_pool();

create function keep_award() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"explaining": ["publicity", "withdrawn"], "publicity": ["awarded", "withdrawn"],
        "awarded": [], "withdrawn": []}';
    moving constant text[] := array['status', 'publicity_from', 'publicity_until', 'accepted_at', 'awarded_at', 'lost_by',
        'lost_reason', 'lost_at'];
begin
    if tg_op = 'DELETE' then
        raise exception 'an award is never deleted' using errcode = '23514', constraint = 'published_is_never_taken_back';
    end if;
    if tg_op = 'INSERT' then
        if new.status not in ('explaining', 'publicity') then
            raise exception 'an award begins with its publicity'
                using errcode = '23514', constraint = 'award_takes_the_next_step';
        end if;
        if exists (select from opened_bid b where b.id = new.bid_id and b.excluded <> '{}')
           or exists (select from lot_failure f where f.request_id = new.request_id and f.lot_no = new.lot_no) then
            raise exception 'neither an excluded bid nor a lot that failed is awarded'
                using errcode = '23514', constraint = 'award_is_of_a_bid_that_takes_part';
        end if;
        return new;
    end if;
    if to_jsonb(new) - moving is distinct from to_jsonb(old) - moving
       or (old.accepted_at is not null and new.accepted_at is distinct from old.accepted_at)
       or new.publicity_until < old.publicity_until
       or old.status in ('awarded', 'withdrawn') and to_jsonb(new) - 'accepted_at' is distinct from to_jsonb(old) - 'accepted_at' then
        raise exception 'what was published of an award stays'
            using errcode = '23514', constraint = 'published_is_never_taken_back';
    end if;
    if new.status <> old.status and not (steps -> old.status) ? new.status then
        raise exception 'an award does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'award_takes_the_next_step';
    end if;
    if new.status = 'awarded' and old.status <> 'awarded'
       and (clock_timestamp() < old.publicity_until
            or exists (select from objection o where o.award_id = new.id and o.decision is null)) then
        raise exception 'nothing is awarded before its publicity is over and every objection is decided'
            using errcode = '23514', constraint = 'award_follows_its_publicity';
    end if;
    return new;
end $$;
create trigger keep_award before insert or update or delete on award for each row execute function keep_award();

create function keep_objection() returns trigger language plpgsql as $$
declare
    a record;
begin
    if tg_op = 'INSERT' then
        select status, publicity_from, publicity_until into a from award where id = new.award_id for share;
        new.at := clock_timestamp();
        if a.status <> 'publicity' or new.at >= a.publicity_until then
            raise exception 'objections are raised inside the publicity period'
                using errcode = '23514', constraint = 'objection_is_in_time';
        end if;
        return new;
    end if;
    if tg_op = 'DELETE' or old.decision is not null
       or to_jsonb(new) - array['decision', 'reason', 'decided_at', 'decided_by']
          is distinct from to_jsonb(old) - array['decision', 'reason', 'decided_at', 'decided_by'] then
        raise exception 'an objection stays, and is decided once'
            using errcode = '23514', constraint = 'published_is_never_taken_back';
    end if;
    return new;
end $$;
create trigger keep_objection before insert or update or delete on objection
    for each row execute function keep_objection();

-- 滞留 What should have gone on and has not: of each request at most one line for each cause.
create view stuck_request as
    select r.number, r.title, r.status, t.kind as timer, t.lot_no::int as lot_no, t.due_at as since, t.attempts, t.failure,
           case when t.attempts > 0 then 'failing' else 'overdue' end as cause,
           r.number || ' ' || t.kind || ' ' || t.lot_no as place
      from timer t
      join service_request r on r.id = t.request_id
     where t.attempts > 0 or t.due_at < clock_timestamp() - interval '5 minutes'
    union all
    select r.number, r.title, r.status, null, null, null, null, null, 'no-timer', r.number || ' - -'
      from service_request r
     where (r.status = 'published' and not exists (select from timer t where t.request_id = r.id and t.kind = 'close'))
        or (r.status = 'closed' and not exists (select from timer t where t.request_id = r.id))
        or (r.status = 'suspended'
            and not exists (select from objection o where o.request_id = r.id and o.decision is null))
        or (r.status in ('selecting', 'publicity')
            and not exists (select from timer t where t.request_id = r.id and t.kind = 'draw')
            and exists (
                select from request_lot l
                  left join award a on a.request_id = l.request_id and a.lot_no = l.lot_no and a.status <> 'withdrawn'
                 where l.request_id = r.id
                   and not exists (select from lot_failure f where f.request_id = l.request_id and f.lot_no = l.lot_no)
                   and a.status is distinct from 'awarded'
                   and not exists (select from timer t
                        where t.request_id = l.request_id and t.lot_no = l.lot_no
                          and t.kind = case when a.status = 'publicity' then 'publicity' else 'choice' end)));

grant select, insert on lot_pool, beacon_value, selection, award, award_explanation, lot_decision, lot_failure, objection
    to mingjia_app;
grant update (status, publicity_from, publicity_until, accepted_at, awarded_at, lost_by, lost_reason, lost_at)
    on award to mingjia_app;
grant update (decision, reason, decided_at, decided_by) on objection to mingjia_app;
grant select on stuck_request to mingjia_app;
