-- 身份 Who signs in, for whom they act, and what proves it. Secrets are kept as hashes only.

-- GB 32100-2015 with the body code's own check of GB 11714 (places 9 to 17). Weights are 3^(n-1) mod 31.
create function valid_uscc(code text) returns boolean
    language sql immutable parallel safe
    return code ~ '^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{8}[0-9X][0-9A-HJ-NPQRTUWXY]$'
        and (select 31 - sum(w * (position(substr(code, n::int, 1) in '0123456789ABCDEFGHJKLMNPQRTUWXY') - 1)) % 31
               from unnest(array[1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28])
                    with ordinality weights (w, n)) % 31
            = position(substr(code, 18, 1) in '0123456789ABCDEFGHJKLMNPQRTUWXY') - 1
        and (select 11 - sum(w * (position(substr(code, 8 + n::int, 1) in '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') - 1)) % 11
               from unnest(array[3, 7, 9, 10, 5, 8, 4, 2]) with ordinality weights (w, n)) % 11
            = position(substr(code, 17, 1) in '0123456789X') - 1;

-- 项目业主 and 中介机构 alike: one row per legal person (GB 32100) or natural person.
create table organisation (
    id uuid primary key default uuidv7(),
    kind text not null check (kind in ('legal_person', 'natural_person')),
    uscc text constraint uscc_has_its_check_digits check (valid_uscc(uscc)),
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
    password_hash text constraint password_is_hashed check (password_hash like '$argon2id$%'),
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
    -- of a short-lived token: the account's when it was issued, so that it ends with the sessions
    credentials_version integer,
    scopes text[] not null check (cardinality(scopes) between 1 and 20),
    created_at timestamptz not null default now(),
    created_by text not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    used_on date,
    constraint token_is_short_lived check
        ((issued_for is null) = (credentials_version is null) and (issued_for is null or expires_at is not null))
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

-- What was answered to a request that creates, so that the same request again gets the same answer.
create table idempotency_key (
    actor text not null,
    key text not null check (length(key) between 1 and 200),
    -- SHA-256 of what was asked for
    request text not null check (length(request) = 64),
    status integer not null check (status between 200 and 299),
    location text,
    body text not null,
    created_at timestamptz not null default now(),
    primary key (actor, key)
);
create index idempotency_key_by_age on idempotency_key (created_at);

grant select, insert, delete on idempotency_key to mingjia_app;
grant select, insert on organisation, account, external_identity, capacity, session, access_key, password_reset to mingjia_app;
grant update (name, region_code) on organisation to mingjia_app;
grant update (display_name, password_hash, credentials_version, failed_attempts, locked_until, disabled_at) on account to mingjia_app;
grant update (ended_at, manager) on capacity to mingjia_app;
grant update (capacity_id, seen_at, expires_at, ended_at) on session to mingjia_app;
grant delete on session to mingjia_app;
grant update (revoked_at, used_on) on access_key to mingjia_app;
grant update (used_at) on password_reset to mingjia_app;
