-- 匹配与消息 Who is told of a request, and of what happens to it: everything here follows from the event order.

create index agency_region_by_agency on agency_region (agency_id);
create index agency_item_on_offer on agency_item (item_code, agency_id) include (valid);
create index price_entry_that_holds on price_entry (item_code, agency_id, region_code) include (in_force);

-- The agencies that pass every gate of lot_eligibility on a day, for a lot as a whole: the same rules as joins of sets, so
-- that ten thousand agencies cost one pass and not ten thousand. A test holds one against the other.
create function eligible_agencies(lot uuid, day date) returns table (agency_id uuid)
    -- what stands in its sets cannot be guessed beforehand, and a loop inside a loop over a wrong guess takes seconds
    language sql stable set enable_nestloop = off
begin atomic
    with lot as materialized (
        select l.item_code, l.published_on, r.region_code, r.body, r.extended_at is not null as widened,
               left(r.region_code, 2) as province, o.uscc as owner_uscc, o.name as owner_name,
               r.method_parameters ->> 'named' as named
          from request_lot l
          join service_request r on r.id = l.request_id
          join organisation o on o.id = r.owner_id
         where l.id = eligible_agencies.lot),
    serving as materialized (
        select distinct g.agency_id
          from lot join agency_region g on g.valid @> day
           and (region_covers(g.region_code, lot.region_code)
                or (lot.widened and left(g.region_code, 2) = lot.province))),
    priced as materialized (
        select distinct p.agency_id
          from lot join price_entry p on p.item_code = lot.item_code and p.in_force @> lot.published_on
           and (region_covers(p.region_code, lot.region_code)
                or (lot.widened and left(p.region_code, 2) = lot.province))),
    paper as materialized (
        select w.wanted ->> 'kind' as kind, w.wanted ->> 'level' as level, w.n
          from lot, jsonb_array_elements(coalesce(lot.body #> '{qualifications,papers}', '[]'))
               with ordinality as w (wanted, n)),
    papered as materialized (
        select q.agency_id, count(distinct w.n) as held
          from paper w
          join qualification_kind k on k.code = w.kind
          join qualification q on q.kind = w.kind and q.valid @> day
           and (coalesce(w.level, '') = '' or array_position(k.levels, q.level) <= array_position(k.levels, w.level))
         group by q.agency_id),
    person as materialized (
        select w.wanted ->> 'certificate' as certificate, (w.wanted ->> 'count')::integer as least, w.n
          from lot, jsonb_array_elements(coalesce(lot.body -> 'practitioners', '[]')) with ordinality as w (wanted, n)
         where (w.wanted ->> 'count')::integer > 0),
    staffed as materialized (
        select each.agency_id, count(*) as met
          from (select p.agency_id, w.n
                  from person w join practitioner p on p.certificate_kind = w.certificate and p.valid @> day
                 group by p.agency_id, w.n, w.least having count(*) >= w.least) each
         group by each.agency_id),
    asked as materialized (
        select (select case when lot.body #>> '{qualifications,match}' = 'any' then least(count(*), 1) else count(*) end
                  from paper) as papers,
               (select count(*) from person) as people,
               (select o.id from organisation o where o.uscc = lot.named) as named_id
          from lot),
    conflicting as materialized (
        select f.agency_id
          from lot join affiliate f on (f.ended_on is null or f.ended_on > day)
           and (f.uscc = lot.owner_uscc or f.name = lot.owner_name)
        union all
        select o.id from organisation o join lot on o.uscc = lot.owner_uscc
        union all
        select o.id from organisation o
          join (select a ->> 'uscc' as uscc from lot, jsonb_array_elements(coalesce(lot.body -> 'avoid', '[]')) a) avoided
            on avoided.uscc = o.uscc)
    select i.agency_id
      from lot
      join agency_items_on(day) i on i.item_code = lot.item_code
      join serving on serving.agency_id = i.agency_id
      join priced on priced.agency_id = i.agency_id
      left join papered on papered.agency_id = i.agency_id
      left join staffed on staffed.agency_id = i.agency_id
     where coalesce(papered.held, 0) >= (select asked.papers from asked)
       and coalesce(staffed.met, 0) >= (select asked.people from asked)
       and (lot.named is null or i.agency_id = (select asked.named_id from asked))
       and not exists (select from conflicting where conflicting.agency_id = i.agency_id);
end;

-- 匹配 Which agencies were found eligible, and told, by which event. One that was suspended later stays here: it was told.
create table lot_match (
    request_id uuid not null,
    lot_no smallint not null,
    -- from the rows of an agency, which is never deleted: a reference would be proved for each of thousands at once
    agency_id uuid not null,
    -- of the event that it follows from, in the event order
    position bigint not null,
    matched_at timestamptz not null default now(),
    constraint lot_match_once primary key (request_id, lot_no, agency_id),
    constraint match_is_of_a_lot foreign key (request_id, lot_no) references request_lot (request_id, lot_no)
);
create index lot_match_by_agency on lot_match (agency_id);

-- 消息 To an organisation, to whoever acts as operator, or to one account. Written by one writer at a time, under the lock
-- of its place in the event order: so ids come in the order of commits, and who has read up to one has missed nothing.
create table inbox_message (
    id bigint primary key generated always as identity,
    organisation_id uuid references organisation,
    role text check (role in ('operator')),
    account_id uuid references account,
    kind text not null check (kind ~ '^[a-z][a-z-]*\.[a-z][a-z-]*$'),
    -- the event that it follows from
    position bigint not null,
    -- the request's number, or its id while it has none
    subject text not null,
    title text not null check (length(title) between 2 and 300),
    body text not null check (length(body) <= 4000),
    at timestamptz not null default now(),
    read_at timestamptz,
    constraint message_has_one_recipient check (num_nonnulls(organisation_id, role, account_id) = 1),
    constraint message_once unique nulls not distinct (position, kind, organisation_id, role, account_id)
);
create index inbox_message_by_organisation on inbox_message (organisation_id, id) where organisation_id is not null;
create index inbox_message_by_role on inbox_message (role, id) where role is not null;
create index inbox_message_by_account on inbox_message (account_id, id) where account_id is not null;

-- What is told is never changed; it is read, once.
create function keep_inbox_message() returns trigger language plpgsql as $$
begin
    if to_jsonb(new) - 'read_at' is distinct from to_jsonb(old) - 'read_at' or old.read_at is not null then
        raise exception 'a message is never changed' using errcode = '23514', constraint = 'message_is_never_changed';
    end if;
    return new;
end $$;
create trigger keep_inbox_message before update on inbox_message
    for each row execute function keep_inbox_message();

create table notification_setting (
    organisation_id uuid primary key references organisation,
    email text check (length(email) between 6 and 254 and email ~ '^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$'),
    -- 新的匹配需求
    mail_matches boolean not null,
    -- what happens to requests that it has to do with
    mail_results boolean not null,
    changed_at timestamptz not null default now(),
    changed_by text not null
);

-- 待发邮件 Taken by one sender, which has until not_before; after that it is tried again, later and later. An address lies
-- here no longer than it is tried.
create table mail_outbox (
    message_id bigint primary key references inbox_message,
    address text not null,
    attempts integer not null default 0 check (attempts >= 0),
    not_before timestamptz not null default now(),
    failure text
);
create index mail_outbox_by_time on mail_outbox (not_before);

-- 订阅的检索 What somebody wants to be told of.
create function saved_search_anchors(items text[], word text, category text, region text, method text, funds text)
    returns text[] language sql immutable parallel safe
    return case when cardinality(items) > 0 then (select array_agg('i:' || i) from unnest(items) i)
                when word is not null then array['w:' || left(word, 2)]
                when category is not null then array['c:' || category]
                when region is not null then array['r:' || region]
                when method is not null then array['m:' || method]
                when funds is not null then array['f:' || funds]
                else array['*'] end;

create table saved_search (
    id uuid primary key default uuidv7(),
    account_id uuid not null references account,
    name text not null check (length(name) between 1 and 60),
    item_codes text[] not null check (cardinality(item_codes) <= 20),
    category text,
    region_code text check (region_code ~ '^[0-9]{6}$'),
    method text,
    funds text check (funds in ('state', 'social')),
    budget_at_least_fen bigint check (budget_at_least_fen between 1 and 9999999999999),
    -- in small letters, each of two characters at least; all of them have to occur
    words text[] not null check (cardinality(words) <= 5),
    created_at timestamptz not null default now(),
    -- the inverted index: what a request must have, one of them, for this to be looked at at all; the rarest kind of
    -- what is asked for
    anchors text[] not null generated always as
        (saved_search_anchors(item_codes, words[1], category, region_code, method, funds)) stored,
    constraint search_asks_for_something check (cardinality(item_codes) + cardinality(words)
        + num_nonnulls(category, region_code, method, funds, budget_at_least_fen) > 0)
);
create index saved_search_by_account on saved_search (account_id, id);
create index saved_search_by_anchor on saved_search using gin (anchors) with (fastupdate = off);

-- What searches are held against: a published request in the words and codes that they know.
create view searched_request as
select r.id as request_id, r.number, r.title, r.region_code, r.method, r.funds, t.words, l.items, l.categories, l.budget_fen,
       array['*', 'm:' || r.method, 'f:' || r.funds, 'r:' || r.region_code, 'r:' || left(r.region_code, 4) || '00',
             'r:' || left(r.region_code, 2) || '0000', 'r:000000']
       || (select array_agg('i:' || i) from unnest(l.items) i)
       || (select array_agg('c:' || c) from unnest(l.categories) c)
       || (select array_agg(distinct 'w:' || substr(t.words, n, 2)) from generate_series(1, length(t.words) - 1) n)
           as anchors
  from service_request r
 cross join lateral (select array_agg(l.item_code) as items, sum(l.budget_fen)::bigint as budget_fen,
                            array_agg(distinct i.category) filter (where i.category is not null) as categories,
                            string_agg(i.name, ' ') as names
                       from request_lot l
                       left join service_item i on i.code = l.item_code and i.valid @> l.published_on
                      where l.request_id = r.id) l
 cross join lateral (select lower(concat_ws(' ', r.title, r.project_name, r.body ->> 'description', l.names)) as words) t
 where r.number is not null;

-- An agency's own matches, request by request.
create view matched_request as
select m.agency_id, r.number, r.title, m.items as "itemCodes", r.closes_at as "closesAt", m.ceiling_fen as "ceilingFen",
       r.status, m.matched_at as "matchedAt", r.status = 'published' and r.closes_at > clock_timestamp() as open,
       to_char(m.matched_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || r.number as place
  from (select m.agency_id, m.request_id, min(m.matched_at) as matched_at, array_agg(l.item_code order by l.lot_no) as items,
               sum(l.ceiling_fen)::bigint as ceiling_fen
          from lot_match m join request_lot l on l.request_id = m.request_id and l.lot_no = m.lot_no
         group by m.agency_id, m.request_id) m
  join service_request r on r.id = m.request_id;

insert into event_cursor (reader, position) values ('matching', 0);

grant select, insert on lot_match, inbox_message, notification_setting, mail_outbox, saved_search to mingjia_app;
grant select on searched_request, matched_request to mingjia_app;
grant update (read_at) on inbox_message to mingjia_app;
grant update (email, mail_matches, mail_results, changed_at, changed_by) on notification_setting to mingjia_app;
grant update (attempts, not_before, failure) on mail_outbox to mingjia_app;
grant delete on mail_outbox, saved_search to mingjia_app;
