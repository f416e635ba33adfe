-- 成果、验收与评价 What is handed in under a contract, what the owner and the approving department say of it, and what
-- the owner thinks of who did it. Silence accepts a delivery; it never evaluates one.

-- In working days: 验收 from the delivery, 评价 from the acceptance, 答复与申诉 from the evaluation.
alter table contract_terms
    add column accept_days integer not null default 10 check (accept_days between 1 and 60),
    add column evaluate_days integer not null default 15 check (evaluate_days between 1 and 60),
    add column reply_days integer not null default 5 check (reply_days between 1 and 60);

-- delivered 已提交成果 (back to filed when it is returned) · accepted 已验收
alter table contract
    add column accept_days integer not null default 10 check (accept_days between 1 and 60),
    add column evaluate_days integer not null default 15 check (evaluate_days between 1 and 60),
    add column reply_days integer not null default 5 check (reply_days between 1 and 60),
    -- the last delivery, and its day unless it was returned
    add column delivery_no integer not null default 0 check (delivery_no between 0 and 100),
    add column delivered_on date check (isfinite(delivered_on)),
    add column accepted_at timestamptz,
    add column accepted_on date check (isfinite(accepted_on)),
    add column accepted_by_silence boolean,
    drop constraint contract_status_check,
    add constraint contract_status_check check
        (status in ('drafting', 'signed', 'filed', 'delivered', 'accepted', 'terminated')),
    drop constraint signed_and_filed_at_a_time,
    add constraint signed_and_filed_at_a_time check ((status in ('drafting', 'terminated') or signed_at is not null)
        and (status in ('drafting', 'signed', 'terminated') or filed_at is not null)
        and (filed_at is null or signed_at is not null)
        and (status = 'terminated') = (ended_at is not null) and (status = 'terminated' or settled_fen is null)),
    add constraint delivered_and_accepted_at_a_time check ((status not in ('delivered', 'accepted') or delivered_on is not null)
        and (status <> 'filed' or delivered_on is null) and (status = 'accepted') = (accepted_at is not null)
        and num_nulls(accepted_at, accepted_on, accepted_by_silence) in (0, 3));
create index contract_by_acceptance on contract (accepted_on) where accepted_on is not null;

-- 材料清单 What has to be handed in for an item. A version stays; contracts signed before it keep the one before.
create table material_list (
    item_code text not null check (item_code ~ '^S-[A-Z0-9]+-[0-9]+$'),
    version integer not null check (version between 1 and 1000),
    -- in order, each with its name and whether it is required
    materials jsonb not null check (jsonb_typeof(materials) = 'array' and jsonb_array_length(materials) between 1 and 30),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (item_code, version)
);

-- As it stood at a moment: the operator's list, else what the list of items says is delivered.
create function materials_at(item text, moment timestamptz)
    returns table (material_no integer, name text, required boolean)
    language sql stable
begin atomic
    with listed as (
        select l.materials from material_list l where l.item_code = item and l.at <= moment order by l.version desc limit 1)
    select m.n::integer, m.material ->> 'name', (m.material ->> 'required')::boolean
      from listed cross join jsonb_array_elements(listed.materials) with ordinality as m (material, n)
    union all
    select p.n::integer, p.part, true
      from service_item i
     cross join string_to_table(i.deliverable, '、') with ordinality as p (part, n)
     where i.code = item and i.valid @> (moment at time zone 'Asia/Shanghai')::date and not exists (select from listed);
end;

alter table stored_file add constraint file_with_its_content unique (id, sha256);

-- 成果文件 A file for a material; one that is replaced stays in the record.
create table delivery_file (
    contract_id uuid not null references contract,
    file_no integer not null check (file_no between 1 and 500),
    material_no integer not null check (material_no between 1 and 30),
    material text not null check (length(material) between 1 and 200),
    file_id uuid not null,
    sha256 text not null,
    replaces_no integer,
    by text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (contract_id, file_no),
    constraint file_of_its_material unique (contract_id, file_no, material_no),
    constraint file_is_replaced_once unique (contract_id, replaces_no),
    constraint file_replaces_one_of_its_material foreign key (contract_id, replaces_no, material_no)
        references delivery_file (contract_id, file_no, material_no),
    constraint delivered_is_what_was_stored foreign key (file_id, sha256) references stored_file (id, sha256)
);
create index delivery_file_by_content on delivery_file (sha256);
create index delivery_file_by_file on delivery_file (file_id);

-- 提交成果 All files of the moment as a whole; the owner accepts or returns exactly these.
create table delivery (
    contract_id uuid not null references contract,
    delivery_no integer not null check (delivery_no between 1 and 100),
    note text check (length(note) between 1 and 2000),
    -- who answers for it by name: [{"name", "certificate"}]
    signatories jsonb not null check (jsonb_typeof(signatories) = 'array' and jsonb_array_length(signatories) between 1 and 20),
    submitted_on date not null,
    by text not null,
    at timestamptz not null default clock_timestamp(),
    -- superseded: the agency handed in a newer one before the owner had answered
    status text not null default 'submitted' check (status in ('submitted', 'superseded', 'returned', 'accepted')),
    by_silence boolean not null default false,
    reason text check (length(reason) between 10 and 2000),
    decided_by text,
    decided_at timestamptz,
    primary key (contract_id, delivery_no),
    constraint delivery_decided_as_a_whole check
        ((status = 'submitted') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
    constraint returned_with_a_reason check ((status = 'returned') = (reason is not null)),
    constraint silence_only_accepts check (status = 'accepted' or not by_silence)
);
create unique index one_delivery_at_a_time on delivery (contract_id) where status = 'submitted';

create table delivery_content (
    contract_id uuid not null,
    delivery_no integer not null,
    file_no integer not null,
    primary key (contract_id, delivery_no, file_no),
    foreign key (contract_id, delivery_no) references delivery,
    foreign key (contract_id, file_no) references delivery_file
);
create index delivery_content_by_file on delivery_content (contract_id, file_no);

-- 审批结果 What the department that approves said of the report: the best objective signal of its quality.
create table approval_outcome (
    contract_id uuid not null,
    outcome_no integer not null check (outcome_no between 1 and 50),
    delivery_no integer not null,
    outcome text not null check (outcome in ('accepted', 'returned')),
    reason text check (length(reason) between 4 and 1000),
    -- 文号
    document text check (length(document) between 2 and 200),
    decided_on date not null check (isfinite(decided_on)),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (contract_id, outcome_no),
    constraint outcome_is_of_a_delivery foreign key (contract_id, delivery_no) references delivery,
    constraint returned_outcome_has_a_reason check (outcome = 'accepted' or reason is not null)
);

-- 评价 By the owner, once, after the acceptance. Nothing is evaluated by silence.
create table evaluation (
    contract_id uuid constraint evaluated_once primary key,
    owner_id uuid not null,
    agency_id uuid not null,
    -- 服务质量、服务时效、服务态度、服务收费, one to five whole stars each
    quality smallint not null constraint stars_of_quality check (quality between 1 and 5),
    timeliness smallint not null constraint stars_of_timeliness check (timeliness between 1 and 5),
    attitude smallint not null constraint stars_of_attitude check (attitude between 1 and 5),
    charging smallint not null constraint stars_of_charging check (charging between 1 and 5),
    words text check (length(words) between 1 and 2000),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    constraint evaluation_is_between_the_parties foreign key (contract_id, owner_id, agency_id)
        references contract (id, owner_id, agency_id)
);
create index evaluation_by_agency on evaluation (agency_id, at desc);

-- 机构答复
create table evaluation_reply (
    contract_id uuid constraint replied_once primary key references evaluation,
    words text not null check (length(words) between 2 and 2000),
    by text not null,
    at timestamptz not null default clock_timestamp()
);

-- 申诉 Once; what is upheld is annotated and leaves the averages, and stays to be read.
create table evaluation_appeal (
    contract_id uuid constraint appealed_once primary key references evaluation,
    words text not null check (length(words) between 10 and 2000),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    decision text check (decision in ('upheld', 'rejected')),
    reason text check (length(reason) between 4 and 1000),
    decided_by text,
    decided_at timestamptz,
    constraint appeal_decided_as_a_whole check (num_nulls(decision, reason, decided_by, decided_at) in (0, 4))
);

-- Every average that is shown anywhere: two decimals, half up, none of nothing.
create function mean_of(total bigint, n bigint) returns numeric language sql immutable parallel safe
    return case when n > 0 then round(total::numeric / n, 2) end;

-- Evaluations that count.
create view counted_evaluation as
    select e.contract_id, e.agency_id, c.item_code, e.quality, e.timeliness, e.attitude, e.charging,
           e.quality + e.timeliness + e.attitude + e.charging as stars, e.at
      from evaluation e
      join contract c on c.id = e.contract_id
     where not exists (select from evaluation_appeal a where a.contract_id = e.contract_id and a.decision = 'upheld');

-- 行为认定 What was found of an agency: the annual rating deducts by it.
create table conduct_finding (
    id uuid primary key default uuidv7(),
    agency_id uuid not null references agency,
    contract_id uuid references contract,
    -- 投诉成立 · 弄虚作假 · 无正当理由拒签 · 价格违规
    kind text not null check (kind in ('complaint_upheld', 'false_material', 'refused_to_sign', 'price_violation')),
    found_on date not null default market_today() check (isfinite(found_on)),
    ground text not null check (length(ground) between 4 and 1000),
    -- the number of the complaint or of the document that it rests on
    source text check (length(source) between 2 and 200),
    by text not null,
    at timestamptz not null default clock_timestamp()
);
create index conduct_finding_by_agency on conduct_finding (agency_id, found_on);
create index conduct_finding_by_contract on conduct_finding (contract_id) where contract_id is not null;

create or replace function keep_contract() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"drafting": ["drafting", "signed", "terminated"], "signed": ["signed", "filed", "terminated"],
        "filed": ["filed", "delivered", "terminated"], "delivered": ["delivered", "filed", "accepted", "terminated"],
        "accepted": ["accepted"], "terminated": ["terminated"]}';
    -- the generated ones are not there yet
    moving text[] := array['status', 'amount_fen', 'supplement_no', 'supplement_is_signed', 'deliver_by', 'signed_day',
        'filed_at', 'filed_file', 'ended_at', 'settled_fen', 'limit_fen', 'charged_fen', 'line_no', 'delivery_no',
        'delivered_on', 'accepted_at', 'accepted_on', 'accepted_by_silence'];
    award record;
    handed record;
begin
    if tg_op = 'DELETE' then
        raise exception 'a contract is never deleted' using errcode = '23514', constraint = 'contract_is_never_rewritten';
    end if;
    if tg_op = 'INSERT' then
        select a.status, a.awarded_at into award from award a where a.id = new.award_id for share;
        if award.status is distinct from 'awarded' or new.status <> 'drafting' then
            raise exception 'a contract is drafted of an award that stands'
                using errcode = '23514', constraint = 'contract_follows_its_award';
        end if;
        new.awarded_on := (award.awarded_at at time zone 'Asia/Shanghai')::date;
        new.drafted_at := clock_timestamp();
        return new;
    end if;
    if old.status = 'drafting' then
        moving := moving || array['document_no', 'advance_fen', 'item_name', 'signed_at', 'signed_on', 'price_entry_id',
            'price_fen'];
    end if;
    if to_jsonb(new) - moving is distinct from to_jsonb(old) - moving
       or new.document_no < old.document_no
       or new.supplement_no is distinct from old.supplement_no and new.supplement_no <= old.supplement_no
       or new.line_no is distinct from old.line_no and new.line_no is distinct from coalesce(old.line_no, 0) + 1
       or old.filed_at is not null and new.filed_at is distinct from old.filed_at
       or new.delivery_no not between old.delivery_no and old.delivery_no + 1
       or old.status in ('accepted', 'terminated') and (new.amount_fen, new.supplement_no, new.deliver_by, new.filed_at,
               new.filed_file, new.ended_at, new.settled_fen, new.delivery_no, new.delivered_on, new.accepted_at,
               new.accepted_on, new.accepted_by_silence)
          is distinct from (old.amount_fen, old.supplement_no, old.deliver_by, old.filed_at, old.filed_file,
               old.ended_at, old.settled_fen, old.delivery_no, old.delivered_on, old.accepted_at, old.accepted_on,
               old.accepted_by_silence) then
        raise exception 'what was agreed stays: %', old.number
            using errcode = '23514', constraint = 'contract_is_never_rewritten';
    end if;
    if not (steps -> old.status) ? new.status then
        raise exception 'a contract does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'contract_takes_the_next_step';
    end if;
    select d.status, d.submitted_on, d.by_silence into handed
      from delivery d where d.contract_id = new.id and d.delivery_no = new.delivery_no;
    if new.status = 'delivered'
       and (handed.status is distinct from 'submitted' or new.delivered_on is distinct from handed.submitted_on)
       or new.status = 'filed' and old.status = 'delivered' and handed.status is distinct from 'returned'
       or new.status = 'accepted' and old.status = 'delivered' and (handed.status is distinct from 'accepted'
            or (new.delivery_no, new.delivered_on) is distinct from (old.delivery_no, old.delivered_on)
            or new.accepted_by_silence is distinct from handed.by_silence)
       or new.status not in ('delivered', 'filed') and (new.delivery_no, new.delivered_on)
            is distinct from (old.delivery_no, old.delivered_on)
       or new.status = 'filed' and new.delivery_no <> old.delivery_no then
        raise exception 'a contract is delivered, returned and accepted as its delivery is'
            using errcode = '23514', constraint = 'contract_follows_its_delivery';
    end if;
    if new.status <> old.status then
        if new.status = 'signed' then
            if (select count(*) from contract_confirmation f
                 where f.contract_id = new.id and f.document_no = new.document_no) <> 2 then
                raise exception 'a contract is signed when both sides have confirmed its last document'
                    using errcode = '23514', constraint = 'contract_is_signed_by_both';
            end if;
            new.signed_at := clock_timestamp();
            new.signed_on := market_today();
        elsif new.status = 'filed' and old.status = 'signed' then
            new.filed_at := clock_timestamp();
        elsif new.status = 'filed' then
            new.delivered_on := null;
        elsif new.status = 'accepted' then
            new.accepted_at := clock_timestamp();
            new.accepted_on := market_today();
        elsif new.status = 'terminated' then
            if not exists (select from contract_termination t
                    where t.contract_id = new.id and t.status = 'agreed' and t.settled_fen = new.settled_fen) then
                raise exception 'a contract is terminated as it was agreed or decided'
                    using errcode = '23514', constraint = 'contract_is_terminated_as_agreed';
            end if;
            new.ended_at := clock_timestamp();
        end if;
    elsif old.status = 'drafting' and new.signed_at is not null then
        raise exception 'a contract has a day when it is signed'
            using errcode = '23514', constraint = 'contract_takes_the_next_step';
    end if;
    return new;
end $$;

-- Files and deliveries belong to a contract that is filed and not yet accepted; whoever writes them waits for its row.
create function keep_delivery_file() returns trigger language plpgsql as $$
declare
    state text;
begin
    if tg_op <> 'INSERT' then
        raise exception 'what was handed in stays' using errcode = '23514', constraint = 'delivered_is_never_rewritten';
    end if;
    select status into state from contract where id = new.contract_id for update;
    if state is distinct from 'filed' and state is distinct from 'delivered' then
        raise exception 'deliverables are handed in from the filing to the acceptance'
            using errcode = '23514', constraint = 'delivery_is_open';
    end if;
    new.at := clock_timestamp();
    return new;
end $$;
create trigger keep_delivery_file before insert or update or delete on delivery_file
    for each row execute function keep_delivery_file();

create function keep_delivery() returns trigger language plpgsql as $$
declare
    moving constant text[] := array['status', 'by_silence', 'reason', 'decided_by', 'decided_at'];
    c record;
    ends timestamptz;
begin
    if tg_op = 'DELETE' or tg_op = 'UPDATE' and (old.status <> 'submitted' or new.status = 'submitted'
            or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving) then
        raise exception 'a delivery stays, and is answered once'
            using errcode = '23514', constraint = 'delivered_is_never_rewritten';
    end if;
    select status, delivery_no, accept_days into c from contract where id = new.contract_id for update;
    if tg_op = 'INSERT' then
        if c.status is distinct from 'filed' and c.status is distinct from 'delivered' or new.delivery_no <> c.delivery_no + 1 then
            raise exception 'deliveries follow one another from the filing to the acceptance'
                using errcode = '23514', constraint = 'delivery_is_open';
        end if;
        new.at := clock_timestamp();
        new.submitted_on := market_today();
        return new;
    end if;
    new.decided_at := clock_timestamp();
    if new.by_silence then
        ends := end_of_working_days(new.submitted_on, c.accept_days);
        if ends is null or new.decided_at < ends then
            raise exception 'silence accepts when the owner''s time is over, and not before'
                using errcode = '23514', constraint = 'silence_takes_its_time';
        end if;
    end if;
    return new;
end $$;
create trigger keep_delivery before insert or update or delete on delivery for each row execute function keep_delivery();

create function keep_delivery_content() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' or not exists (select from delivery d where d.contract_id = new.contract_id
            and d.delivery_no = new.delivery_no and d.status = 'submitted' and d.xmin = pg_current_xact_id()::xid) then
        raise exception 'what was handed in stays' using errcode = '23514', constraint = 'delivered_is_never_rewritten';
    end if;
    return new;
end $$;
create trigger keep_delivery_content before insert or update or delete on delivery_content
    for each row execute function keep_delivery_content();

create function keep_approval_outcome() returns trigger language plpgsql as $$
declare
    handed date;
begin
    if tg_op <> 'INSERT' then
        raise exception 'an outcome stays; the next one says more'
            using errcode = '23514', constraint = 'delivered_is_never_rewritten';
    end if;
    select submitted_on into handed from delivery d where d.contract_id = new.contract_id and d.delivery_no = new.delivery_no;
    if new.decided_on not between handed and market_today() then
        raise exception 'a department decides between the delivery and today'
            using errcode = '23514', constraint = 'outcome_follows_its_delivery';
    end if;
    new.at := clock_timestamp();
    return new;
end $$;
create trigger keep_approval_outcome before insert or update or delete on approval_outcome
    for each row execute function keep_approval_outcome();

-- Each is said once, in its time, and stays.
create function keep_evaluation() returns trigger language plpgsql as $$
declare
    moving constant text[] := array['decision', 'reason', 'decided_by', 'decided_at'];
    c record;
    ends timestamptz;
begin
    if tg_op = 'DELETE' or tg_op = 'UPDATE' and (tg_table_name <> 'evaluation_appeal'
            or to_jsonb(old) ->> 'decision' is not null
            or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving) then
        raise exception 'what was said stays: %', tg_table_name
            using errcode = '23514', constraint = 'evaluation_is_never_rewritten';
    end if;
    if tg_op = 'UPDATE' then
        new.decided_at := clock_timestamp();
        return new;
    end if;
    new.at := clock_timestamp();
    select k.status, k.accepted_on, k.evaluate_days, k.reply_days into c from contract k where k.id = new.contract_id for share;
    if tg_table_name = 'evaluation' then
        if c.status is distinct from 'accepted' then
            raise exception 'what was accepted is evaluated'
                using errcode = '23514', constraint = 'evaluation_follows_the_acceptance';
        end if;
        ends := end_of_working_days(c.accepted_on, c.evaluate_days);
    else
        select end_of_working_days((e.at at time zone 'Asia/Shanghai')::date, c.reply_days) into ends
          from evaluation e where e.contract_id = new.contract_id;
    end if;
    if new.at >= ends then
        raise exception 'too late: until %', ends using errcode = '23514', constraint = 'evaluation_is_in_time';
    end if;
    return new;
end $$;
create trigger keep_evaluation before insert or update or delete on evaluation
    for each row execute function keep_evaluation();
create trigger keep_evaluation before insert or update or delete on evaluation_reply
    for each row execute function keep_evaluation();
create trigger keep_evaluation before insert or update or delete on evaluation_appeal
    for each row execute function keep_evaluation();

create function keep_for_good() returns trigger language plpgsql as $$
begin
    raise exception 'what was published stays: %', tg_table_name
        using errcode = '23514', constraint = 'published_is_never_taken_back';
end $$;
create trigger keep_for_good before update or delete on material_list for each row execute function keep_for_good();
create trigger keep_for_good before update or delete on conduct_finding for each row execute function keep_for_good();

-- 期限 of every step; null where there is none to take, or where the calendar is not known.
create or replace view contract_clock as
    select c.id as contract_id,
           case when c.status = 'drafting' then end_of_working_days(c.awarded_on, c.sign_days) end as sign_by,
           case when c.status = 'signed' then end_of_working_days(c.signed_on, c.file_days) end as file_by,
           case when c.status = 'filed' then (c.deliver_by + 1)::timestamp at time zone 'Asia/Shanghai' end as deliver_until,
           case when c.status = 'delivered' then end_of_working_days(c.delivered_on, c.accept_days) end as accept_by,
           case when c.status = 'accepted' and not exists (select from evaluation e where e.contract_id = c.id)
                then end_of_working_days(c.accepted_on, c.evaluate_days) end as evaluate_by
      from contract c;

-- 雷同成果 The same bytes handed in for another project.
create view identical_file as
    select f.contract_id, f.file_no, f.sha256, other.contract_id as other_id, other.file_no as other_no
      from delivery_file f
      join delivery_file other on other.sha256 = f.sha256 and other.contract_id <> f.contract_id
      join contract c on c.id = f.contract_id
      join service_request r on r.id = c.request_id
      join contract d on d.id = other.contract_id
      join service_request s on s.id = d.request_id
     where r.id <> s.id and (r.owner_id, r.project_name) <> (s.owner_id, s.project_name)
       and r.project_code is distinct from coalesce(s.project_code, '');

grant select, insert on material_list, delivery_file, delivery, delivery_content, approval_outcome, evaluation,
    evaluation_reply, evaluation_appeal, conduct_finding to mingjia_app;
grant select on counted_evaluation, identical_file to mingjia_app;
grant update (status, by_silence, reason, decided_by, decided_at) on delivery to mingjia_app;
grant update (decision, reason, decided_by, decided_at) on evaluation_appeal to mingjia_app;
grant update (delivery_no, delivered_on, accepted_at, accepted_on, accepted_by_silence) on contract to mingjia_app;
