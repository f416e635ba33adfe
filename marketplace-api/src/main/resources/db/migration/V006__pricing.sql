-- 明码标价 What an agency charges. A published entry binds: it is the most that may be asked, and nothing
-- in it can be changed. It can be ended from a later day, or withdrawn before its first.

-- What a price copies from the item and the rule it rests on, so that a temporal key can prove it.
alter table service_item add constraint item_mode_over_time unique (code, pricing_mode, valid without overlaps);
alter table price_rule
    add column factor_low numeric not null generated always as (coalesce(adjust_min, 1)) stored,
    add column factor_high numeric not null generated always as (coalesce(adjust_max, 1)) stored,
    add constraint rule_terms_over_time
        unique (rule_id, item_code, status, tiers_known, factor_low, factor_high, valid without overlaps);

-- Settings that the database itself reads; changed by the schema's owner.
create table market_parameter (
    name text primary key,
    value integer not null check (value between 0 and 365)
);
insert into market_parameter (name, value) values ('price_notice_days', 7);

create table price_entry (
    id uuid not null default uuidv7(),
    agency_id uuid not null references agency,
    item_code text not null,
    -- where it holds: a county, or a prefecture with all its counties
    region_code text not null check (region_code ~ '^[0-9]{6}$'),
    -- fixed 按件 · unit 按单位 · tiers 分档 · factor 按标准倍率 · formula 公式
    form text not null check (form in ('fixed', 'unit', 'tiers', 'factor', 'formula')),
    amount_fen bigint check (amount_fen between 1 and 9999999999999),
    unit text check (length(unit) between 1 and 20),
    factor numeric check (factor > 0 and factor <= 100 and factor <> 'NaN'),
    rule_id text,
    -- tiers and formulas, as the catalogue reads them
    terms jsonb check (jsonb_typeof(terms) = 'object'),
    pricing_mode text not null,
    rule_status text,
    rule_known boolean generated always as (case when rule_id is not null then true end) stored,
    factor_low numeric,
    factor_high numeric,
    agency_item_id uuid not null,
    published_on date not null default market_today(),
    notice_days integer not null check (notice_days between 0 and 365),
    valid daterange not null check (valid_validity(valid) and not lower_inf(valid)),
    withdrawn_at timestamptz,
    -- why it ended before its own time; null where the agency put another in its place
    end_reason text check (length(end_reason) between 1 and 200),
    published_by text not null,
    in_force daterange generated always as (case when withdrawn_at is null then valid end) stored,
    first_day daterange generated always as
        (case when withdrawn_at is null then daterange(lower(valid), lower(valid), '[]') end) stored,
    constraint price_entry_key primary key (id),
    constraint prices_do_not_overlap unique (agency_id, item_code, region_code, in_force without overlaps),
    -- what a bid and a fee line will copy and prove
    constraint price_over_time unique (id, agency_id, item_code, in_force without overlaps),
    constraint price_is_not_retroactive check (lower(valid) >= published_on + notice_days),
    constraint price_is_complete check (case form
        when 'fixed' then amount_fen is not null and factor is null and rule_id is null and terms is null
        when 'unit' then amount_fen is not null and unit is not null and factor is null and rule_id is null and terms is null
        when 'factor' then factor is not null and rule_id is not null and amount_fen is null and terms is null
        else terms is not null and amount_fen is null and factor is null and rule_id is null end),
    constraint price_copies_its_rule check ((rule_id is null) = (rule_status is null)
        and (rule_id is null) = (factor_low is null) and (rule_id is null) = (factor_high is null)),
    -- 政府定价、政府指导价: only as a multiple of the rule in force, inside its interval
    constraint price_is_inside_the_lawful_interval check (pricing_mode = 'market'
        or (form = 'factor' and rule_status = 'in_force' and factor between factor_low and factor_high)),
    constraint price_is_covered_by_a_qualification foreign key (agency_item_id, agency_id, item_code, period first_day)
        references agency_item (id, agency_id, item_code, period valid) deferrable initially deferred,
    constraint price_is_for_a_listed_item foreign key (item_code, pricing_mode, period in_force)
        references service_item (code, pricing_mode, period valid) deferrable initially deferred,
    constraint price_rests_on_its_rule foreign key
        (rule_id, item_code, rule_status, rule_known, factor_low, factor_high, period in_force)
        references price_rule (rule_id, item_code, status, tiers_known, factor_low, factor_high, period valid)
        deferrable initially deferred
);
create index price_entry_by_item on price_entry (item_code, agency_id);


-- Whether what a price rests on is in force on a day: the item with its pricing mode, the rule with its
-- terms, the agency's own offer of the item.
create function price_rests_on_something(p price_entry, day date) returns boolean
    language sql stable
    return exists (select from service_item i
                    where i.code = p.item_code and i.pricing_mode = p.pricing_mode and i.valid @> day)
       and (p.rule_id is null or exists (select from price_rule r
                    where r.rule_id = p.rule_id and r.item_code = p.item_code and r.status = p.rule_status
                      and r.tiers_known and r.factor_low = p.factor_low and r.factor_high = p.factor_high
                      and r.valid @> day))
       and exists (select from agency_item a
                    where a.agency_id = p.agency_id and a.item_code = p.item_code and a.valid @> day);

-- The first day from which a new price may hold: today for the first one. A price that follows another
-- of a scope that holds this one, or that this one holds, needs notice: a county's price is no way round.
create function earliest_price_day(agency uuid, item text, region text) returns date
    language sql stable
    return market_today() + case when exists (select from price_entry e
            where e.agency_id = agency and e.item_code = item and e.withdrawn_at is null
              and (e.region_code = region
                   or (left(e.region_code, 4) = left(region, 4)
                       and '00' in (right(e.region_code, 2), right(region, 2)))))
        then (select value from market_parameter where name = 'price_notice_days') else 0 end;

-- What a new price copies is copied here, whoever inserts it, and what nobody may choose is set here;
-- the keys above then prove it. Waits for, and holds off, whatever changes the agency.
create function publish_price() returns trigger language plpgsql as $$
declare
    first date := lower(new.valid);
begin
    if first is null then
        raise exception 'a price has a first day' using errcode = '23514', constraint = 'price_entry_valid_check';
    end if;
    perform from agency where organisation_id = new.agency_id for share;
    if not exists (select from agencies_standing_on(market_today()) s
            where s.agency_id = new.agency_id and s.standing in ('available', 'warned')) then
        raise exception 'only an admitted agency that is not suspended publishes prices'
            using errcode = '23514', constraint = 'price_is_of_an_admitted_agency';
    end if;
    new.published_on := market_today();
    new.withdrawn_at := null;
    new.end_reason := null;
    new.notice_days := earliest_price_day(new.agency_id, new.item_code, new.region_code) - market_today();
    select i.pricing_mode into new.pricing_mode from service_item i where i.code = new.item_code and i.valid @> first;
    if not found then
        raise exception 'the item % is not on the list on %', new.item_code, first
            using errcode = '23503', constraint = 'price_is_for_a_listed_item';
    end if;
    new.rule_status := null;
    new.factor_low := null;
    new.factor_high := null;
    if new.rule_id is not null then
        select r.status, r.factor_low, r.factor_high into new.rule_status, new.factor_low, new.factor_high
          from price_rule r
         where r.rule_id = new.rule_id and r.item_code = new.item_code and r.tiers_known and r.valid @> first;
        if not found then
            raise exception 'no rule % with known amounts for % on %', new.rule_id, new.item_code, first
                using errcode = '23503', constraint = 'price_rests_on_its_rule';
        end if;
        -- a tier that is an interval gives no price for its bases; a rule of nothing but such gives none at all
        if not exists (select from price_rule_tier t
                where t.rule_id = new.rule_id and t.valid @> first
                  and t.kind <> 'open_floor'
                  and (t.kind not in ('range', 'marginal_rate') or t.rate_or_amount is not null
                       or t.low_amount is not distinct from t.high_amount)) then
            raise exception 'a multiple of an interval is no price: %', new.rule_id
                using errcode = '23514', constraint = 'price_can_be_computed';
        end if;
    end if;
    select a.id into new.agency_item_id from agency_item a
     where a.agency_id = new.agency_id and a.item_code = new.item_code and a.valid @> first;
    if not found then
        raise exception 'the agency does not offer % on %', new.item_code, first
            using errcode = '23503', constraint = 'price_is_covered_by_a_qualification';
    end if;
    -- a county that it serves; or a prefecture, for all counties in it that it serves
    if not exists (select from agency_region g
            where g.agency_id = new.agency_id and g.valid @> first
              and (g.region_code = new.region_code
                   or (left(g.region_code, 4) = left(new.region_code, 4)
                       and '00' in (right(g.region_code, 2), right(new.region_code, 2))))) then
        raise exception 'the agency does not serve % on %', new.region_code, first
            using errcode = '23514', constraint = 'price_is_where_the_agency_serves';
    end if;
    return new;
end $$;
create trigger publish_price before insert on price_entry for each row execute function publish_price();

-- The past stays: what can change is an end that is still to come, or that a price is withdrawn before
-- its first day. Where what it rests on has gone, an end may be today.
create function keep_published_prices() returns trigger language plpgsql as $$
declare
    today date := market_today();
begin
    if tg_op <> 'UPDATE' then
        raise exception 'a published price is never deleted'
            using errcode = '23514', constraint = 'published_price_is_never_rewritten';
    end if;
    if to_jsonb(new) - array['valid', 'withdrawn_at', 'end_reason', 'in_force', 'first_day', 'rule_known']
       is distinct from to_jsonb(old) - array['valid', 'withdrawn_at', 'end_reason', 'in_force', 'first_day', 'rule_known']
       or old.withdrawn_at is not null then
        raise exception 'a published price is never changed'
            using errcode = '23514', constraint = 'published_price_is_never_rewritten';
    end if;
    if new.withdrawn_at is not null then
        if new.valid is distinct from old.valid
           or (lower(old.valid) <= today and price_rests_on_something(old, lower(old.valid))) then
            raise exception 'only a price that has not begun is withdrawn: %', old.valid
                using errcode = '23514', constraint = 'price_has_begun';
        end if;
        new.withdrawn_at := now();
        return new;
    end if;
    if upper_inf(new.valid)
       or lower(new.valid) is distinct from lower(old.valid)
       or isempty(new.valid)
       or not (upper_inf(old.valid) or upper(new.valid) < upper(old.valid))
       or not (upper(new.valid) > today
               or (upper(new.valid) = today and not price_rests_on_something(old, today))) then
        raise exception 'a price can only be ended, and on a day that is still to come: % -> %', old.valid, new.valid
            using errcode = '23514', constraint = 'published_price_is_never_rewritten';
    end if;
    return new;
end $$;
create trigger keep_published_prices before update or delete on price_entry
    for each row execute function keep_published_prices();
create trigger never_emptied before truncate on price_entry execute function keep_published_prices();

-- One event for each publication, end and withdrawal, whoever makes it.
create function tell_of_a_price() returns trigger language plpgsql as $$
declare
    who text := coalesce(nullif(current_setting('mingjia.actor', true), ''), new.published_by);
begin
    insert into event (actor, kind, entity_type, entity_code, effective_on, public_body)
    select case when tg_op = 'INSERT' then new.published_by else who end,
           case when tg_op = 'INSERT' then 'price.published'
                when new.withdrawn_at is not null then 'price.withdrawn' else 'price.ended' end,
           'price', new.id::text,
           case when tg_op = 'INSERT' or new.withdrawn_at is not null then lower(new.valid) else upper(new.valid) end,
           jsonb_strip_nulls(jsonb_build_object('name', o.name, 'uscc', o.uscc, 'itemCode', new.item_code,
               'regionCode', new.region_code, 'form', new.form, 'reason', new.end_reason))
      from organisation o where o.id = new.agency_id;
    return null;
end $$;
create trigger tell_of_a_price after insert or update on price_entry
    for each row execute function tell_of_a_price();

-- Ends, at the commit that takes its ground away, every price that lost it; one that had not begun is
-- withdrawn. Runs with the owner's rights: whoever ends an item need not be able to end prices.
create function end_prices_without_ground(of_item text, of_rule text, of_agency uuid, reason text) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
declare
    p price_entry;
    last_day daterange;
begin
    for p in select * from price_entry e
              where e.withdrawn_at is null and (of_item is null or e.item_code = of_item)
                and (of_rule is null or e.rule_id = of_rule) and (of_agency is null or e.agency_id = of_agency)
                and (upper_inf(e.valid) or upper(e.valid) > market_today())
              order by e.id for update loop
        select held into last_day
          from unnest(
              (select range_agg(i.valid) from service_item i
                where i.code = p.item_code and i.pricing_mode = p.pricing_mode)
              * coalesce((select range_agg(r.valid) from price_rule r
                where r.rule_id = p.rule_id and r.item_code = p.item_code and r.status = p.rule_status
                  and r.tiers_known and r.factor_low = p.factor_low and r.factor_high = p.factor_high),
                  case when p.rule_id is null then '{(,)}'::datemultirange else '{}'::datemultirange end)
              * case when of_agency is null then '{(,)}'::datemultirange
                     else coalesce((select range_agg(a.valid) from agency_item a
                       where a.agency_id = p.agency_id and a.item_code = p.item_code), '{}'::datemultirange) end) held
         where held @> lower(p.valid);
        if not found then
            update price_entry e set withdrawn_at = now(), end_reason = reason where e.id = p.id;
        elsif not upper_inf(last_day) and (upper_inf(p.valid) or upper(p.valid) > upper(last_day)) then
            update price_entry e set valid = daterange(lower(p.valid), upper(last_day)), end_reason = reason
             where e.id = p.id;
        end if;
    end loop;
end $$;
revoke execute on function end_prices_without_ground(text, text, uuid, text) from public;

create function end_prices_with_their_item() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform end_prices_without_ground(old.code, null, null,
        case when exists (select from service_item i where i.code = old.code and i.valid @> upper(new.valid))
             then '事项的定价方式已改变' else '事项已移出清单' end);
    return null;
end $$;
create function end_prices_with_their_rule() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform end_prices_without_ground(old.item_code, old.rule_id, null,
        case when exists (select from price_rule r where r.rule_id = old.rule_id and r.valid @> upper(new.valid))
             then '收费规则的适用方式或浮动范围已改变' else '收费规则已终止' end);
    return null;
end $$;
create function end_prices_with_their_offer() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    perform end_prices_without_ground(old.item_code, null, old.agency_id, '机构不再提供此事项');
    return null;
end $$;
-- At commit the triggers of one row fire by name, and the references' are called RI_…: a capital A
-- stands before them, so that they find the prices already ended.
create constraint trigger "A_end_prices_with_their_item" after update of valid on service_item
    deferrable initially deferred for each row execute function end_prices_with_their_item();
create constraint trigger "A_end_prices_with_their_rule" after update of valid on price_rule
    deferrable initially deferred for each row execute function end_prices_with_their_rule();
create constraint trigger "A_end_prices_with_their_offer" after update of valid or delete on agency_item
    deferrable initially deferred for each row execute function end_prices_with_their_offer();

-- One line for people.
create function price_description(p price_entry) returns text language sql stable
    return case p.form
        when 'fixed' then '每件 ' || trim(to_char(p.amount_fen / 100.0, 'FM999,999,999,990.00')) || ' 元'
        when 'unit' then '每' || p.unit || ' ' || trim(to_char(p.amount_fen / 100.0, 'FM999,999,999,990.00')) || ' 元'
        when 'factor' then '按《' || coalesce((select r.document from price_rule r
            where r.rule_id = p.rule_id and r.valid @> lower(p.valid)), p.rule_id) || '》基准价的 '
            || trim_scale(p.factor)::text || ' 倍'
        when 'tiers' then '按' || coalesce(p.terms ->> 'baseParameter', '') || '分 '
            || jsonb_array_length(p.terms -> 'tiers') || ' 档计价'
        else concat_ws(' + ',
            case when (p.terms ->> 'fixedFen')::bigint > 0
                then '固定 ' || to_char((p.terms ->> 'fixedFen')::bigint / 100.0, 'FM999,999,999,990.00') || ' 元' end,
            to_char((p.terms ->> 'perUnitFen')::bigint / 100.0, 'FM999,999,999,990.00') || ' 元/' || (p.terms ->> 'unit'),
            (p.terms ->> 'baseParameter') || ' × '
                || trim_scale((p.terms ->> 'rate')::numeric * 100)::text || '%') end;

-- A price as the public reads it; the columns bear their public names.
create view price_entry_shown as
select p.id::text as "id", p.item_code as "itemCode", i.name as "itemName",
       json_build_object('uscc', o.uscc, 'name', o.name) as "agency",
       p.region_code as "regionCode", r.name as "regionName", p.form as "form", p.amount_fen as "amountFen",
       p.unit as "unit", trim_scale(p.factor)::text as "factor", p.rule_id as "ruleId",
       p.rule_status as "ruleStatus", p.terms::json as "terms", price_description(p) as "description",
       p.published_on as "publishedOn", lower(p.valid) as "validFrom", upper(p.valid) as "validTo",
       p.notice_days as "noticeDays",
       case when p.withdrawn_at is not null then 'withdrawn'
            when lower(p.valid) > market_today() then 'upcoming'
            when upper(p.valid) <= market_today() then 'ended'
            else 'in_force' end as "state",
       p.end_reason as "endReason", p.agency_id, p.valid, p.withdrawn_at
  from price_entry p
  join organisation o on o.id = p.agency_id
  left join service_item i on i.code = p.item_code and i.valid @> lower(p.valid)
  left join region r on r.code = p.region_code and r.valid @> lower(p.valid);

-- 草稿 Prices that an agency prepares until it is admitted.
create table price_draft (
    agency_id uuid not null references agency,
    item_code text not null check (item_code ~ '^S-[A-Z0-9]+-[0-9]+$'),
    region_code text not null check (region_code ~ '^[0-9]{6}$'),
    body jsonb not null check (jsonb_typeof(body) = 'object'),
    saved_at timestamptz not null default now(),
    saved_by text not null,
    primary key (agency_id, item_code, region_code)
);

-- Who sent which price list, and what came of it; refused attempts are kept too.
create table price_import (
    id uuid primary key default uuidv7(),
    at timestamptz not null default now(),
    agency_id uuid not null references agency,
    actor text not null,
    idempotency_key text,
    request text not null,
    outcome text not null check (outcome in ('published', 'refused')),
    files jsonb not null,
    published bigint not null check (published >= 0),
    drafted bigint not null check (drafted >= 0),
    unchanged bigint not null check (unchanged >= 0),
    error_count bigint not null check (error_count >= 0),
    errors jsonb not null,
    constraint price_import_once_per_key unique (agency_id, idempotency_key)
);
create index price_import_by_agency on price_import (agency_id, id desc);

grant select on market_parameter, price_entry_shown to mingjia_app;
grant select, insert on price_entry to mingjia_app;
grant update (valid, withdrawn_at, end_reason) on price_entry to mingjia_app;
grant select, insert, delete on price_draft to mingjia_app;
grant update (body, saved_at, saved_by) on price_draft to mingjia_app;
grant select, insert on price_import to mingjia_app;
