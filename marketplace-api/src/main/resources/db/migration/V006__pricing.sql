-- 明码标价 What an agency charges. A published entry binds: it is the most that may be asked, and nothing
-- in it can be changed. It can be ended from a later day, or withdrawn before its first.

-- What a price copies from the item and the rule it rests on, so that a temporal key can prove it.
alter table service_item add constraint item_mode_over_time unique (code, pricing_mode, valid without overlaps);
alter table price_rule
    add column factor_low numeric not null generated always as (coalesce(adjust_min, 1)) stored,
    add column factor_high numeric not null generated always as (coalesce(adjust_max, 1)) stored,
    add constraint rule_terms_over_time
        unique (rule_id, item_code, status, tiers_known, factor_low, factor_high, valid without overlaps);

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
        references agency_item (id, agency_id, item_code, period valid),
    constraint price_is_for_a_listed_item foreign key (item_code, pricing_mode, period in_force)
        references service_item (code, pricing_mode, period valid) deferrable initially deferred,
    constraint price_rests_on_its_rule foreign key
        (rule_id, item_code, rule_status, rule_known, factor_low, factor_high, period in_force)
        references price_rule (rule_id, item_code, status, tiers_known, factor_low, factor_high, period valid)
        deferrable initially deferred
);
create index price_entry_by_item on price_entry (item_code, agency_id);

grant select, insert on price_entry to mingjia_app;
grant update (valid, withdrawn_at) on price_entry to mingjia_app;
