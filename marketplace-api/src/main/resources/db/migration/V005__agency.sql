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

create table agency (
    organisation_id uuid primary key references organisation,
    status text not null default 'draft'
        check (status in ('draft', 'applied', 'returned', 'published', 'removed', 'exited')),
    -- counted up by every change: ETag of the application
    version integer not null default 1 check (version > 0),
    -- what the application says so far, as typed; checked as a whole when it is submitted
    application jsonb not null default '{}' check (jsonb_typeof(application) = 'object'),
    -- what was admitted, as shown to the public
    profile jsonb check (jsonb_typeof(profile) = 'object'),
    applied_at timestamptz,
    -- the operator's two working days end with this day
    decide_by date check (isfinite(decide_by)),
    decided_at timestamptz,
    decided_by text,
    decision_reason text,
    admitted_on date check (isfinite(admitted_on)),
    constraint applied_has_a_clock check (status <> 'applied' or (applied_at is not null and decide_by is not null)),
    constraint returned_has_a_reason check (status <> 'returned' or length(decision_reason) > 0),
    constraint published_was_admitted check (status <> 'published' or (admitted_on is not null and profile is not null))
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
    constraint qualification_once_per_number unique (agency_id, kind, number, valid)
);

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
    qualification_id uuid references qualification,
    valid daterange not null check (valid_validity(valid) and not lower_inf(valid)),
    constraint agency_item_versions_do_not_overlap unique (agency_id, item_code, valid without overlaps),
    -- what a price rests on
    constraint agency_item_key primary key (id, agency_id, item_code, valid without overlaps),
    constraint agency_item_is_on_the_list foreign key (item_code, period valid)
        references service_item (code, period valid) deferrable initially deferred
);
create index agency_item_by_item on agency_item (item_code);

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

grant select, insert on stored_file, agency, qualification, practitioner, agency_region, agency_item, affiliate, sanction to mingjia_app;
grant select on qualification_kind to mingjia_app;
grant update (published) on stored_file to mingjia_app;
grant update (status, version, application, profile, applied_at, decide_by, decided_at, decided_by, decision_reason, admitted_on) on agency to mingjia_app;
grant update (valid) on qualification, practitioner, agency_region, agency_item to mingjia_app;
grant update (ended_on) on affiliate to mingjia_app;
grant update (lifted_on, lifted_by, lift_reason) on sanction to mingjia_app;
