-- 年度测评 A published formula over inputs that are frozen first: whoever has the lines gets the same scores.

-- 计分公式 A version stays. Weights are whole points and come to a hundred.
create table rating_formula (
    version integer primary key check (version between 1 and 1000),
    quality integer not null check (quality between 0 and 100),
    timeliness integer not null check (timeliness between 0 and 100),
    pricing integer not null check (pricing between 0 and 100),
    supervision integer not null check (supervision between 0 and 100),
    completeness integer not null check (completeness between 0 and 100),
    -- hundredths of a star, where nobody was evaluated
    prior_hundredths integer not null check (prior_hundredths between 100 and 500),
    -- m of the mean that is drawn towards the category's
    shrinkage integer not null check (shrinkage between 1 and 100),
    -- 0 to 100, where nobody looked
    unsupervised integer not null check (unsupervised between 0 and 100),
    least_contracts integer not null check (least_contracts between 1 and 100),
    complaint_upheld integer not null check (complaint_upheld between 0 and 100),
    false_material integer not null check (false_material between 0 and 100),
    refused_to_sign integer not null check (refused_to_sign between 0 and 100),
    price_violation integer not null check (price_violation between 0 and 100),
    -- whole points from which a grade is given; below the last it is D
    a_from integer not null,
    b_from integer not null,
    c_from integer not null,
    -- a grade C below this is warned of
    warn_below integer not null,
    reason text not null check (length(reason) between 4 and 1000),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    constraint weights_come_to_a_hundred check (quality + timeliness + pricing + supervision + completeness = 100),
    constraint grades_descend check (100 >= a_from and a_from > b_from and b_from > c_from and c_from >= 1),
    constraint warning_is_inside_the_third_grade check (warn_below between c_from and b_from)
);
create trigger keep_for_good before update or delete on rating_formula for each row execute function keep_for_good();

insert into rating_formula values
    (1, 40, 20, 15, 15, 10, 300, 5, 100, 3, 3, 20, 5, 10, 90, 80, 60, 70, '市场开办时的默认公式', 'market');

-- 监督检查 What a regulator found in a year, 0 to 100. A correction is a new row; the last one counts.
create table supervision_result (
    agency_id uuid not null references agency,
    year integer not null check (year between 2000 and 2999),
    result_no integer not null check (result_no between 1 and 100),
    score integer not null check (score between 0 and 100),
    ground text not null check (length(ground) between 4 and 1000),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    constraint supervision_results_follow_one_another primary key (agency_id, year, result_no)
);
create trigger keep_for_good before update or delete on supervision_result for each row execute function keep_for_good();

-- 撤销认定 A finding stays to be read; one that is annulled deducts nothing.
create table conduct_finding_annulment (
    finding_id uuid constraint annulled_once primary key references conduct_finding,
    reason text not null check (length(reason) between 4 and 1000),
    by text not null,
    at timestamptz not null default clock_timestamp()
);
create trigger keep_for_good before update or delete on conduct_finding_annulment
    for each row execute function keep_for_good();

create view counted_finding as
    select f.id, f.agency_id, f.contract_id, f.kind, f.found_on, f.ground, f.source
      from conduct_finding f
     where not exists (select from conduct_finding_annulment a where a.finding_id = f.id);

-- 测评 computing 计算中 · publicity 公示 · final 已确定 · superseded 已有新版本
create table rating_run (
    id uuid primary key default uuidv7(),
    year integer not null check (year between 2000 and 2999),
    version integer not null check (version between 1 and 100),
    formula_version integer not null references rating_formula,
    status text not null default 'computing' check (status in ('computing', 'publicity', 'final', 'superseded')),
    started_by text not null,
    started_at timestamptz not null default clock_timestamp(),
    -- who computes it now, and until when that one is believed to be alive
    lease uuid,
    leased_until timestamptz,
    attempts integer not null default 0 check (attempts >= 0),
    not_before timestamptz not null default '-infinity',
    failure text check (length(failure) <= 500),
    -- the first line of the inputs: year, version, formula, what stands in which column
    header text,
    -- SHA-256 of the two files, hexadecimal
    inputs_hash text check (inputs_hash ~ '^[0-9a-f]{64}$'),
    results_hash text check (results_hash ~ '^[0-9a-f]{64}$'),
    -- when the inputs were read, all of them at one moment
    frozen_at timestamptz,
    agencies integer check (agencies >= 0),
    contracts integer check (contracts >= 0),
    -- the mean of every category and of the market: [[category, stars, evaluations]]
    means jsonb check (jsonb_typeof(means) = 'array'),
    published_on date check (isfinite(published_on)),
    publicity_days integer not null default 7 check (publicity_days between 1 and 60),
    final_at timestamptz,
    superseded_at timestamptz,
    -- whether the ladder has looked at it
    measures_opened boolean not null default false,
    constraint rating_run_version_once unique (year, version),
    constraint rating_run_published_as_a_whole check
        (num_nulls(header, inputs_hash, results_hash, frozen_at, agencies, contracts, means, published_on)
            = case status when 'computing' then 8 else 0 end),
    constraint rating_run_ends_at_a_time check ((status = 'final') = (final_at is not null)
        and (status = 'superseded') = (superseded_at is not null) and (status = 'final' or not measures_opened))
);
create unique index one_rating_run_is_computed_at_a_time on rating_run (year) where status = 'computing';
create unique index one_rating_of_a_year_counts on rating_run (year) where status in ('publicity', 'final');

-- 公示期 The first instant at which nobody may appeal any more; null where the calendar is not known.
create view rating_clock as
    select id as run_id, end_of_working_days(published_on, publicity_days) as appeal_by from rating_run;

-- A line for each agency, in the order of codes: what the score is computed from, to the letter.
create table rating_input (
    run_id uuid not null references rating_run,
    uscc text not null,
    agency_id uuid not null,
    line text not null,
    primary key (run_id, uscc)
);

create table rating_result (
    run_id uuid not null,
    uscc text not null,
    agency_id uuid not null,
    -- hundredths of a point; null without a contract
    score integer check (score between 0 and 10000),
    grade text check (grade in ('A', 'B', 'C', 'D')),
    ungraded text check (ungraded in ('no-contracts', 'few-contracts', 'new')),
    contracts integer not null check (contracts >= 0),
    evaluated integer not null check (evaluated between 0 and contracts),
    -- exact, as it is hashed
    line text not null,
    -- where it stands in the list: by score, and among equals by a hash that nobody chooses
    place text not null,
    primary key (run_id, uscc),
    constraint rated_once unique (run_id, agency_id),
    constraint result_is_of_an_input foreign key (run_id, uscc) references rating_input,
    constraint graded_or_why_not check ((grade is null) = (ungraded is not null) and (grade is null or score is not null))
);
create index rating_result_in_order on rating_result (run_id, place);
create index rating_result_by_agency on rating_result (agency_id);

-- 名次 Equals share one: 1, 2, 2, 4. Agencies that have a grade only.
create table rating_rank (
    run_id uuid not null references rating_run,
    score integer not null check (score between 0 and 10000),
    agencies integer not null check (agencies > 0),
    rank integer not null check (rank > 0),
    primary key (run_id, score)
);

-- 申诉
create table rating_appeal (
    id uuid primary key default uuidv7(),
    run_id uuid not null,
    agency_id uuid not null,
    text text not null check (length(text) between 10 and 2000),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    decision text check (decision in ('upheld', 'rejected')),
    reason text check (length(reason) between 4 and 1000),
    decided_by text,
    decided_at timestamptz,
    constraint one_rating_appeal_of_a_version unique (run_id, agency_id),
    constraint rating_appeal_is_of_the_rated foreign key (run_id, agency_id) references rating_result (run_id, agency_id),
    constraint rating_appeal_decided_as_a_whole check (num_nulls(decision, reason, decided_by, decided_at) in (0, 4))
);
create index rating_appeal_open on rating_appeal (run_id) where decision is null;

-- A run moves one way; what it published stays.
create function keep_rating_run() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"computing": ["computing", "publicity"], "publicity": ["publicity", "final", "superseded"],
        "final": ["final"], "superseded": ["superseded"]}';
    moving text[] := array['status', 'lease', 'leased_until', 'attempts', 'not_before', 'failure', 'final_at',
        'superseded_at', 'measures_opened'];
    ends timestamptz;
begin
    if tg_op = 'DELETE' then
        raise exception 'a rating stays' using errcode = '23514', constraint = 'rating_is_never_rewritten';
    end if;
    if tg_op = 'INSERT' then
        if new.status <> 'computing' or make_date(new.year, 12, 31) >= market_today() then
            raise exception 'the year % is not over', new.year using errcode = '23514', constraint = 'rated_year_is_over';
        end if;
        -- an appeal against the version before waits for this, or is waited for
        perform from rating_run r where r.year = new.year and r.status = 'publicity' for update;
        if new.version <> 1 + coalesce((select max(r.version) from rating_run r where r.year = new.year), 0)
           or new.version > 1 and not exists (select from rating_appeal a join rating_run r on r.id = a.run_id
                where r.year = new.year and r.status = 'publicity' and a.decision = 'upheld')
           or exists (select from rating_appeal a join rating_run r on r.id = a.run_id
                where r.year = new.year and r.status = 'publicity' and a.decision is null) then
            raise exception 'a new version follows an appeal that was upheld, when all are decided'
                using errcode = '23514', constraint = 'rating_version_follows_an_appeal';
        end if;
        new.started_at := clock_timestamp();
        return new;
    end if;
    if old.status = 'computing' then
        moving := moving || array['header', 'inputs_hash', 'results_hash', 'frozen_at', 'agencies', 'contracts', 'means',
            'published_on'];
    end if;
    if to_jsonb(new) - moving is distinct from to_jsonb(old) - moving
       or old.measures_opened and not new.measures_opened then
        raise exception 'what was rated stays: %, version %', old.year, old.version
            using errcode = '23514', constraint = 'rating_is_never_rewritten';
    end if;
    if not (steps -> old.status) ? new.status then
        raise exception 'a rating does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'rating_takes_the_next_step';
    end if;
    if new.status <> old.status then
        if new.status = 'publicity' then
            new.published_on := market_today();
        elsif new.status = 'final' then
            ends := end_of_working_days(old.published_on, old.publicity_days);
            if ends is null or clock_timestamp() < ends
               or exists (select from rating_appeal a
                    where a.run_id = old.id and a.decision is distinct from 'rejected') then
                raise exception 'a rating is final when its publicity is over and no appeal is left'
                    using errcode = '23514', constraint = 'rating_is_final_after_its_publicity';
            end if;
            new.final_at := clock_timestamp();
        else
            new.superseded_at := clock_timestamp();
        end if;
    end if;
    return new;
end $$;
create trigger keep_rating_run before insert or update or delete on rating_run
    for each row execute function keep_rating_run();

-- Lines are written, and thrown away after a crash, while a run is computed; then never. A statement at a time, as there
-- are a hundred thousand lines.
create function keep_rating_lines() returns trigger language plpgsql as $$
begin
    if tg_op in ('UPDATE', 'TRUNCATE') then
        raise exception 'a line stays as it was written' using errcode = '23514', constraint = 'rating_is_never_rewritten';
    end if;
    if exists (select from (select distinct run_id from changed) c join rating_run r on r.id = c.run_id
            where r.status <> 'computing') then
        raise exception 'what was rated stays' using errcode = '23514', constraint = 'rating_is_never_rewritten';
    end if;
    return null;
end $$;
do $$
declare lines text;
begin
    foreach lines in array array['rating_input', 'rating_result', 'rating_rank'] loop
        execute format('create trigger keep_rating_lines_new after insert on %I referencing new table as changed
            for each statement execute function keep_rating_lines()', lines);
        execute format('create trigger keep_rating_lines_old after delete on %I referencing old table as changed
            for each statement execute function keep_rating_lines()', lines);
        execute format('create trigger keep_rating_lines before update or truncate on %I
            for each statement execute function keep_rating_lines()', lines);
    end loop;
end $$;

create function keep_rating_appeal() returns trigger language plpgsql as $$
declare
    moving constant text[] := array['decision', 'reason', 'decided_by', 'decided_at'];
    r record;
begin
    if tg_op = 'DELETE' or tg_op = 'UPDATE' and (old.decision is not null or new.decision is null
            or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving) then
        raise exception 'an appeal stays, and is decided once'
            using errcode = '23514', constraint = 'rating_is_never_rewritten';
    end if;
    -- whoever supersedes a run or makes it final waits, or is waited for
    select year, status, published_on, publicity_days into r from rating_run where id = new.run_id for share;
    if r.status is distinct from 'publicity'
       or tg_op = 'INSERT' and exists (select from rating_run n where n.year = r.year and n.status = 'computing') then
        raise exception 'what is in publicity is appealed against, and decided on'
            using errcode = '23514', constraint = 'rating_appeal_is_in_time';
    end if;
    if tg_op = 'UPDATE' then
        new.decided_at := clock_timestamp();
        return new;
    end if;
    new.at := clock_timestamp();
    if new.at >= end_of_working_days(r.published_on, r.publicity_days) then
        raise exception 'the publicity is over' using errcode = '23514', constraint = 'rating_appeal_is_in_time';
    end if;
    return new;
end $$;
create trigger keep_rating_appeal before insert or update or delete on rating_appeal
    for each row execute function keep_rating_appeal();

grant select, insert on rating_formula, supervision_result, conduct_finding_annulment, rating_run, rating_appeal to mingjia_app;
grant select, insert, delete on rating_input, rating_result, rating_rank to mingjia_app;
grant select on counted_finding, rating_clock to mingjia_app;
grant update (status, lease, leased_until, attempts, not_before, failure, header, inputs_hash, results_hash, frozen_at,
    agencies, contracts, means, published_on, final_at, superseded_at, measures_opened) on rating_run to mingjia_app;
grant update (decision, reason, decided_by, decided_at) on rating_appeal to mingjia_app;

-- What an agency offered on a day is looked up for all of them.
create index agency_item_by_agency on agency_item (agency_id);

-- 处置 What follows: 提醒 → 警告 → 限期整改 → 暂停 → 清退. Told first, heard, decided, published, repaired.
alter table sanction add constraint sanction_as_decided unique (id, agency_id, kind);

create table measure (
    id uuid primary key default uuidv7(),
    agency_id uuid not null references agency,
    -- the rating that it follows; null where somebody opened it
    run_id uuid references rating_run,
    -- what is proposed
    kind text not null check (kind in ('reminder', 'warning', 'rectification', 'suspension', 'removal')),
    ground text not null check (length(ground) between 4 and 1000),
    opened_by text not null,
    opened_on date not null check (isfinite(opened_on)),
    opened_at timestamptz not null default clock_timestamp(),
    statement_days integer not null default 5 check (statement_days between 1 and 60),
    -- 陈述申辩
    statement text check (length(statement) between 2 and 2000),
    stated_by text,
    stated_at timestamptz,
    status text not null default 'open' check (status in ('open', 'confirmed', 'dropped', 'repaired')),
    decided_kind text check (decided_kind in ('reminder', 'warning', 'rectification', 'suspension', 'removal')),
    months integer,
    years integer,
    reason text check (length(reason) between 4 and 1000),
    decided_by text,
    decided_on date,
    -- last day of a rectification or a suspension; of a removal the last day without re-entry
    ends_on date check (isfinite(ends_on)),
    sanction_id uuid,
    constraint one_measure_of_a_rating unique (run_id, agency_id),
    constraint stated_as_a_whole check (num_nulls(statement, stated_by, stated_at) in (0, 3)),
    constraint measure_decided_as_a_whole check
        (num_nulls(reason, decided_by, decided_on) = case status when 'open' then 3 else 0 end
         and (status in ('confirmed', 'repaired')) = (decided_kind is not null)),
    constraint measure_has_its_term check (
        (decided_kind is not distinct from 'suspension') = (months is not null) and coalesce(months between 3 and 6, true)
        and (decided_kind is not distinct from 'removal') = (years is not null) and coalesce(years between 1 and 2, true)
        and coalesce(decided_kind in ('rectification', 'suspension', 'removal'), false) = (ends_on is not null)),
    constraint measure_is_carried_out check
        (coalesce(decided_kind in ('warning', 'suspension', 'removal'), false) = (sanction_id is not null)),
    constraint measure_is_its_sanction foreign key (sanction_id, agency_id, decided_kind)
        references sanction (id, agency_id, kind)
);
create index measure_by_agency on measure (agency_id, id);
create index measure_open on measure (opened_on) where status = 'open';

-- 信用修复 Asked for by the agency, granted or refused; what was refused may be asked for again.
create table measure_repair (
    measure_id uuid not null references measure,
    repair_no integer not null check (repair_no between 1 and 50),
    text text not null check (length(text) between 10 and 2000),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    granted boolean,
    reason text check (length(reason) between 4 and 1000),
    decided_by text,
    decided_at timestamptz,
    constraint repairs_follow_one_another primary key (measure_id, repair_no),
    constraint repair_decided_as_a_whole check (num_nulls(granted, reason, decided_by, decided_at) in (0, 4))
);
create unique index one_repair_at_a_time on measure_repair (measure_id) where granted is null;

-- Until when an agency is heard; null where the calendar is not known.
create view measure_clock as
    select id as measure_id, case when status = 'open' then end_of_working_days(opened_on, statement_days) end as state_by
      from measure;

create function keep_measure() returns trigger language plpgsql as $$
declare
    moving text[] := array[]::text[];
    ends timestamptz;
begin
    if tg_op = 'DELETE' then
        raise exception 'a measure stays' using errcode = '23514', constraint = 'measure_is_never_rewritten';
    end if;
    if tg_op = 'INSERT' then
        if new.status <> 'open' or new.statement is not null then
            raise exception 'a measure begins with its notice' using errcode = '23514', constraint = 'measure_takes_its_way';
        end if;
        new.opened_at := clock_timestamp();
        new.opened_on := market_today();
        return new;
    end if;
    ends := end_of_working_days(old.opened_on, old.statement_days);
    if old.status = 'open' then
        moving := array['status', 'decided_kind', 'months', 'years', 'reason', 'decided_by', 'decided_on', 'ends_on',
            'sanction_id'];
        if old.statement is null then
            moving := moving || array['statement', 'stated_by', 'stated_at'];
        end if;
    elsif old.status = 'confirmed' and new.status = 'repaired' then
        moving := array['status'];
        if not exists (select from measure_repair p where p.measure_id = old.id and p.granted) then
            raise exception 'a measure is repaired when that is granted'
                using errcode = '23514', constraint = 'measure_takes_its_way';
        end if;
    end if;
    if to_jsonb(new) - moving is distinct from to_jsonb(old) - moving then
        raise exception 'what was said of a measure stays' using errcode = '23514', constraint = 'measure_is_never_rewritten';
    end if;
    if new.statement is distinct from old.statement then
        new.stated_at := clock_timestamp();
        if new.stated_at >= ends then
            raise exception 'too late: until %', ends using errcode = '23514', constraint = 'statement_is_in_time';
        end if;
    end if;
    if old.status = 'open' and new.status <> 'open' then
        if new.status = 'repaired' then
            raise exception 'what was not decided is not repaired'
                using errcode = '23514', constraint = 'measure_takes_its_way';
        end if;
        if new.status = 'confirmed' and old.statement is null and (ends is null or clock_timestamp() < ends) then
            raise exception 'the agency is heard first' using errcode = '23514', constraint = 'measure_hears_the_agency';
        end if;
        new.decided_on := market_today();
    end if;
    return new;
end $$;
create trigger keep_measure before insert or update or delete on measure for each row execute function keep_measure();

create function keep_measure_repair() returns trigger language plpgsql as $$
declare
    moving constant text[] := array['granted', 'reason', 'decided_by', 'decided_at'];
    m record;
begin
    if tg_op = 'DELETE' or tg_op = 'UPDATE' and (old.granted is not null or new.granted is null
            or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving) then
        raise exception 'a repair stays, and is decided once'
            using errcode = '23514', constraint = 'measure_is_never_rewritten';
    end if;
    select status, decided_kind, ends_on into m from measure where id = new.measure_id for update;
    if m.status is distinct from 'confirmed' then
        raise exception 'what is in force is repaired' using errcode = '23514', constraint = 'measure_takes_its_way';
    end if;
    if new.granted and m.decided_kind = 'removal' and market_today() <= m.ends_on then
        raise exception 'no re-entry before %', m.ends_on + 1 using errcode = '23514', constraint = 'removed_for_its_time';
    end if;
    if tg_op = 'UPDATE' then
        new.decided_at := clock_timestamp();
    else
        new.at := clock_timestamp();
    end if;
    return new;
end $$;
create trigger keep_measure_repair before insert or update or delete on measure_repair
    for each row execute function keep_measure_repair();

grant select, insert on measure, measure_repair to mingjia_app;
grant select on measure_clock to mingjia_app;
grant update (statement, stated_by, stated_at, status, decided_kind, months, years, reason, decided_by, decided_on, ends_on,
    sanction_id) on measure to mingjia_app;
grant update (granted, reason, decided_by, decided_at) on measure_repair to mingjia_app;
