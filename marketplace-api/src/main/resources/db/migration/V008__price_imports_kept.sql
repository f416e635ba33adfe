-- 导入的价目表 What was sent is kept, so that an attempt can be looked at and run again.
alter table price_import
    -- tried only: it was refused, and would have published nothing in any case
    add column dry_run boolean not null default false,
    add column replay_of uuid,
    add constraint price_import_of_agency unique (id, agency_id),
    add constraint replay_of_an_own_attempt foreign key (replay_of, agency_id) references price_import (id, agency_id);

create table price_import_file (
    import_id uuid not null references price_import,
    -- in the order in which they were sent
    position integer not null check (position between 1 and 50),
    name text not null check (length(name) <= 200),
    size bigint not null check (size >= 0),
    -- the bytes lie with the stored files, under their digest
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    primary key (import_id, position)
);

grant select, insert on price_import_file to mingjia_app;
