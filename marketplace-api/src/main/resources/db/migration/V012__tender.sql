-- 采购需求 What an owner asks for. A draft is one document; a published request is rows that prove what it hangs on.

-- 采购规则 Periods in working days and least numbers, as data: of the region itself or the nearest above it, for the
-- method and the funds. The rows below are the trade's defaults; a region has its own by adding rows.
create table tender_terms (
    region_code text not null check (region_code ~ '^[0-9]{6}$'),
    method text not null check (method in ('direct', 'lowest_price', 'random_draw', 'lowest_random', 'best_value',
        'credit_shortlist', 'mean', 'mean_random')),
    -- 资金来源: state 财政性资金 · social 社会资金
    funds text not null check (funds in ('state', 'social')),
    allowed boolean not null,
    -- 公告期: from the day after publication; bids are received beyond its last day
    notice_days integer not null check (notice_days between 0 and 60),
    minimum_bids integer not null check (minimum_bids between 1 and 20),
    -- 顺延: once, when there are too few
    extension_days integer not null check (extension_days between 0 and 60),
    -- 选定期: how long the owner has where the choice is its own
    choice_days integer not null check (choice_days between 0 and 60),
    publicity_days integer not null check (publicity_days between 0 and 60),
    review_required boolean not null,
    closes_on_working_days boolean not null,
    primary key (region_code, method, funds)
);
insert into tender_terms
select '000000', method, funds,
       -- 均价 invites rings that steer the mean: a region has to want it
       method not in ('mean', 'mean_random'),
       case when method = 'direct' then 0 else 3 end,
       case when method = 'direct' then 1
            when method in ('mean_random', 'lowest_random') then 3
            when funds = 'state' and method <> 'credit_shortlist' then 3
            else 2 end,
       case when method = 'direct' then 0 else 2 end,
       3,
       case funds when 'state' then 3 else 1 end,
       -- 直接选取 of public money needs a reason that the operator has read
       method = 'direct' and funds = 'state',
       true
  from unnest(array['direct', 'lowest_price', 'random_draw', 'lowest_random', 'best_value', 'credit_shortlist', 'mean',
           'mean_random']) method,
       unnest(array['state', 'social']) funds;

-- 0 for the place itself, 1 for its prefecture, 2 for its province, 3 for the country; null for any other.
create function region_distance(scope text, place text) returns integer
    language sql immutable parallel safe
    return case when scope = place then 0
                when scope = left(place, 4) || '00' then 1
                when scope = left(place, 2) || '0000' then 2
                when scope = '000000' then 3 end;

create table service_request (
    id uuid primary key default uuidv7(),
    owner_id uuid not null references organisation,
    status text not null default 'draft' check (status in ('draft', 'in_review', 'published', 'closed', 'selecting',
        'publicity', 'suspended', 'awarded', 'failed', 'cancelled')),
    -- counted up by every change: ETag
    version integer not null default 1 check (version > 0),
    -- the request as typed; checked as a whole when it is handed in
    body jsonb not null default '{}' check (jsonb_typeof(body) = 'object'),
    -- the request that this one was copied from, or runs again
    copied_from uuid references service_request,
    created_at timestamptz not null default now(),
    created_by text not null,
    review_by date check (isfinite(review_by)),
    return_reason text check (length(return_reason) between 2 and 1000),

    -- what was published: never changed, but for a deadline that moves away
    number text constraint request_number_once unique check (number ~ '^CG-[0-9]{6}-[0-9]{8}-[0-9]{4,}$'),
    title text check (length(title) between 4 and 200),
    region_code text check (region_code ~ '^[0-9]{6}$'),
    project_name text check (length(project_name) between 2 and 200),
    -- GB/T 40058: shape only, the algorithm of its check character is not public
    project_code text check (project_code ~ '^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}$'),
    act_code text,
    funds text check (funds in ('state', 'social')),
    method text,
    method_parameters jsonb check (jsonb_typeof(method_parameters) = 'object'),
    terms jsonb check (jsonb_typeof(terms) = 'object'),
    published_at timestamptz,
    closes_not_before timestamptz check (isfinite(closes_not_before)),
    -- the first instant at which no bid is received any more
    closes_at timestamptz check (isfinite(closes_at)),
    -- 顺延 once, when there were too few: the deadline moved, and agencies of the whole province may bid
    extended_at timestamptz,
    -- 中止 what it was when it was suspended
    suspended_from text check (suspended_from in ('published', 'closed', 'selecting', 'publicity')),
    end_reason text check (length(end_reason) between 2 and 1000),
    ended_at timestamptz,

    constraint suspended_from_something check ((status = 'suspended') = (suspended_from is not null)),
    constraint published_is_complete check (status in ('draft', 'in_review')
        or num_nulls(number, title, region_code, project_name, act_code, funds, method, method_parameters, terms,
                     published_at, closes_not_before, closes_at) = 0),
    constraint nothing_is_published_of_a_draft check (status not in ('draft', 'in_review')
        or num_nonnulls(number, published_at, closes_at) = 0),
    constraint closes_after_its_notice_period check (closes_at >= closes_not_before and closes_at > published_at),
    constraint ended_with_a_reason check
        ((status in ('failed', 'cancelled')) = (end_reason is not null and ended_at is not null))
);
create index service_request_by_owner on service_request (owner_id, id desc);
create index service_request_by_time on service_request (published_at desc, id desc) where published_at is not null;
create index service_request_closing on service_request (closes_at) where status = 'published';
create index service_request_in_review on service_request (review_by, id) where status = 'in_review';

create index service_request_by_attachment on service_request using gin ((body -> 'attachments') jsonb_path_ops)
    where published_at is not null;
create index service_request_by_words on service_request using gin ((title || ' ' || project_name) gin_trgm_ops)
    where published_at is not null;

create table request_counter (
    region_code text not null,
    day date not null,
    last integer not null check (last > 0),
    primary key (region_code, day)
);

alter table service_item add constraint item_payer_over_time unique (code, payer, pricing_mode, valid without overlaps);

-- 标段 What one agency is selected for: a listed item of the act, for the project's own parameters. 清单之外无服务: the
-- references prove that on the day of publication the item was on the list and needed by the act.
create table request_lot (
    id uuid primary key default uuidv7(),
    request_id uuid not null references service_request,
    lot_no smallint not null check (lot_no between 1 and 20),
    act_code text not null,
    item_code text not null,
    payer text not null check (payer in ('enterprise', 'government', 'either')),
    pricing_mode text not null check (pricing_mode in ('government_set', 'government_guided', 'market')),
    published_on date not null check (isfinite(published_on)),
    first_day daterange not null generated always as (daterange(published_on, published_on, '[]')) stored,
    -- the calculator's parameters, as it reads them
    parameters jsonb not null check (jsonb_typeof(parameters) = 'object'),
    -- 预算控制价
    budget_fen bigint not null check (budget_fen between 1 and 9999999999999),
    -- the interval of the rules that bind, and the first of them; null where none binds or none can be computed
    lawful_min_fen bigint check (lawful_min_fen >= 0),
    lawful_max_fen bigint check (lawful_max_fen >= lawful_min_fen),
    lawful_rule_id text,
    -- 最高限价: no bid above it
    ceiling_fen bigint not null generated always as (least(budget_fen, lawful_max_fen)) stored,
    -- and none below it: one fen where no rule binds
    floor_fen bigint not null generated always as (greatest(coalesce(lawful_min_fen, 1), 1)) stored,
    -- what a bid copies and proves
    constraint lot_bounds unique (request_id, lot_no, item_code, published_on, floor_fen, ceiling_fen),
    constraint lot_once unique (request_id, lot_no),
    constraint lot_item_once unique (request_id, item_code),
    constraint budget_is_not_below_what_is_lawful check (budget_fen >= lawful_min_fen),
    constraint lot_cites_its_rule check ((lawful_rule_id is null) = (lawful_min_fen is null)
        and (lawful_rule_id is not null or lawful_max_fen is null)),
    constraint lot_item_is_on_the_list foreign key (item_code, payer, pricing_mode, period first_day)
        references service_item (code, payer, pricing_mode, period valid) deferrable initially deferred,
    constraint lot_item_is_needed_by_the_act foreign key (act_code, item_code, period first_day)
        references act_item (act_code, item_code, period valid) deferrable initially deferred
);

-- Publication is a moment of the database's clock, and a number that the database gives.
create function keep_service_request() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"draft": ["draft", "in_review", "published"], "in_review": ["draft", "published"],
        "published": ["published", "closed", "cancelled", "suspended"],
        "closed": ["selecting", "failed", "cancelled", "suspended"],
        "selecting": ["selecting", "publicity", "failed", "cancelled", "suspended"],
        "publicity": ["publicity", "selecting", "awarded", "failed", "cancelled", "suspended"],
        "suspended": ["published", "closed", "selecting", "publicity", "failed", "cancelled"]}';
    nth integer;
begin
    if tg_op = 'DELETE' then
        if old.published_at is not null then
            raise exception 'a published request is never deleted: %', old.number
                using errcode = '23514', constraint = 'published_request_is_never_rewritten';
        end if;
        return old;
    end if;
    if not coalesce(steps -> old.status ? new.status, false) then
        raise exception 'a request does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'request_takes_the_next_step';
    end if;
    if old.published_at is not null then
        if to_jsonb(new) - array['status', 'version', 'closes_at', 'extended_at', 'suspended_from', 'end_reason', 'ended_at']
           is distinct from to_jsonb(old)
             - array['status', 'version', 'closes_at', 'extended_at', 'suspended_from', 'end_reason', 'ended_at']
           or new.extended_at is distinct from old.extended_at and old.extended_at is not null
           or new.closes_at < old.closes_at
           -- a deadline moves away before it has come; after it, only once, for too few
           or (new.closes_at > old.closes_at and old.closes_at <= clock_timestamp()
               and not (old.extended_at is null and new.extended_at is not null))
           or (new.closes_at <> old.closes_at and old.status not in ('published', 'suspended')) then
            raise exception 'a published request is never changed: %', old.number
                using errcode = '23514', constraint = 'published_request_is_never_rewritten';
        end if;
        if old.status = 'published' and new.status = 'closed' and clock_timestamp() < old.closes_at then
            raise exception 'the deadline has not come: %', old.closes_at
                using errcode = '23514', constraint = 'request_closes_at_its_deadline';
        end if;
    elsif new.status = 'published' then
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
create trigger keep_service_request before update or delete on service_request
    for each row execute function keep_service_request();

create function published_request_has_lots() returns trigger language plpgsql as $$
begin
    if not exists (select from request_lot l where l.request_id = new.id)
       or exists (select from request_lot l where l.request_id = new.id
                   and (l.published_on <> (new.published_at at time zone 'Asia/Shanghai')::date or l.act_code <> new.act_code)) then
        raise exception 'a request is published with its lots, of its act and of that day: %', new.number
            using errcode = '23514', constraint = 'published_request_has_lots';
    end if;
    return null;
end $$;
create constraint trigger published_request_has_lots after update of status on service_request
    deferrable initially deferred for each row when (new.status = 'published' and old.status <> 'published')
    execute function published_request_has_lots();

create function keep_request_lot() returns trigger language plpgsql as $$
declare
    owner text;
    stands text;
begin
    if tg_op <> 'INSERT' then
        raise exception 'a lot is never changed' using errcode = '23514', constraint = 'published_request_is_never_rewritten';
    end if;
    select r.status, o.uscc into stands, owner
      from service_request r join organisation o on o.id = r.owner_id where r.id = new.request_id for share of r;
    if stands is distinct from 'draft' and stands is distinct from 'in_review' then
        raise exception 'lots come with the publication' using errcode = '23514', constraint = 'published_request_is_never_rewritten';
    end if;
    -- 由政府付费的事项 only bodies of the State 机构编制 (first character 1, GB 32100) ask for and pay
    if new.payer = 'government' and left(coalesce(owner, ''), 1) <> '1' then
        raise exception 'nothing may be charged to an enterprise for %', new.item_code
            using errcode = '23514', constraint = 'lot_is_paid_by_who_has_to';
    end if;
    return new;
end $$;
create trigger keep_request_lot before insert or update or delete on request_lot
    for each row execute function keep_request_lot();

-- 澄清、修改 What was published stays; what is added to it has a number and a moment of its own.
create table request_amendment (
    request_id uuid not null references service_request,
    amendment_no integer not null check (amendment_no between 1 and 50),
    text text not null check (length(text) between 4 and 4000),
    closes_before timestamptz not null,
    closes_after timestamptz not null,
    at timestamptz not null default now(),
    primary key (request_id, amendment_no),
    constraint amendment_never_shortens check (closes_after >= closes_before)
);

-- 提问与答复 Asked by an agency that is never named; answered to everybody at once.
create table request_question (
    id uuid primary key default uuidv7(),
    request_id uuid not null references service_request,
    asked_by uuid not null references agency,
    question text not null check (length(question) between 4 and 1000),
    asked_at timestamptz not null default now(),
    answer text check (length(answer) between 1 and 2000),
    answered_at timestamptz,
    constraint answered_with_an_answer check ((answer is null) = (answered_at is null))
);
create index request_question_by_request on request_question (request_id, id);

create function keep_what_was_said() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' or tg_table_name <> 'request_question' then
        raise exception 'what was said stays: %', tg_table_name
            using errcode = '23514', constraint = 'published_request_is_never_rewritten';
    end if;
    if old.answered_at is not null then
        raise exception 'an answer is never changed' using errcode = '23514',
            constraint = 'published_request_is_never_rewritten';
    end if;
    return new;
end $$;
create trigger keep_what_was_said before update or delete on request_amendment
    for each row execute function keep_what_was_said();
create trigger keep_what_was_said before update or delete on request_question
    for each row execute function keep_what_was_said();

-- 时限 What has to be done at a time is a row: whichever instance of the service finds it due does it, in one
-- transaction with its end; a dead process delays it and never loses it.
create table timer (
    kind text not null check (kind ~ '^[a-z][a-z-]*$'),
    request_id uuid not null references service_request,
    lot_no smallint not null default 0,
    due_at timestamptz not null check (isfinite(due_at)),
    -- after a failure it is tried again, later and later
    attempts integer not null default 0 check (attempts >= 0),
    not_before timestamptz not null default '-infinity',
    failure text,
    primary key (kind, request_id, lot_no)
);
create index timer_by_due on timer (due_at);

-- Who may take part in a lot on a day, point by point; one agency, or all that offer the item or did.
-- A price counts as it stood when the request was published.
create function lot_eligibility(lot uuid, day date, one uuid)
    returns table (agency_id uuid, item_problem text, serves boolean, price_id uuid, papers_missing text[],
        people_missing text[], conflicts text[], named boolean)
    language sql stable
begin atomic
    with lot as (
        select l.item_code, l.published_on, r.region_code, r.body, r.extended_at is not null as widened, o.uscc as owner_uscc,
               o.name as owner_name, r.method_parameters
          from request_lot l
          join service_request r on r.id = l.request_id
          join organisation o on o.id = r.owner_id
         where l.id = lot_eligibility.lot),
    candidate as (
        select distinct i.agency_id from agency_item i join lot on lot.item_code = i.item_code where one is null
        union all select one where one is not null)
    select c.agency_id,
           agency_item_unavailable(c.agency_id, lot.item_code, day),
           exists (select from agency_region g
                    where g.agency_id = c.agency_id and g.valid @> day
                      and (region_covers(g.region_code, lot.region_code)
                           or (lot.widened and left(g.region_code, 2) = left(lot.region_code, 2)))),
           (select p.id from price_entry p
             where p.agency_id = c.agency_id and p.item_code = lot.item_code and p.in_force @> lot.published_on
               and (region_covers(p.region_code, lot.region_code)
                    or (lot.widened and left(p.region_code, 2) = left(lot.region_code, 2)))
             order by region_covers(p.region_code, lot.region_code) desc,
                      region_distance(p.region_code, lot.region_code), p.amount_fen, p.id limit 1),
           -- papers: all of them, or any one; a level is met by itself and by those before it
           (select case when lot.body #>> '{qualifications,match}' = 'any' and bool_or(has) then '{}'
                        else coalesce(array_agg(wanted ->> 'kind' order by n) filter (where not has), '{}') end
              from (select wanted, n, exists (
                        select from qualification q join qualification_kind k on k.code = q.kind
                         where q.agency_id = c.agency_id and q.kind = wanted ->> 'kind' and q.valid @> day
                           and (coalesce(wanted ->> 'level', '') = ''
                                or array_position(k.levels, q.level) <= array_position(k.levels, wanted ->> 'level'))) as has
                      from jsonb_array_elements(coalesce(lot.body #> '{qualifications,papers}', '[]'))
                           with ordinality as w (wanted, n)) asked),
           (select coalesce(array_agg(wanted ->> 'certificate' order by n), '{}')
              from jsonb_array_elements(coalesce(lot.body -> 'practitioners', '[]')) with ordinality as w (wanted, n)
             where (select count(*) from practitioner p
                     where p.agency_id = c.agency_id and p.valid @> day
                       and p.certificate_kind = wanted ->> 'certificate') < (wanted ->> 'count')::integer),
           array(select 'avoided' from jsonb_array_elements(coalesce(lot.body -> 'avoid', '[]')) a
                  where a ->> 'uscc' = g.uscc
                 union
                 select 'same-organisation' where g.uscc = lot.owner_uscc
                 union
                 select 'affiliated' from affiliate f
                  where f.agency_id = c.agency_id and (f.ended_on is null or f.ended_on > day)
                    and (f.uscc = lot.owner_uscc or f.name = lot.owner_name)),
           coalesce(lot.method_parameters ->> 'named', g.uscc) = g.uscc
      from candidate c
      join organisation g on g.id = c.agency_id
      cross join lot;
end;

grant select on tender_terms to mingjia_app;
grant insert, delete on tender_terms to mingjia_app;
grant update (allowed, notice_days, minimum_bids, extension_days, choice_days, publicity_days, review_required,
    closes_on_working_days) on tender_terms to mingjia_app;
grant select, insert, update on request_counter to mingjia_app;
grant select, insert, delete on service_request to mingjia_app;
grant update (status, version, body, review_by, return_reason, number, title, region_code, project_name, project_code,
    act_code, funds, method, method_parameters, terms, published_at, closes_not_before, closes_at, extended_at,
    suspended_from, end_reason, ended_at)
    on service_request to mingjia_app;
grant select, insert on request_lot to mingjia_app;
grant select, insert on request_amendment, request_question to mingjia_app;
grant update (answer, answered_at) on request_question to mingjia_app;
grant select, insert, update, delete on timer to mingjia_app;
