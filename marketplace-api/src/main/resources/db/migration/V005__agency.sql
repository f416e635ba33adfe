-- 中介机构 Who may serve, with what papers, where, and who may not any more.

-- 附件 Content-addressed: the bytes lie in the blob store under their SHA-256, once.
create table stored_file (
    id uuid primary key default uuidv7(),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    size bigint not null check (size > 0),
    media_type text not null,
    name text not null check (length(name) between 1 and 255),
    -- whose it is: nobody else reads it unless it was published
    organisation_id uuid references organisation,
    published boolean not null default false,
    uploaded_by text not null,
    uploaded_at timestamptz not null default now()
);
create index stored_file_by_organisation on stored_file (organisation_id, uploaded_at desc);

-- 资质种类 What kinds of papers there are, and which levels each has, best first.
create table qualification_kind (
    code text primary key check (code ~ '^[A-Z][A-Z0-9-]{1,31}$'),
    name text not null unique,
    levels text[] not null default '{}',
    -- words by which an item's requirement names this kind
    named_as text[] not null
);
insert into qualification_kind (code, name, levels, named_as) values
    ('CONSULTING', '工程咨询单位备案', '{}', '{工程咨询单位备案}'),
    ('DESIGN', '工程设计资质', '{综合甲级,甲级,乙级,丙级}', '{工程设计资质,建筑设计资质,建筑行业设计,公路行业设计资质,水利行业设计资质}'),
    ('SURVEY', '工程勘察资质', '{综合甲级,甲级,乙级,丙级}', '{工程勘察资质}'),
    ('SUPERVISION', '工程监理企业资质', '{综合资质,甲级,乙级}', '{工程监理企业资质}'),
    ('PLANNING', '城乡规划编制单位资质', '{甲级,乙级}', '{城乡规划编制单位资质}'),
    ('SURVEYING', '测绘资质', '{甲级,乙级}', '{测绘资质}'),
    ('GEO-HAZARD', '地质灾害评估和治理工程勘查设计资质', '{甲级,乙级}', '{地质灾害评估和治理工程勘查设计资质}'),
    ('LAND-VALUATION', '土地估价机构备案', '{}', '{土地估价机构备案}'),
    ('REALTY-VALUATION', '房地产估价机构备案', '{一级,二级,三级}', '{房地产估价机构备案}'),
    ('ASSET-VALUATION', '资产评估机构备案', '{}', '{资产评估机构备案}'),
    ('MINING-VALUATION', '矿业权评估机构备案', '{}', '{矿业权评估机构备案}'),
    ('CMA', '检验检测机构资质认定（CMA）', '{}', '{CMA,检验检测机构资质认定}'),
    ('FOOD-CMA', '食品检验机构资质认定（CMAF）', '{}', '{食品检验机构资质认定}'),
    ('VEHICLE-CMA', '机动车检验机构资质认定', '{}', '{机动车检验机构资质认定}'),
    ('CONSTRUCTION-TESTING', '建设工程质量检测机构资质', '{综合资质,专项资质}', '{建设工程质量检测机构资质,建设工程质量检测资质}'),
    ('HIGHWAY-TESTING', '公路水运工程质量检测机构资质', '{甲级,乙级,丙级}', '{公路水运工程质量检测机构资质}'),
    ('SAFETY', '安全评价检测检验机构资质', '{}', '{安全评价检测检验机构资质,安全评价机构资质}'),
    ('RADIATION-HEALTH', '放射卫生技术服务机构资质', '{甲级,乙级}', '{放射卫生技术服务机构资质}'),
    ('OCCUPATIONAL-HEALTH', '职业卫生技术服务机构资质', '{}', '{职业卫生技术服务机构资质}'),
    ('ACCOUNTING', '会计师事务所执业证书', '{}', '{会计师事务所执业许可}'),
    ('FORENSIC', '司法鉴定许可证', '{}', '{司法鉴定许可}'),
    ('LIGHTNING', '雷电防护装置检测资质', '{甲级,乙级}', '{雷电防护装置检测资质}'),
    ('SPECIAL-EQUIPMENT', '特种设备检验检测机构核准', '{}', '{特种设备检验检测机构核准}'),
    ('DRAWING-REVIEW', '施工图审查机构认定', '{一类,二类}', '{施工图审查机构}'),
    ('RELIC-DESIGN', '文物保护工程勘察设计资质', '{甲级,乙级,丙级}', '{文物保护工程勘察设计资质}'),
    ('ARCHAEOLOGY', '考古发掘资质', '{}', '{考古发掘资质}'),
    ('SOIL-SUPERVISION', '水土保持工程施工监理资质', '{甲级,乙级,丙级}', '{水土保持工程施工监理资质}'),
    ('BLASTING', '爆破作业单位许可', '{一级,二级,三级,四级}', '{爆破作业单位许可}'),
    ('CYBERSECURITY', '网络安全等级测评机构推荐证书', '{}', '{网络安全等级测评机构}'),
    ('AGRI-TESTING', '农产品质量安全检测机构考核', '{}', '{农产品质量安全检测机构考核}'),
    -- no licence in law, but what shows that the work can be done
    ('FORESTRY', '林业调查规划设计资格', '{甲级,乙级,丙级,丁级}', '{林业调查规划设计能力}'),
    ('EIA-ENGINEERS', '环评工程师能力证明', '{}', '{环评工程师能力条件}'),
    ('COST-ENGINEERS', '注册造价工程师能力证明', '{}', '{造价咨询能力}'),
    ('SOIL-CONSERVATION', '水土保持方案编制能力证明', '{}', '{水土保持方案编制能力}'),
    ('WATER-RESOURCES', '水资源论证能力证明', '{}', '{水资源论证能力}'),
    ('TENDERING-STAFF', '招标从业人员能力证明', '{}', '{招标从业人员}');

create table agency (
    organisation_id uuid primary key references organisation,
    status text not null default 'draft'
        check (status in ('draft', 'applied', 'returned', 'published', 'removed', 'exited')),
    -- counted up by every change: ETag of the application
    version integer not null default 1 check (version > 0),
    -- what the application says so far, as typed; checked as a whole when it is submitted
    application jsonb not null default '{}' check (jsonb_typeof(application) = 'object'),
    -- the application as it was admitted last: what is public, and what a later one is compared with
    admitted jsonb check (jsonb_typeof(admitted) = 'object'),
    profile jsonb check (jsonb_typeof(profile) = 'object'),
    applied_at timestamptz,
    -- the operator's two working days end with this day
    decide_by date check (isfinite(decide_by)),
    decided_at timestamptz,
    decided_by text,
    decision_reason text,
    admitted_on date check (isfinite(admitted_on)),
    -- the first day on which it no longer serves, by its own wish or its end
    exited_on date check (isfinite(exited_on)),
    exit_reason text,
    constraint exited_with_a_reason check ((exited_on is null) = (exit_reason is null)),
    constraint exited_is_dated check (status <> 'exited' or exited_on is not null),
    constraint applied_has_a_clock check (status <> 'applied' or (applied_at is not null and decide_by is not null)),
    constraint returned_has_a_reason check (status <> 'returned' or length(decision_reason) > 0),
    constraint published_was_admitted check (status <> 'published' or (admitted_on is not null and exited_on is null)),
    constraint admitted_with_what_it_said check
        ((admitted_on is null) = (profile is null) and (admitted_on is null) = (admitted is null))
);
create index agency_by_clock on agency (decide_by) where status = 'applied';

create table qualification (
    id uuid primary key default uuidv7(),
    agency_id uuid not null references agency,
    kind text not null references qualification_kind,
    level text,
    number text not null check (length(number) between 1 and 100),
    issuer text,
    valid daterange not null check (valid_validity(valid) and not lower_inf(valid)),
    file_id uuid references stored_file,
    constraint qualification_once_per_number unique (agency_id, kind, number, valid),
    -- what an item rests on
    constraint qualification_over_time unique (id, agency_id, valid without overlaps)
);
create index qualification_by_agency on qualification (agency_id);

-- 从业人员; the certificate's number is shown masked.
create table practitioner (
    id uuid primary key default uuidv7(),
    agency_id uuid not null references agency,
    name text not null check (length(name) between 2 and 50),
    certificate_kind text not null,
    certificate_number text not null check (length(certificate_number) between 1 and 100),
    -- 项目负责人
    lead boolean not null default false,
    valid daterange not null check (valid_validity(valid) and not lower_inf(valid)),
    file_id uuid references stored_file
);
create index practitioner_by_agency on practitioner (agency_id);

-- 服务区域 Where it serves. No branch there and no local filing is asked for, so there is no such column.
create table agency_region (
    agency_id uuid not null references agency,
    region_code text not null check (region_code ~ '^[0-9]{6}$'),
    valid daterange not null check (valid_validity(valid)),
    constraint agency_region_versions_do_not_overlap primary key (agency_id, region_code, valid without overlaps)
);

-- 服务事项 What it offers, and the paper that covers it: the validity never outlives the paper's.
create table agency_item (
    id uuid not null default uuidv7(),
    agency_id uuid not null references agency,
    item_code text not null,
    qualification_id uuid,
    -- how the requirement was met: none in law, a paper of the kind it names, or what no program can
    -- tell, confirmed by the operator who admitted it
    basis text not null check (basis in ('none_required', 'by_paper', 'confirmed')),
    -- the requirement as it stood then
    requirement text not null,
    confirmed_by text,
    valid daterange not null check (valid_validity(valid) and not lower_inf(valid)),
    constraint confirmed_by_someone check ((basis = 'confirmed') = (confirmed_by is not null)),
    constraint by_paper_names_the_paper check (basis <> 'by_paper' or qualification_id is not null),
    constraint agency_item_versions_do_not_overlap unique (agency_id, item_code, valid without overlaps),
    -- what a price rests on
    constraint agency_item_key primary key (id, agency_id, item_code, valid without overlaps),
    constraint agency_item_never_outlives_its_paper foreign key (qualification_id, agency_id, period valid)
        references qualification (id, agency_id, period valid) deferrable initially deferred,
    constraint agency_item_is_on_the_list foreign key (item_code, period valid)
        references service_item (code, period valid) deferrable initially deferred
);
create index agency_item_by_item on agency_item (item_code);
create index agency_item_by_paper on agency_item (qualification_id);

-- 关联关系 Declared, for the checks of conflict of interest.
create table affiliate (
    id uuid primary key default uuidv7(),
    agency_id uuid not null references agency,
    kind text not null check (kind in
        ('legal_representative', 'shareholder', 'controller', 'supervising_department', 'parent', 'subsidiary')),
    name text not null check (length(name) between 2 and 200),
    uscc text check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    share_percent numeric check (share_percent > 0 and share_percent <= 100),
    declared_on date not null default market_today(),
    ended_on date
);
create index affiliate_by_agency on affiliate (agency_id);

-- 惩戒 A warning leaves an agency on the market; a suspension takes it off for a time, a removal for good.
create table sanction (
    id uuid primary key default uuidv7(),
    agency_id uuid not null references agency,
    kind text not null check (kind in ('warning', 'suspension', 'removal')),
    ground text not null check (length(ground) between 2 and 2000),
    document text,
    valid daterange not null check (valid_validity(valid) and not lower_inf(valid)),
    decided_at timestamptz not null default now(),
    decided_by text not null,
    lifted_on date check (isfinite(lifted_on)),
    lifted_by text,
    lift_reason text,
    constraint suspension_has_a_term check (kind <> 'suspension' or not upper_inf(valid)),
    constraint lifted_with_a_reason check ((lifted_on is null) = (lift_reason is null))
);
create index sanction_by_agency on sanction (agency_id);

-- What was admitted is never changed in place: it may be ended from some later day, or taken back
-- before its first.
create function refuse_rewriting_what_was_admitted() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if lower(old.valid) <= market_today() then
            raise exception 'what has begun can only be ended: % %', tg_table_name, old.valid
                using errcode = '23514', constraint = 'admitted_is_never_rewritten', table = tg_table_name;
        end if;
        return old;
    end if;
    if lower(new.valid) is distinct from lower(old.valid)
        or upper_inf(new.valid)
        or upper(new.valid) > upper(old.valid)
        or upper(new.valid) < market_today() then
        raise exception 'what was admitted can only be ended from today on: % % -> %', tg_table_name, old.valid, new.valid
            using errcode = '23514', constraint = 'admitted_is_never_rewritten', table = tg_table_name;
    end if;
    return new;
end $$;

-- Nothing is admitted for days that are over.
create function refuse_admitting_the_past() returns trigger language plpgsql as $$
begin
    if lower(new.valid) < market_today() then
        raise exception 'nothing is admitted for days that are over: % %', tg_table_name, new.valid
            using errcode = '23514', constraint = 'nothing_is_admitted_for_the_past', table = tg_table_name;
    end if;
    return new;
end $$;

do $$
declare admitted text;
begin
    foreach admitted in array array['qualification', 'practitioner', 'agency_region', 'agency_item'] loop
        execute format('create trigger admitted_is_never_rewritten before update or delete on %I
            for each row execute function refuse_rewriting_what_was_admitted()', admitted);
    end loop;
    foreach admitted in array array['agency_region', 'agency_item', 'sanction'] loop
        execute format('create trigger nothing_is_admitted_for_the_past before insert on %I
            for each row execute function refuse_admitting_the_past()', admitted);
    end loop;
end $$;

-- An item that leaves the list takes its offers with it, in the same transaction. The trigger's name
-- stands before those of the references, which are checked at the same moment, by name.
create function end_offers_with_their_item() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
begin
    delete from agency_item o
     where o.item_code = old.code and lower(o.valid) >= upper(new.valid) and lower(o.valid) > market_today()
       and not exists (select from service_item i where i.code = o.item_code and i.valid @> lower(o.valid));
    update agency_item o
       set valid = daterange(lower(o.valid), upper(new.valid))
     where o.item_code = old.code and o.valid @> upper(new.valid) and lower(o.valid) < upper(new.valid)
       and not exists (select from service_item i where i.code = o.item_code and i.valid @> upper(new.valid));
    return null;
end $$;
create constraint trigger "Ends_offers_with_their_item" after update of valid on service_item
    deferrable initially deferred for each row when (not upper_inf(new.valid))
    execute function end_offers_with_their_item();

-- Whether a scope, GB/T 2260, holds a place: itself, or a place inside it.
create function region_covers(scope text, place text) returns boolean
    language sql immutable parallel safe
    return place like case
        when scope = '000000' then '%'
        when right(scope, 4) = '0000' then left(scope, 2) || '%'
        when right(scope, 2) = '00' then left(scope, 4) || '%'
        else scope end;

-- How every agency stands on a day. Sanctions and exits work by their dates; nothing has to be run for
-- them to begin or to end. An agency that was not admitted by then is not here.
create function agencies_standing_on(day date)
    returns table (agency_id uuid, standing text)
    language sql stable parallel safe
begin atomic
    select a.organisation_id,
           case when a.exited_on <= day then 'exited'
                when coalesce(s.removed, false) then 'removed'
                when coalesce(s.suspended, false) then 'suspended'
                when coalesce(s.warned, false) then 'warned'
                else 'available' end
      from agency a
      left join (select s.agency_id,
                        bool_or(s.kind = 'removal') as removed,
                        bool_or(s.kind = 'suspension') as suspended,
                        bool_or(s.kind = 'warning') as warned
                   from sanction s
                  where s.valid @> day and (s.lifted_on is null or s.lifted_on > day)
                  group by s.agency_id) s on s.agency_id = a.organisation_id
     where a.admitted_on <= day;
end;

-- What may be offered on a day: the agency stands, and the item is admitted and its paper valid on
-- that day (the keys of agency_item prove the paper and the list). The gate of prices, offers and search.
create function agency_items_on(day date)
    returns table (agency_id uuid, item_code text, agency_item_id uuid, qualification_id uuid, standing text)
    language sql stable parallel safe
begin atomic
    select i.agency_id, i.item_code, i.id, i.qualification_id, s.standing
      from agency_item i
      join agencies_standing_on(day) s on s.agency_id = i.agency_id and s.standing in ('available', 'warned')
     where i.valid @> day;
end;

-- The same for one agency and one item; null when it may, else why not.
create function agency_item_unavailable(agency uuid, item text, day date) returns text
    language sql stable parallel safe
    return (select case
                when s.standing is null then 'not-admitted'
                when s.standing not in ('available', 'warned') then s.standing
                when i.now then null
                when i.earlier then 'paper-expired'
                when i.later then 'not-yet'
                else 'not-offered' end
              from (select max(standing) as standing from agencies_standing_on(day) where agency_id = agency) s,
                   (select coalesce(bool_or(valid @> day), false) as now,
                           coalesce(bool_or(upper(valid) <= day), false) as earlier,
                           coalesce(bool_or(lower(valid) > day), false) as later
                      from agency_item where agency_id = agency and item_code = item) i);

create function agency_item_available(agency uuid, item text, day date) returns boolean
    language sql stable parallel safe
    return agency_item_unavailable(agency, item, day) is null;

grant select, insert on stored_file, agency, qualification, practitioner, agency_region, agency_item, affiliate, sanction to mingjia_app;
grant select on qualification_kind to mingjia_app;
grant update (published) on stored_file to mingjia_app;
grant update (status, version, application, admitted, profile, applied_at, decide_by, decided_at, decided_by, decision_reason,
    admitted_on, exited_on, exit_reason) on agency to mingjia_app;
grant update (valid) on qualification, practitioner, agency_region, agency_item to mingjia_app;
grant delete on qualification, practitioner, agency_region, agency_item to mingjia_app;
grant update (ended_on) on affiliate to mingjia_app;
grant update (lifted_on, lifted_by, lift_reason) on sanction to mingjia_app;
