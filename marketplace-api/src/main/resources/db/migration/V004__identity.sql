-- 身份 Who signs in, for whom they act, and what proves it. Secrets are kept as hashes only.

-- 项目业主 and 中介机构 alike: one row per legal person (GB 32100) or natural person.
create table organisation (
    id uuid primary key default uuidv7(),
    kind text not null check (kind in ('legal_person', 'natural_person')),
    uscc text check (uscc ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
    name text not null check (length(name) between 2 and 200),
    region_code text check (region_code ~ '^[0-9]{6}$'),
    registered_at timestamptz not null default now(),
    constraint organisation_once_per_uscc unique (uscc),
    constraint legal_person_has_a_uscc check ((kind = 'legal_person') = (uscc is not null))
);

create table account (
    id uuid primary key default uuidv7(),
    -- lower case: two accounts never differ by case alone
    username text not null check (username ~ '^[a-z0-9][a-z0-9._@-]{2,63}$'),
    display_name text not null check (length(display_name) between 1 and 100),
    -- Argon2id; null for an account that signs in elsewhere only
    password_hash text,
    -- counted up by a change of password or of capacities: older sessions end with it
    credentials_version integer not null default 1 check (credentials_version > 0),
    failed_attempts integer not null default 0 check (failed_attempts >= 0),
    locked_until timestamptz,
    disabled_at timestamptz,
    created_at timestamptz not null default now(),
    constraint account_once_per_username unique (username)
);

-- An identity at an OpenID Connect issuer that signs in to an account here.
create table external_identity (
    issuer text not null,
    subject text not null,
    account_id uuid not null references account,
    linked_at timestamptz not null default now(),
    primary key (issuer, subject)
);

-- 任职 In which capacity an account may act; an account has as many as it was granted.
create table capacity (
    id uuid primary key default uuidv7(),
    account_id uuid not null references account,
    role text not null check (role in ('enterprise', 'agency', 'operator', 'regulator')),
    organisation_id uuid references organisation,
    -- may grant and end capacities of the same organisation
    manager boolean not null default false,
    department_code text check (department_code ~ '^[0-9]{6}-[A-Z0-9]{2,12}$'),
    region_code text check (region_code ~ '^[0-9]{6}$'),
    granted_at timestamptz not null default now(),
    granted_by text not null,
    ended_at timestamptz,
    constraint capacity_says_for_whom check (case role
        when 'operator' then organisation_id is null and department_code is null
        when 'regulator' then organisation_id is null and department_code is not null and region_code is not null
        else organisation_id is not null and department_code is null and region_code is null end),
    constraint manager_of_an_organisation check (not manager or organisation_id is not null)
);
create unique index capacity_once on capacity (account_id, role, organisation_id, department_code, region_code)
    nulls not distinct where ended_at is null;
create index capacity_by_organisation on capacity (organisation_id) where ended_at is null;

create table session (
    -- SHA-256 of the cookie's value
    token_hash bytea primary key check (length(token_hash) = 32),
    account_id uuid not null references account,
    capacity_id uuid references capacity,
    credentials_version integer not null,
    created_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    expires_at timestamptz not null,
    ended_at timestamptz
);
create index session_by_account on session (account_id);

-- 接口密钥 What machines show: keys that live until revoked, and short-lived tokens issued for one.
create table access_key (
    id uuid primary key default uuidv7(),
    secret_hash bytea not null unique check (length(secret_hash) = 32),
    capacity_id uuid not null references capacity,
    -- the key that a short-lived token was issued for; revoking the key ends its tokens
    issued_for uuid references access_key,
    name text not null check (length(name) between 1 and 100),
    scopes text[] not null check (cardinality(scopes) between 1 and 20),
    created_at timestamptz not null default now(),
    created_by text not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    used_on date,
    constraint token_is_short_lived check (issued_for is null or expires_at is not null)
);
create index access_key_by_capacity on access_key (capacity_id);

-- 重置码 Issued by the operator, good once.
create table password_reset (
    token_hash bytea primary key check (length(token_hash) = 32),
    account_id uuid not null references account,
    issued_by text not null,
    issued_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
);

grant select, insert on organisation, account, external_identity, capacity, session, access_key, password_reset to mingjia_app;
grant update (name, region_code) on organisation to mingjia_app;
grant update (display_name, password_hash, credentials_version, failed_attempts, locked_until, disabled_at) on account to mingjia_app;
grant update (ended_at, manager) on capacity to mingjia_app;
grant update (capacity_id, seen_at, expires_at, ended_at) on session to mingjia_app;
grant delete on session to mingjia_app;
grant update (revoked_at, used_on) on access_key to mingjia_app;
grant update (used_at) on password_reset to mingjia_app;
