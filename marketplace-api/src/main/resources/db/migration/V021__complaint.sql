-- 投诉与线索 Who has been wronged says so to the desk whose business it is; what waits for the decision stands still.

-- 期限 In working days, of the region itself or the nearest above it.
create table complaint_terms (
    region_code text primary key check (region_code ~ '^[0-9]{6}$'),
    accept_days integer not null check (accept_days between 1 and 30),
    statement_days integer not null check (statement_days between 1 and 30),
    decide_days integer not null check (decide_days between 1 and 60),
    -- 延期 once
    extend_days integer not null check (extend_days between 1 and 60)
);
insert into complaint_terms values ('000000', 3, 5, 15, 10);

-- 分办 operator 运行机构 · department 行业主管部门 · price 市场监管 · discipline 纪检监察
create table complaint_route (
    subject text primary key check (subject in ('selection', 'fee', 'quality', 'conduct', 'delay', 'misconduct')),
    desk text not null check (desk in ('operator', 'department', 'price', 'discipline'))
);
insert into complaint_route values ('selection', 'operator'), ('conduct', 'operator'), ('quality', 'department'),
    ('delay', 'department'), ('fee', 'price'), ('misconduct', 'discipline');

-- 承办部门 Who alone serves a desk in a region; where there is no row, every regulator of the region does.
create table complaint_desk (
    desk text not null check (desk in ('department', 'price', 'discipline')),
    region_code text not null check (region_code ~ '^[0-9]{6}$'),
    department_code text not null check (department_code ~ '^[0-9]{6}-[A-Z0-9]{2,12}$'),
    primary key (desk, region_code, department_code)
);

create function desk_is_served(desk text, place text, department text, scope text) returns boolean
    language sql stable parallel safe
    return region_covers(scope, place)
       and (not exists (select from complaint_desk d
                         where d.desk = desk_is_served.desk and region_covers(d.region_code, place))
            or exists (select from complaint_desk d
                        where d.desk = desk_is_served.desk and region_covers(d.region_code, place)
                          and d.department_code = department));

create table complaint_counter (
    kind text not null check (kind in ('TS', 'XS')),
    region_code text not null,
    day date not null,
    last integer not null check (last > 0),
    primary key (kind, region_code, day)
);

create function complaint_number(kind text, region text) returns text language plpgsql as $$
declare
    nth integer;
begin
    insert into complaint_counter values (kind, region, market_today(), 1)
        on conflict on constraint complaint_counter_pkey do update set last = complaint_counter.last + 1
        returning last into nth;
    return kind || '-' || region || '-' || to_char(market_today(), 'YYYYMMDD') || '-' || lpad(nth::text, greatest(4, length(nth::text)), '0');
end $$;

create table complaint (
    id uuid primary key default uuidv7(),
    number text not null constraint complaint_number_once unique
        check (number ~ '^TS-[0-9]{6}-[0-9]{8}-[0-9]{4,}$'),
    subject text not null check (subject in ('selection', 'fee', 'quality', 'conduct', 'delay')),
    -- 投诉人 never published
    complainant_id uuid not null references organisation,
    -- 被投诉人
    against_id uuid not null references organisation,
    request_id uuid not null references service_request,
    -- null where the request itself is meant
    contract_id uuid references contract,
    region_code text not null,
    text text not null check (length(text) between 20 and 4000),
    file_ids uuid[] not null default '{}' check (cardinality(file_ids) <= 10),
    -- SHA-256 of the query token, which is kept nowhere
    token_hash bytea not null constraint query_token_once unique check (length(token_hash) = 32),
    at timestamptz not null default clock_timestamp(),
    by text not null,
    received_on date not null default market_today(),
    accept_days integer not null default 3,
    statement_days integer not null default 5,
    decide_days integer not null default 15,
    extend_days integer not null default 10,
    desk text not null check (desk in ('operator', 'department', 'price', 'discipline')),
    passed_from text,
    passed_reason text check (length(passed_reason) between 4 and 1000),
    passed_at timestamptz,
    passed_by text,
    -- received 已收到 · accepted 已受理 · refused 不予受理 · decided 已处理 · withdrawn 已撤回
    status text not null default 'received' check (status in ('received', 'accepted', 'refused', 'decided', 'withdrawn')),
    accepted_at timestamptz,
    accepted_on date,
    accepted_by text,
    -- out-of-scope 不属受理范围 · no-grounds 没有事实依据 · handled-elsewhere 已由他处受理 · repeated 重复投诉
    refusal_rule text check (refusal_rule in ('out-of-scope', 'no-grounds', 'handled-elsewhere', 'repeated')),
    refusal_reason text check (length(refusal_reason) between 4 and 1000),
    refused_at timestamptz,
    refused_by text,
    extended_at timestamptz,
    extension_reason text check (length(extension_reason) between 4 and 1000),
    extended_by text,
    outcome text check (outcome in ('upheld', 'partly', 'rejected')),
    -- for the two parties
    findings text check (length(findings) between 10 and 4000),
    -- 公开的处理结果 for everybody, without persons
    summary text check (length(summary) between 10 and 2000),
    effects text[],
    decided_at timestamptz,
    decided_by text,
    withdrawn_at timestamptz,
    constraint complaint_is_against_another check (against_id <> complainant_id),
    constraint complaint_is_about_its_contract check (subject not in ('fee', 'quality', 'delay') or contract_id is not null),
    constraint selection_is_of_a_request check (subject <> 'selection' or contract_id is null),
    constraint complaint_passed_on_as_a_whole check (num_nulls(passed_from, passed_reason, passed_at, passed_by) in (0, 4)),
    constraint complaint_accepted_as_a_whole check (num_nulls(accepted_at, accepted_on, accepted_by) in (0, 3)
        and (status not in ('accepted', 'decided') or accepted_at is not null)
        and (status not in ('received', 'refused') or accepted_at is null)),
    constraint complaint_refused_as_a_whole check ((status = 'refused') = (refused_at is not null)
        and num_nulls(refusal_rule, refusal_reason, refused_at, refused_by) in (0, 4)),
    constraint complaint_extended_as_a_whole check (num_nulls(extended_at, extension_reason, extended_by) in (0, 3)
        and (extended_at is null or accepted_at is not null)),
    constraint complaint_decided_as_a_whole check ((status = 'decided') = (decided_at is not null)
        and num_nulls(outcome, findings, summary, effects, decided_at, decided_by) in (0, 6)),
    constraint rejected_has_no_effects check (outcome is distinct from 'rejected' or effects = '{}'),
    constraint effects_are_known check (effects <@ array['award-cancelled', 'refund-owed', 'finding', 'sanction']),
    constraint complaint_withdrawn_at_a_time check ((status = 'withdrawn') = (withdrawn_at is not null))
);
create unique index one_open_complaint_of_a_kind
    on complaint (complainant_id, against_id, subject, request_id, contract_id) nulls not distinct
    where status in ('received', 'accepted');
create index complaint_by_complainant on complaint (complainant_id, number desc);
create index complaint_by_against on complaint (against_id, number desc);
create index complaint_by_request on complaint (request_id);
create index complaint_by_contract on complaint (contract_id) where contract_id is not null;
create index complaint_open on complaint (desk, received_on) where status in ('received', 'accepted');
create index complaint_decided on complaint (decided_at desc) where status = 'decided';
create index complaint_by_files on complaint using gin (file_ids);

-- 陈述 Once, of the one complained about.
create table complaint_statement (
    complaint_id uuid primary key references complaint,
    text text not null check (length(text) between 10 and 4000),
    at timestamptz not null default clock_timestamp(),
    by text not null
);

-- 线索 Of nobody: neither who sent it nor from where is kept.
create table lead (
    id uuid primary key default uuidv7(),
    number text not null constraint lead_number_once unique check (number ~ '^XS-[0-9]{6}-[0-9]{8}-[0-9]{4,}$'),
    subject text not null check (subject in ('selection', 'fee', 'quality', 'conduct', 'delay', 'misconduct')),
    about_kind text check (about_kind in ('request', 'contract', 'agency')),
    about text,
    region_code text not null check (region_code ~ '^[0-9]{6}$'),
    text text not null check (length(text) between 20 and 4000),
    token_hash bytea not null constraint lead_token_once unique check (length(token_hash) = 32),
    at timestamptz not null default clock_timestamp(),
    desk text not null check (desk in ('operator', 'department', 'price', 'discipline')),
    status text not null default 'received' check (status in ('received', 'read', 'answered')),
    read_at timestamptz,
    read_by text,
    -- handled 已处理 · turned 已转为立案等程序 · unfounded 不属实或无法核实
    outcome text check (outcome in ('handled', 'turned', 'unfounded')),
    answer text check (length(answer) between 4 and 2000),
    turned_into text check (length(turned_into) between 2 and 200),
    answered_at timestamptz,
    answered_by text,
    constraint lead_is_about_one_thing check ((about_kind is null) = (about is null)),
    constraint lead_read_as_a_whole check (num_nulls(read_at, read_by) in (0, 2) and (status = 'received') = (read_at is null)),
    constraint lead_answered_as_a_whole check ((status = 'answered') = (answered_at is not null)
        and num_nulls(outcome, answer, answered_at, answered_by) in (0, 4)
        and (outcome is not distinct from 'turned') = (turned_into is not null))
);
create index lead_by_desk on lead (desk, number desc);

-- 暂停 Of a request or of a contract, until it is lifted: with the decision at the latest.
create table hold (
    id uuid primary key default uuidv7(),
    complaint_id uuid not null references complaint,
    request_id uuid references service_request,
    contract_id uuid references contract,
    reason text not null check (length(reason) between 4 and 1000),
    placed_at timestamptz not null default clock_timestamp(),
    placed_by text not null,
    lifted_at timestamptz,
    lift_reason text check (length(lift_reason) between 4 and 1000),
    lifted_by text,
    constraint hold_is_on_one_thing check (num_nonnulls(request_id, contract_id) = 1),
    constraint hold_lifted_as_a_whole check (num_nulls(lifted_at, lift_reason, lifted_by) in (0, 3))
);
create unique index one_open_hold on hold (complaint_id, request_id, contract_id) nulls not distinct where lifted_at is null;
create index open_hold_of_request on hold (request_id) where lifted_at is null and request_id is not null;
create index hold_of_contract on hold (contract_id) where contract_id is not null;

-- 应退费用 Never above what is charged at that moment, less what is to be refunded already.
create table refund_order (
    complaint_id uuid primary key references complaint,
    contract_id uuid not null references contract,
    amount_fen bigint not null constraint refund_of_something check (amount_fen > 0),
    charged_fen bigint not null,
    owed_before_fen bigint not null check (owed_before_fen >= 0),
    ordered_at timestamptz not null default clock_timestamp(),
    by text not null,
    constraint refund_is_inside_what_was_charged check (amount_fen + owed_before_fen <= charged_fen)
);
create index refund_order_by_contract on refund_order (contract_id, ordered_at);

-- What is still to be refunded: orders, less the refunds recorded after each of them.
create view refund_owed as
    select c.id as contract_id, coalesce(greatest(max(o.left_fen), 0), 0)::bigint as owed_fen
      from contract c
      left join lateral (
            select (select sum(l.amount_fen) from refund_order l
                     where l.contract_id = f.contract_id and l.ordered_at >= f.ordered_at)
                   - coalesce((select sum(p.amount_fen) from payment p
                                where p.contract_id = f.contract_id and p.kind = 'refund' and p.at >= f.ordered_at), 0) as left_fen
              from refund_order f where f.contract_id = c.id) o on true
     group by c.id;

-- What was said or set stays; only what the trigger names moves.
create function keep_what_was_set() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or exists (
            select from jsonb_each(to_jsonb(old)) o
             where o.key <> all (coalesce(tg_argv, '{}')) and o.value <> 'null' and to_jsonb(new) -> o.key is distinct from o.value) then
        raise exception 'what was said stays: %', tg_table_name
            using errcode = '23514', constraint = 'complaint_is_never_rewritten', table = tg_table_name;
    end if;
    return new;
end $$;
create trigger a_keep_what_was_set before update or delete on complaint
    for each row execute function keep_what_was_set('status', 'desk');
create trigger a_keep_what_was_set before update or delete on complaint_statement
    for each row execute function keep_what_was_set();
create trigger a_keep_what_was_set before update or delete on lead
    for each row execute function keep_what_was_set('status');
create trigger a_keep_what_was_set before update or delete on hold for each row execute function keep_what_was_set();
create trigger a_keep_what_was_set before update or delete on refund_order
    for each row execute function keep_what_was_set();

create function keep_complaint() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"received": ["received", "accepted", "refused", "withdrawn"],
        "accepted": ["accepted", "decided", "withdrawn"], "refused": [], "decided": [], "withdrawn": []}';
begin
    if tg_op = 'INSERT' then
        if new.status <> 'received' then
            raise exception 'a complaint begins with being received'
                using errcode = '23514', constraint = 'complaint_takes_the_next_step';
        end if;
        if new.contract_id is not null then
            select c.request_id into new.request_id from contract c where c.id = new.contract_id
                and new.complainant_id in (c.owner_id, c.agency_id) and new.against_id in (c.owner_id, c.agency_id);
        end if;
        select r.region_code into new.region_code from service_request r
         where r.id = new.request_id and r.published_at is not null;
        if new.region_code is null then
            raise exception 'a complaint is of the parties of a contract or about a published request'
                using errcode = '23514', constraint = 'complaint_has_its_parties';
        end if;
        new.at := clock_timestamp();
        new.received_on := market_today();
        select t.accept_days, t.statement_days, t.decide_days, t.extend_days
          into strict new.accept_days, new.statement_days, new.decide_days, new.extend_days
          from complaint_terms t where region_distance(t.region_code, new.region_code) is not null
         order by region_distance(t.region_code, new.region_code) limit 1;
        select r.desk into strict new.desk from complaint_route r where r.subject = new.subject;
        new.number := complaint_number('TS', new.region_code);
        return new;
    end if;
    if not (steps -> old.status) ? new.status then
        raise exception 'a complaint does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'complaint_takes_the_next_step';
    end if;
    if new.desk <> old.desk and (old.passed_at is not null or new.passed_at is null or new.passed_from <> old.desk) then
        raise exception 'a complaint is passed on once, with a reason'
            using errcode = '23514', constraint = 'complaint_is_passed_on_once';
    end if;
    if new.status not in ('received', 'accepted')
       and exists (select from hold h where h.complaint_id = new.id and h.lifted_at is null) then
        raise exception 'what was held goes on before its complaint ends'
            using errcode = '23514', constraint = 'hold_ends_with_its_complaint';
    end if;
    -- moments are the database's
    if new.accepted_at is distinct from old.accepted_at then
        new.accepted_at := clock_timestamp();
        new.accepted_on := market_today();
    end if;
    if new.refused_at is distinct from old.refused_at then new.refused_at := clock_timestamp(); end if;
    if new.extended_at is distinct from old.extended_at then new.extended_at := clock_timestamp(); end if;
    if new.decided_at is distinct from old.decided_at then new.decided_at := clock_timestamp(); end if;
    if new.withdrawn_at is distinct from old.withdrawn_at then new.withdrawn_at := clock_timestamp(); end if;
    if new.passed_at is distinct from old.passed_at then new.passed_at := clock_timestamp(); end if;
    return new;
end $$;
create trigger keep_complaint before insert or update on complaint for each row execute function keep_complaint();

create function keep_lead() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"received": ["read", "answered"], "read": ["answered"], "answered": []}';
begin
    if tg_op = 'INSERT' then
        if new.status <> 'received' then
            raise exception 'a lead begins with being received'
                using errcode = '23514', constraint = 'complaint_takes_the_next_step';
        end if;
        new.at := clock_timestamp();
        select r.desk into strict new.desk from complaint_route r where r.subject = new.subject;
        new.number := complaint_number('XS', new.region_code);
    elsif not (steps -> old.status) ? new.status then
        raise exception 'a lead does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'complaint_takes_the_next_step';
    end if;
    return new;
end $$;
create trigger keep_lead before insert or update on lead for each row execute function keep_lead();

create function keep_statement() returns trigger language plpgsql as $$
begin
    perform from complaint c where c.id = new.complaint_id and c.status = 'accepted' for share;
    if not found then
        raise exception 'a statement belongs to a complaint that was accepted'
            using errcode = '23514', constraint = 'complaint_takes_the_next_step';
    end if;
    new.at := clock_timestamp();
    return new;
end $$;
create trigger keep_statement before insert on complaint_statement for each row execute function keep_statement();

-- Whoever places a hold takes the row that it is on: what moves that row has moved before, or is refused after.
create function keep_hold() returns trigger language plpgsql as $$
declare
    about record;
    stands text;
begin
    if tg_op = 'INSERT' then
        select c.status, c.request_id, c.contract_id into about from complaint c where c.id = new.complaint_id for share;
        if new.contract_id is not null then
            select c.status into stands from contract c
             where c.id = new.contract_id and c.request_id = about.request_id
               and c.id is not distinct from coalesce(about.contract_id, c.id) for update;
        else
            select r.status into stands from service_request r
             where r.id = new.request_id and r.id = about.request_id for update;
        end if;
        if about.status is distinct from 'accepted' or stands is null or new.lifted_at is not null
           or stands in ('terminated', 'accepted', 'awarded', 'failed', 'cancelled') then
            raise exception 'a hold is placed on what an accepted complaint is about while it goes on'
                using errcode = '23514', constraint = 'hold_is_of_an_accepted_complaint';
        end if;
        new.placed_at := clock_timestamp();
    elsif new.lifted_at is distinct from old.lifted_at then
        new.lifted_at := clock_timestamp();
    end if;
    return new;
end $$;
create trigger keep_hold before insert or update on hold for each row execute function keep_hold();

-- Nothing of a contract moves while it is held, but that charges are taken back.
create function hold_contract() returns trigger language plpgsql as $$
begin
    if not (new.charged_fen < old.charged_fen and new.status = old.status and new.amount_fen = old.amount_fen)
       and exists (select from hold h where h.contract_id = old.id and h.lifted_at is null) then
        raise exception 'a contract stands still while a complaint about it is handled: %', old.number
            using errcode = '23514', constraint = 'contract_is_on_hold';
    end if;
    return new;
end $$;
create trigger hold_contract before update on contract for each row execute function hold_contract();

-- No draw, no selection and no award while a request is held.
create function hold_request() returns trigger language plpgsql as $$
begin
    if exists (select from hold h where h.request_id = new.request_id and h.lifted_at is null) then
        raise exception 'a request stands still while a complaint about it is handled'
            using errcode = '23514', constraint = 'request_is_on_hold';
    end if;
    return new;
end $$;
create trigger hold_request before insert on selection for each row execute function hold_request();
create trigger hold_request before insert on award for each row execute function hold_request();
create trigger hold_request_awarded before update on award for each row
    when (new.status = 'awarded' and old.status <> 'awarded') execute function hold_request();

create function keep_refund_order() returns trigger language plpgsql as $$
begin
    select c.charged_fen into new.charged_fen from contract c where c.id = new.contract_id for update;
    select o.owed_fen into new.owed_before_fen from refund_owed o where o.contract_id = new.contract_id;
    new.ordered_at := clock_timestamp();
    return new;
end $$;
create trigger keep_refund_order before insert on refund_order for each row execute function keep_refund_order();

-- 取消中选 An award is taken back by an upheld complaint alone, and before its contract is signed.
alter table award drop constraint award_lost_by_check,
    add constraint award_lost_by_check
        check (lost_by in ('agency', 'gate', 'objection', 'explanation', 'silence', 'complaint')),
    drop constraint awarded_at_a_time,
    add constraint awarded_at_a_time check ((status <> 'awarded' or awarded_at is not null)
        and (awarded_at is null or status = 'awarded' or lost_by = 'complaint'));

create or replace function keep_award() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"explaining": ["publicity", "withdrawn"], "publicity": ["awarded", "withdrawn"],
        "awarded": ["withdrawn"], "withdrawn": []}';
    moving constant text[] := array['status', 'publicity_from', 'publicity_until', 'accepted_at', 'awarded_at', 'lost_by',
        'lost_reason', 'lost_at'];
    ending constant text[] := array['status', 'lost_by', 'lost_reason', 'lost_at'];
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
       or old.status = 'withdrawn' and to_jsonb(new) - 'accepted_at' is distinct from to_jsonb(old) - 'accepted_at'
       or old.status = 'awarded' and new.status = 'awarded'
          and to_jsonb(new) - 'accepted_at' is distinct from to_jsonb(old) - 'accepted_at'
       or old.status = 'awarded' and to_jsonb(new) - ending - 'accepted_at' is distinct from to_jsonb(old) - ending - 'accepted_at' then
        raise exception 'what was published of an award stays'
            using errcode = '23514', constraint = 'published_is_never_taken_back';
    end if;
    if new.status <> old.status and not (steps -> old.status) ? new.status then
        raise exception 'an award does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'award_takes_the_next_step';
    end if;
    if old.status = 'awarded' and new.status = 'withdrawn'
       and (new.lost_by <> 'complaint'
            or exists (select from contract c where c.award_id = new.id
                        and (c.status <> 'terminated' or c.signed_at is not null))) then
        raise exception 'an award is cancelled by a complaint, before its contract is signed'
            using errcode = '23514', constraint = 'award_is_cancelled_before_the_signature';
    end if;
    if new.status = 'awarded' and old.status <> 'awarded'
       and (clock_timestamp() < old.publicity_until
            or exists (select from objection o where o.award_id = new.id and o.decision is null)) then
        raise exception 'nothing is awarded before its publicity is over and every objection is decided'
            using errcode = '23514', constraint = 'award_follows_its_publicity';
    end if;
    return new;
end $$;

alter table contract_termination drop constraint contract_termination_ground_check,
    add constraint contract_termination_ground_check
        check (ground in ('agreement', 'project-stopped', 'breach', 'force-majeure', 'not-signed', 'complaint'));
-- the second contract of a lot whose award was cancelled has a number of its own
alter table contract drop constraint contract_number_check,
    add constraint contract_number_check check (number ~ '^HT-[0-9]{6}-[0-9]{8}-[0-9]{4,}-[0-9]{1,2}(-[0-9]{1,2})?$');

-- A request goes back from the award where a complaint has cancelled one; one that stood still gets its time again,
-- and none resumes while it is held; who was excluded stays excluded when it is run again.
create or replace function keep_service_request() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"draft": ["draft", "in_review", "published"], "in_review": ["draft", "published"],
        "published": ["published", "closed", "cancelled", "suspended"],
        "closed": ["selecting", "failed", "cancelled", "suspended"],
        "selecting": ["selecting", "publicity", "failed", "cancelled", "suspended"],
        "publicity": ["publicity", "selecting", "awarded", "failed", "cancelled", "suspended"],
        "suspended": ["published", "closed", "selecting", "publicity", "failed", "cancelled"],
        "awarded": ["selecting", "publicity", "failed"]}';
    nth integer;
begin
    if tg_op = 'DELETE' then
        if old.published_at is not null then
            raise exception 'a published request is never deleted: %', old.number
                using errcode = '23514', constraint = 'published_request_is_never_rewritten';
        end if;
        return old;
    end if;
    if not coalesce(steps -> old.status ? new.status, false)
       or old.status = 'awarded' and not exists (
            select from award a where a.request_id = old.id and a.lost_by = 'complaint' and a.awarded_at is not null) then
        raise exception 'a request does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'request_takes_the_next_step';
    end if;
    if old.status = 'suspended' and new.status not in ('suspended', 'cancelled', 'failed')
       and exists (select from hold h where h.request_id = old.id and h.lifted_at is null) then
        raise exception 'a request stands still while a complaint about it is handled'
            using errcode = '23514', constraint = 'request_is_on_hold';
    end if;
    if old.published_at is not null then
        if to_jsonb(new) - array['status', 'version', 'closes_at', 'extended_at', 'suspended_from', 'end_reason', 'ended_at']
           is distinct from to_jsonb(old)
             - array['status', 'version', 'closes_at', 'extended_at', 'suspended_from', 'end_reason', 'ended_at']
           or new.extended_at is distinct from old.extended_at and old.extended_at is not null
           or new.closes_at < old.closes_at
           -- a deadline moves away before it has come; after it, only once, for too few, or for the time it stood still
           or (new.closes_at > old.closes_at and old.closes_at <= clock_timestamp()
               and not (old.extended_at is null and new.extended_at is not null)
               and not (old.status = 'suspended' and old.suspended_from = 'published'))
           or (new.closes_at <> old.closes_at and old.status not in ('published', 'suspended')) then
            raise exception 'a published request is never changed: %', old.number
                using errcode = '23514', constraint = 'published_request_is_never_rewritten';
        end if;
        if old.status = 'published' and new.status = 'closed' and clock_timestamp() < old.closes_at then
            raise exception 'the deadline has not come: %', old.closes_at
                using errcode = '23514', constraint = 'request_closes_at_its_deadline';
        end if;
    elsif new.status = 'published' then
        if exists (select from award a join organisation o on o.id = a.agency_id
                    where a.request_id = new.copied_from and a.lost_by = 'complaint'
                      and not coalesce(new.body -> 'avoid', '[]') @> jsonb_build_array(jsonb_build_object('uscc', o.uscc))) then
            raise exception 'who was excluded by a complaint stays excluded'
                using errcode = '23514', constraint = 'excluded_stays_excluded';
        end if;
        insert into request_counter values (new.region_code, market_today(), 1)
            on conflict (region_code, day) do update set last = request_counter.last + 1
            returning last into nth;
        new.number := 'CG-' || new.region_code || '-' || to_char(market_today(), 'YYYYMMDD') || '-'
            || lpad(nth::text, 4, '0');
        new.published_at := now();
    end if;
    if new.status in ('failed', 'cancelled') then
        new.ended_at := now();
    end if;
    new.suspended_from := case when new.status <> 'suspended' then null
        when old.status = 'suspended' then old.suspended_from else old.status end;
    return new;
end $$;

-- 滞留 As before; what a complaint holds is not stuck.
create or replace view stuck_request as
    select r.number, r.title, r.status, t.kind as timer, t.lot_no::int as lot_no, t.due_at as since, t.attempts, t.failure,
           case when t.attempts > 0 then 'failing' else 'overdue' end as cause,
           r.number || ' ' || t.kind || ' ' || t.lot_no as place
      from timer t
      join service_request r on r.id = t.request_id
     where (t.attempts > 0 or t.due_at < clock_timestamp() - interval '5 minutes')
       and not exists (select from hold h join contract c on c.id = h.contract_id
                        where h.lifted_at is null and c.request_id = t.request_id and c.lot_no = t.lot_no)
    union all
    select r.number, r.title, r.status, null, null, null, null, null, 'no-timer', r.number || ' - -'
      from service_request r
     where (r.status = 'published' and not exists (select from timer t where t.request_id = r.id and t.kind = 'close'))
        or (r.status = 'closed' and not exists (select from timer t where t.request_id = r.id))
        or (r.status = 'suspended'
            and not exists (select from objection o where o.request_id = r.id and o.decision is null)
            and not exists (select from hold h where h.request_id = r.id and h.lifted_at is null))
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

-- As before; while a contract is held its periods do not run, and afterwards one working day is left at the least.
-- The later of two moments, the second only if there is one; null where the first is not known: greatest would guess.
create function later_of(known timestamptz, other timestamptz) returns timestamptz language sql immutable parallel safe
    return case when known is not null then greatest(known, other) end;

create or replace view contract_clock as
    select c.id as contract_id,
           case when c.status = 'drafting' and not h.held
                then later_of(end_of_working_days(c.awarded_on, c.sign_days), h.not_before) end as sign_by,
           case when c.status = 'signed' and not h.held
                then later_of(end_of_working_days(c.signed_on, c.file_days), h.not_before) end as file_by,
           case when c.status = 'filed' and not h.held
                then greatest((c.deliver_by + 1)::timestamp at time zone 'Asia/Shanghai', h.not_before) end as deliver_until,
           case when c.status = 'delivered' and not h.held
                then later_of(end_of_working_days(c.delivered_on, c.accept_days), h.not_before) end as accept_by,
           case when c.status = 'accepted' and not exists (select from evaluation e where e.contract_id = c.id)
                then end_of_working_days(c.accepted_on, c.evaluate_days) end as evaluate_by
      from contract c
     cross join lateral (
            select coalesce(bool_or(h.lifted_at is null), false) as held,
                   end_of_working_days((max(h.lifted_at) at time zone 'Asia/Shanghai')::date, 1) as not_before
              from hold h where h.contract_id = c.id) h;

-- 期限 Of the step that is next; null where there is none, or where the calendar is not known.
create view complaint_clock as
    select c.id as complaint_id, k.accept_by, k.statement_by, k.decide_by,
           coalesce(clock_timestamp() >= coalesce(k.accept_by, k.decide_by), false) as overdue
      from complaint c
     cross join lateral (
            select case when c.status = 'received' then end_of_working_days(c.received_on, c.accept_days) end as accept_by,
                   case when c.status = 'accepted' and not exists (
                             select from complaint_statement s where s.complaint_id = c.id)
                        then end_of_working_days(c.accepted_on, c.statement_days) end as statement_by,
                   case when c.status = 'accepted'
                        then end_of_working_days(c.accepted_on,
                             c.decide_days + case when c.extended_at is null then 0 else c.extend_days end) end as decide_by) k;

-- 公开的处理结果 The one complained about is named where it is an agency and something was upheld.
create view complaint_outcome as
    select c.number, c.subject, c.region_code, (c.decided_at at time zone 'Asia/Shanghai')::date as decided_on, c.outcome,
           g.uscc as agency_uscc, g.name as agency_name, c.effects, o.amount_fen as refund_fen, c.summary,
           to_char(c.decided_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || c.number as place
      from complaint c
      left join refund_order o on o.complaint_id = c.id
      left join (organisation g join agency a on a.organisation_id = g.id)
             on g.id = c.against_id and c.outcome in ('upheld', 'partly')
     where c.status = 'decided';

grant select on complaint_terms, complaint_route, complaint_desk, complaint_clock, complaint_outcome, refund_owed
    to mingjia_app;
grant select, insert, update on complaint_counter to mingjia_app;
grant select, insert on complaint, complaint_statement, lead, hold, refund_order to mingjia_app;
grant update (status, desk, passed_from, passed_reason, passed_at, passed_by, accepted_at, accepted_on, accepted_by,
    refusal_rule, refusal_reason, refused_at, refused_by, extended_at, extension_reason, extended_by, outcome, findings,
    summary, effects, decided_at, decided_by, withdrawn_at) on complaint to mingjia_app;
grant update (status, read_at, read_by, outcome, answer, turned_into, answered_at, answered_by) on lead to mingjia_app;
grant update (lifted_at, lift_reason, lifted_by) on hold to mingjia_app;
