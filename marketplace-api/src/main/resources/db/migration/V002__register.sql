-- 目录登记 The register: what may be asked for, on which ground, and at which standard price.
-- Every table is versioned by validity: [from, to), and two versions of one thing cannot overlap,
-- by key. A start that the source does not state is an open lower bound.
-- What follows from a row's own words (verified, self_service) is worked out once, by the catalog, when
-- the row is published, and kept with the version.
-- References are temporal: nothing can be in force on a day on which what it rests on is not.

-- Who loaded what, and what came of it; refused attempts are kept too.
create table register_import (
    id uuid primary key default uuidv7(),
    at timestamptz not null default now(),
    actor text not null,
    idempotency_key text,
    -- SHA-256 of the files, and the terms asked for
    request text not null,
    outcome text not null check (outcome in ('published', 'refused')),
    effective_from date check (isfinite(effective_from)),
    files jsonb not null,
    published bigint not null check (published >= 0),
    ended bigint not null check (ended >= 0),
    unchanged bigint not null check (unchanged >= 0),
    error_count bigint not null check (error_count >= 0),
    errors jsonb not null,
    constraint import_once_per_key unique (actor, idempotency_key)
);
create index register_import_by_time on register_import (at desc, id desc);

-- GB/T 2260: provinces, so that a rule of another province can be named although it is no region of ours.
create table province (code text primary key, name text not null);
insert into province (code, name) values
    ('000000', '全国'), ('110000', '北京市'), ('120000', '天津市'), ('130000', '河北省'), ('140000', '山西省'),
    ('150000', '内蒙古自治区'), ('210000', '辽宁省'), ('220000', '吉林省'), ('230000', '黑龙江省'),
    ('310000', '上海市'), ('320000', '江苏省'), ('330000', '浙江省'), ('340000', '安徽省'), ('350000', '福建省'),
    ('360000', '江西省'), ('370000', '山东省'), ('410000', '河南省'), ('420000', '湖北省'), ('430000', '湖南省'),
    ('440000', '广东省'), ('450000', '广西壮族自治区'), ('460000', '海南省'), ('500000', '重庆市'),
    ('510000', '四川省'), ('520000', '贵州省'), ('530000', '云南省'), ('540000', '西藏自治区'),
    ('610000', '陕西省'), ('620000', '甘肃省'), ('630000', '青海省'), ('640000', '宁夏回族自治区'),
    ('650000', '新疆维吾尔自治区'), ('710000', '台湾省'), ('810000', '香港特别行政区'), ('820000', '澳门特别行政区');

create table region (
    code text not null check (code ~ '^[0-9]{6}$'),
    name text not null,
    parent_code text,
    level text not null check (level in ('province', 'prefecture', 'county')),
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint region_versions_do_not_overlap primary key (code, valid without overlaps),
    constraint region_has_its_parent foreign key (parent_code, period valid)
        references region (code, period valid) deferrable initially deferred
);

create table department (
    code text not null check (code ~ '^[0-9]{6}-[A-Z0-9]{2,12}$'),
    name text not null,
    short_name text not null,
    region_code text not null,
    uscc text check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    roles text[] not null,
    confidence text not null check (confidence in ('high', 'medium', 'low')),
    verified boolean not null,
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint department_versions_do_not_overlap primary key (code, valid without overlaps),
    constraint department_has_its_region foreign key (region_code, period valid)
        references region (code, period valid) deferrable initially deferred
);

create table administrative_act (
    code text not null check (code ~ '^A-[A-Z0-9]+-[0-9]+$'),
    name text not null,
    kind text not null check (kind in
        ('licence', 'penalty', 'coercion', 'confirmation', 'levy', 'inspection', 'other')),
    department_code text not null,
    legal_basis text not null,
    has_intermediary boolean not null,
    confidence text not null check (confidence in ('high', 'medium', 'low')),
    verified boolean not null,
    source text not null,
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint act_versions_do_not_overlap primary key (code, valid without overlaps),
    constraint act_has_its_department foreign key (department_code, period valid)
        references department (code, period valid) deferrable initially deferred
);

create table service_item (
    code text not null check (code ~ '^S-[A-Z0-9]+-[0-9]+$'),
    name text not null,
    category text not null,
    pricing_mode text not null check (pricing_mode in ('government_set', 'government_guided', 'market')),
    payer text not null check (payer in ('enterprise', 'government', 'either')),
    qualification_required text not null,
    self_service text not null check (self_service in ('allowed', 'notStated', 'byAuthority')),
    legal_basis text not null,
    deliverable text not null,
    statutory_working_days integer check (statutory_working_days between 1 and 1000),
    confidence text not null check (confidence in ('high', 'medium', 'low')),
    verified boolean not null,
    source text not null,
    notes text,
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint item_versions_do_not_overlap primary key (code, valid without overlaps)
);

-- 清单: which item an act may demand, and on which ground. No row, no demand.
create table act_item (
    act_code text not null,
    item_code text not null,
    legal_ground text not null check (length(legal_ground) > 0),
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint act_item_versions_do_not_overlap primary key (act_code, item_code, valid without overlaps),
    constraint act_item_has_its_act foreign key (act_code, period valid)
        references administrative_act (code, period valid) deferrable initially deferred,
    constraint act_item_has_its_item foreign key (item_code, period valid)
        references service_item (code, period valid) deferrable initially deferred
);
create index act_item_by_item on act_item (item_code);

create table price_rule (
    rule_id text not null check (rule_id ~ '^R-[A-Z0-9]+(-[A-Z0-9]+)*$'),
    item_code text not null,
    name text not null,
    document text not null,
    region_code text not null check (region_code ~ '^[0-9]{6}$'),
    method text not null check (method in
        ('tiered_progressive', 'tiered_flat_interpolated', 'percentage', 'unit', 'fixed', 'range')),
    base_parameter text,
    base_unit text,
    amount_unit text not null check (amount_unit in ('万元', '元')),
    adjust_min numeric check (adjust_min >= 0 and adjust_min <> 'NaN'),
    adjust_max numeric check (adjust_max >= adjust_min and adjust_max <> 'NaN'),
    factors jsonb not null default '[]' check (jsonb_typeof(factors) = 'array'),
    floor_fen bigint check (floor_fen >= 0),
    cap_fen bigint check (cap_fen >= coalesce(floor_fen, 0)),
    effective_from date check (isfinite(effective_from)),
    effective_to date check (isfinite(effective_to) and effective_to >= effective_from),
    status text not null check (status in ('in_force', 'superseded', 'reference_only')),
    tiers_known boolean not null,
    confidence text not null check (confidence in ('high', 'medium', 'low')),
    verified boolean not null,
    source text not null,
    notes text,
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint price_rule_versions_do_not_overlap primary key (rule_id, valid without overlaps),
    constraint price_rule_has_its_item foreign key (item_code, period valid)
        references service_item (code, period valid) deferrable initially deferred
);
create index price_rule_by_item on price_rule (item_code);

create table price_rule_tier (
    rule_id text not null,
    tier_no smallint not null check (tier_no between 1 and 999),
    selector text,
    lower_bound numeric check (lower_bound >= 0 and lower_bound <> 'NaN'),
    upper_bound numeric check (upper_bound > lower_bound and upper_bound <> 'NaN'),
    kind text not null check (kind in
        ('marginal_rate', 'interp', 'flat_rate', 'range', 'open_floor', 'unit_amount', 'fixed_amount')),
    rate_or_amount numeric check (rate_or_amount >= 0 and rate_or_amount <> 'NaN'),
    low_amount numeric check (low_amount >= 0 and low_amount <> 'NaN'),
    high_amount numeric check (high_amount >= low_amount and high_amount <> 'NaN'),
    notes text,
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint tier_versions_do_not_overlap primary key (rule_id, tier_no, valid without overlaps),
    constraint tier_has_its_rule foreign key (rule_id, period valid)
        references price_rule (rule_id, period valid) deferrable initially deferred
);

create table synonym (
    term text not null check (length(term) between 1 and 100),
    synonyms text[] not null,
    item_codes text[] not null,
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint synonym_versions_do_not_overlap primary key (term, valid without overlaps)
);
create index synonym_by_item on synonym using gin (item_codes);

-- Exceptions to Monday–Friday. A year without a row has no calendar, and nothing may be computed in it.
create table calendar_day (
    day date not null check (isfinite(day)),
    kind text not null check (kind in ('holiday', 'workday')),
    name text not null,
    source text not null,
    valid daterange not null check (valid_validity(valid)),
    import_id uuid not null references register_import deferrable initially deferred,
    constraint calendar_day_versions_do_not_overlap primary key (day, valid without overlaps)
);

do $$
declare register_table text;
begin
    foreach register_table in array array['region', 'department', 'administrative_act', 'service_item',
        'act_item', 'price_rule', 'price_rule_tier', 'synonym', 'calendar_day'] loop
        execute format('create trigger published_is_never_rewritten before update on %I
            for each row execute function refuse_rewriting()', register_table);
        -- the service may add a version and end one; it cannot change what a version says, nor delete it
        execute format('grant select, insert on %I to mingjia_app', register_table);
        execute format('grant update (valid) on %I to mingjia_app', register_table);
    end loop;
end $$;
grant select, insert on register_import to mingjia_app;
grant select on province to mingjia_app;
