-- 合同与收费 What an award becomes, and every fen that is charged under it. 清单之外无收费.

-- 工作日期限 The first instant after so many working days that begin on the day after one day; null where the calendar
-- of a year on the way is not loaded: nothing is guessed.
create function end_of_working_days(day date, days integer) returns timestamptz
    language plpgsql stable as $$
declare
    counted date := day;
    left_over integer := days;
    listed text;
begin
    while left_over > 0 loop
        counted := counted + 1;
        if not exists (select from calendar_day c
                where c.day between date_trunc('year', counted)::date and (date_trunc('year', counted) + interval '1 year - 1 day')::date
                  and c.valid @> market_today()) then
            return null;
        end if;
        select c.kind into listed from calendar_day c where c.day = counted and c.valid @> market_today();
        if coalesce(listed = 'workday', extract(isodow from counted) < 6) then
            left_over := left_over - 1;
        end if;
    end loop;
    return (counted + 1)::timestamp at time zone 'Asia/Shanghai';
end $$;

-- 签约期限 In working days, of the region itself or the nearest above it.
create table contract_terms (
    region_code text primary key check (region_code ~ '^[0-9]{6}$'),
    -- from the award to the signature, and from the signature to the filing
    sign_days integer not null check (sign_days between 1 and 60),
    file_days integer not null check (file_days between 1 and 60)
);
insert into contract_terms values ('000000', 10, 5);

-- 合同范本 Clauses for every contract ('') and those of a category of items. A version is never changed.
create table contract_template (
    category text not null,
    version integer not null check (version > 0),
    clauses jsonb not null check (jsonb_typeof(clauses) = 'array'),
    primary key (category, version)
);

-- What a contract copies, so that keys can prove it.
alter table award add constraint award_as_contracted unique (id, request_id, lot_no, bid_id, agency_id, amount_fen);
alter table opened_bid
    add column bound_fen bigint not null generated always as (least(ceiling_fen, price_fen)) stored,
    add constraint opened_bid_bounds unique (id, item_code, bound_fen);
alter table service_request add constraint request_with_its_owner unique (id, owner_id, region_code, act_code);
alter table request_lot add constraint lot_payer unique (request_id, lot_no, item_code, payer, pricing_mode);
alter table service_item
    add constraint item_name_over_time unique (code, name, payer, pricing_mode, valid without overlaps);

create table contract (
    id uuid primary key default uuidv7(),
    number text not null constraint contract_number_once unique
        check (number ~ '^HT-[0-9]{6}-[0-9]{8}-[0-9]{4,}-[0-9]{1,2}$'),
    award_id uuid not null constraint one_contract_per_award unique,
    request_id uuid not null,
    lot_no smallint not null,
    bid_id uuid not null,
    agency_id uuid not null,
    owner_id uuid not null,
    region_code text not null,
    act_code text not null,
    item_code text not null,
    -- as the item was listed on publication, and from the signature on as on that day
    item_name text not null,
    payer text not null,
    pricing_mode text not null,
    award_fen bigint not null,
    -- 最高限价 of the bid: no supplement goes beyond it
    bound_fen bigint not null,
    sign_days integer not null check (sign_days between 1 and 60),
    file_days integer not null check (file_days between 1 and 60),
    -- drafting 起草 · signed 已签订 · filed 已备案 · terminated 已终止
    status text not null default 'drafting' check (status in ('drafting', 'signed', 'filed', 'terminated')),
    awarded_on date not null check (isfinite(awarded_on)),
    drafted_at timestamptz not null default clock_timestamp(),
    -- the last document
    document_no integer not null default 0 check (document_no between 0 and 50),
    -- 合同金额: the award's, or a signed supplement's
    amount_fen bigint not null,
    supplement_no integer,
    supplement_is_signed boolean not null generated always as (true) stored,
    -- 预付款: all that may be charged before the contract is filed
    advance_fen bigint not null default 0,
    deliver_by date not null check (isfinite(deliver_by)),
    -- 合同日 whose price version counts
    signed_at timestamptz,
    signed_on date check (isfinite(signed_on)),
    signed_day daterange generated always as (daterange(signed_on, signed_on, '[]')) stored,
    price_entry_id uuid,
    -- what that version comes to for the lot's parameters
    price_fen bigint check (price_fen > 0),
    filed_at timestamptz,
    filed_file uuid references stored_file,
    ended_at timestamptz,
    -- 结算金额 of a contract that was terminated
    settled_fen bigint check (settled_fen >= 0),
    -- 收费上限 at this moment
    limit_fen bigint not null generated always as (case status
        when 'drafting' then 0
        when 'terminated' then coalesce(settled_fen, 0)
        when 'signed' then least(advance_fen, amount_fen, price_fen)
        else least(amount_fen, price_fen) end) stored,
    -- the sum of all fee lines, and the last of them
    charged_fen bigint not null default 0,
    line_no integer,
    constraint charges_stay_inside_the_contract check (charged_fen between 0 and case status
        when 'drafting' then 0
        when 'terminated' then coalesce(settled_fen, 0)
        when 'signed' then least(advance_fen, amount_fen, price_fen)
        else least(amount_fen, price_fen) end),
    constraint advance_is_part_of_the_amount check (advance_fen between 0 and award_fen),
    constraint amount_is_the_award_or_a_supplement check (supplement_no is not null or amount_fen = award_fen),
    constraint nothing_is_charged_without_a_line check (line_no is not null or charged_fen = 0),
    constraint signed_as_a_whole check
        (num_nulls(signed_at, signed_on, price_entry_id, price_fen) in (0, 4)),
    constraint signed_and_filed_at_a_time check ((status not in ('signed', 'filed') or signed_at is not null)
        and (status <> 'filed' or filed_at is not null) and (filed_at is null or signed_at is not null)
        and (status = 'terminated') = (ended_at is not null) and (status = 'terminated' or settled_fen is null)),
    constraint contract_is_of_its_award foreign key (award_id, request_id, lot_no, bid_id, agency_id, award_fen)
        references award (id, request_id, lot_no, bid_id, agency_id, amount_fen),
    constraint contract_keeps_the_bound_of_its_bid foreign key (bid_id, item_code, bound_fen)
        references opened_bid (id, item_code, bound_fen),
    constraint contract_is_with_the_owner foreign key (request_id, owner_id, region_code, act_code)
        references service_request (id, owner_id, region_code, act_code),
    constraint contract_payer_is_the_lots foreign key (request_id, lot_no, item_code, payer, pricing_mode)
        references request_lot (request_id, lot_no, item_code, payer, pricing_mode),
    constraint contract_item_is_on_the_list foreign key (item_code, item_name, payer, pricing_mode, period signed_day)
        references service_item (code, name, payer, pricing_mode, period valid),
    constraint contract_item_is_needed_by_the_act foreign key (act_code, item_code, period signed_day)
        references act_item (act_code, item_code, period valid),
    constraint contract_rests_on_a_published_price foreign key (price_entry_id, agency_id, item_code, period signed_day)
        references price_entry (id, agency_id, item_code, period in_force),
    -- what a supplement and a fee line copy and prove
    constraint contract_bounds unique (id, award_fen, bound_fen),
    constraint contract_as_charged unique (id, agency_id, item_code, item_name, signed_on, price_entry_id),
    constraint contract_parties unique (id, owner_id, agency_id)
);
create index contract_by_owner on contract (owner_id, number desc);
create index contract_by_agency on contract (agency_id, number desc);
create index contract_by_act on contract (act_code, item_code);
create index contract_by_price on contract (price_entry_id);
create index contract_by_file on contract (filed_file) where filed_file is not null;

-- SHA-256 of the UTF-8 bytes, hexadecimal. The database is UTF-8, so the conversion never changes.
create function hash_of_text(words text) returns text language plpgsql immutable parallel safe as $$
begin
    return encode(sha256(convert_to(words, 'UTF8')), 'hex');
end $$;

-- 合同文本 Each as it was proposed; what is confirmed is the hash of one of them.
create table contract_document (
    contract_id uuid not null references contract,
    document_no integer not null check (document_no between 1 and 50),
    -- null for the first, which the market drafts from the award
    side text check (side in ('owner', 'agency')),
    deliver_by date not null check (isfinite(deliver_by)),
    advance_fen bigint not null check (advance_fen >= 0),
    -- the document itself, JSON in a fixed order; every letter of it counts
    text text not null check (length(text) between 2 and 100000),
    hash text not null generated always as (hash_of_text(text)) stored,
    by text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (contract_id, document_no),
    constraint document_has_one_hash unique (contract_id, document_no, hash)
);

-- 确认 By each side once for a document, of the hash that it read.
create table contract_confirmation (
    contract_id uuid not null,
    document_no integer not null,
    hash text not null,
    side text not null check (side in ('owner', 'agency')),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    constraint document_is_confirmed_once_by_each_side primary key (contract_id, document_no, side),
    constraint confirmed_is_the_exact_document foreign key (contract_id, document_no, hash)
        references contract_document (contract_id, document_no, hash)
);

-- 补充协议 Proposed by one side and signed by the other; above a tenth more than the award with a reason for everybody.
create table contract_supplement (
    contract_id uuid not null,
    supplement_no integer not null check (supplement_no between 1 and 50),
    side text not null check (side in ('owner', 'agency')),
    ground text not null check (length(ground) between 10 and 1000),
    award_fen bigint not null,
    bound_fen bigint not null,
    amount_before_fen bigint not null,
    amount_after_fen bigint not null,
    deliver_before date not null,
    deliver_after date not null check (isfinite(deliver_after)),
    public_reason text check (length(public_reason) between 10 and 1000),
    text text not null check (length(text) between 2 and 20000),
    hash text not null generated always as (hash_of_text(text)) stored,
    status text not null default 'proposed' check (status in ('proposed', 'signed', 'refused', 'withdrawn')),
    is_signed boolean not null generated always as (status = 'signed') stored,
    proposed_by text not null,
    proposed_at timestamptz not null default clock_timestamp(),
    decided_by text,
    decided_at timestamptz,
    primary key (contract_id, supplement_no),
    constraint supplement_is_of_its_contract foreign key (contract_id, award_fen, bound_fen)
        references contract (id, award_fen, bound_fen),
    constraint supplement_is_inside_the_lawful_bound check (amount_after_fen between 1 and bound_fen),
    constraint more_than_a_tenth_needs_a_public_reason check
        (amount_after_fen * 10 <= award_fen * 11 or public_reason is not null),
    constraint supplement_changes_something check
        (amount_after_fen <> amount_before_fen or deliver_after <> deliver_before),
    constraint supplement_decided_as_a_whole check
        ((status = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null)),
    constraint supplement_as_signed unique (contract_id, supplement_no, amount_after_fen, is_signed)
);
create unique index one_supplement_at_a_time on contract_supplement (contract_id) where status = 'proposed';

alter table contract add constraint amount_is_of_a_signed_supplement
    foreign key (id, supplement_no, amount_fen, supplement_is_signed)
    references contract_supplement (contract_id, supplement_no, amount_after_fen, is_signed) deferrable initially deferred;

-- 终止 Proposed by one side and agreed by the other, or decided by the operator.
create table contract_termination (
    contract_id uuid not null references contract,
    termination_no integer not null check (termination_no between 1 and 50),
    side text check (side in ('owner', 'agency')),
    -- agreement 协商一致 · project-stopped 项目终止 · breach 违约 · force-majeure 不可抗力 · not-signed 逾期未签
    ground text not null check (ground in ('agreement', 'project-stopped', 'breach', 'force-majeure', 'not-signed')),
    reason text not null check (length(reason) between 10 and 1000),
    settled_fen bigint not null check (settled_fen >= 0),
    status text not null default 'proposed' check (status in ('proposed', 'agreed', 'refused', 'withdrawn')),
    proposed_by text not null,
    proposed_at timestamptz not null default clock_timestamp(),
    decided_by text,
    decided_at timestamptz,
    primary key (contract_id, termination_no),
    constraint termination_decided_as_a_whole check
        ((status = 'proposed') = (decided_at is null) and (decided_at is null) = (decided_by is null))
);
create unique index one_termination_at_a_time on contract_termination (contract_id) where status = 'proposed';

-- 发票 Of the agency to the owner of the contract; a credit note takes whole lines back.
create table invoice (
    contract_id uuid not null,
    invoice_no integer not null check (invoice_no between 1 and 1000),
    owner_id uuid not null,
    agency_id uuid not null,
    kind text not null check (kind in ('invoice', 'credit')),
    -- 发票号码 as printed: 20 digits of an electronic one, 8 and its 10 or 12 digits of code before them of another
    tax_number text not null check (tax_number ~ '^([0-9]{8}|[0-9]{18}|[0-9]{20})$'),
    issued_on date not null check (isfinite(issued_on)),
    -- of a credit note: the invoice whose lines it takes back, and why
    credits_no integer,
    reason text check (length(reason) between 4 and 1000),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    primary key (contract_id, invoice_no),
    constraint invoice_number_once unique (agency_id, tax_number),
    constraint invoice_is_between_the_parties foreign key (contract_id, owner_id, agency_id)
        references contract (id, owner_id, agency_id),
    constraint credit_note_names_an_invoice foreign key (contract_id, credits_no)
        references invoice (contract_id, invoice_no),
    constraint credit_note_has_a_reason check ((kind = 'credit') = (num_nulls(credits_no, reason) = 0)
        and num_nulls(credits_no, reason) in (0, 2))
);

-- 收费明细 One chain for each contract: where a line begins, the one before it ended. A line names the listed item and
-- the published price version of this agency that were in force on the day of the contract: it has no other name.
create table fee_line (
    contract_id uuid not null,
    line_no integer not null check (line_no between 1 and 10000),
    previous_no integer generated always as (nullif(line_no - 1, 0)) stored,
    invoice_no integer not null,
    agency_id uuid not null,
    item_code text not null,
    item_name text not null,
    signed_on date not null check (isfinite(signed_on)),
    signed_day daterange not null generated always as (daterange(signed_on, signed_on, '[]')) stored,
    price_entry_id uuid not null,
    -- 付款节点 of the contract that it falls under
    node text not null check (length(node) between 1 and 100),
    amount_fen bigint not null constraint no_line_of_nothing check (amount_fen <> 0),
    before_fen bigint not null,
    after_fen bigint not null generated always as (before_fen + amount_fen) stored,
    -- of a credit line: the line that it takes back, whole
    credits_line_no integer,
    credited_fen bigint generated always as (-amount_fen) stored,
    at timestamptz not null default clock_timestamp(),
    primary key (contract_id, line_no),
    constraint line_ends_somewhere unique (contract_id, line_no, after_fen),
    constraint line_has_its_amount unique (contract_id, line_no, amount_fen),
    constraint line_is_credited_once unique (contract_id, credits_line_no),
    constraint only_credits_are_negative check ((amount_fen < 0) = (credits_line_no is not null)),
    constraint first_line_begins_at_nothing check (line_no > 1 or before_fen = 0),
    constraint line_follows_the_one_before foreign key (contract_id, previous_no, before_fen)
        references fee_line (contract_id, line_no, after_fen),
    constraint credit_takes_back_a_whole_line foreign key (contract_id, credits_line_no, credited_fen)
        references fee_line (contract_id, line_no, amount_fen),
    constraint line_is_of_an_invoice foreign key (contract_id, invoice_no) references invoice (contract_id, invoice_no),
    constraint line_is_of_its_contract
        foreign key (contract_id, agency_id, item_code, item_name, signed_on, price_entry_id)
        references contract (id, agency_id, item_code, item_name, signed_on, price_entry_id),
    constraint line_cites_a_price_in_force foreign key (price_entry_id, agency_id, item_code, period signed_day)
        references price_entry (id, agency_id, item_code, period in_force)
);
create index fee_line_by_invoice on fee_line (contract_id, invoice_no);
create index fee_line_by_price on fee_line (price_entry_id);

alter table contract add constraint charged_is_where_the_lines_end foreign key (id, line_no, charged_fen)
    references fee_line (contract_id, line_no, after_fen) deferrable initially deferred;

-- 付款 A fact that the owner says and the agency confirms; what it differs by is shown and not hidden by a refusal.
create table payment (
    contract_id uuid not null,
    payment_no integer not null check (payment_no between 1 and 10000),
    kind text not null check (kind in ('payment', 'refund')),
    invoice_no integer not null,
    amount_fen bigint not null check (amount_fen between 1 and 9999999999999),
    paid_on date not null check (isfinite(paid_on)),
    -- 银行流水号
    reference text not null check (length(reference) between 4 and 60),
    by text not null,
    at timestamptz not null default clock_timestamp(),
    -- by the other side, which got the money
    confirmed_by text,
    confirmed_at timestamptz,
    primary key (contract_id, payment_no),
    constraint payment_reference_once unique (contract_id, reference),
    constraint payment_is_of_an_invoice foreign key (contract_id, invoice_no)
        references invoice (contract_id, invoice_no),
    constraint confirmed_by_somebody check ((confirmed_by is null) = (confirmed_at is null))
);

-- What was published of a contract stays; the rest moves one way, at moments of the database's clock.
create function keep_contract() returns trigger language plpgsql as $$
declare
    steps constant jsonb := '{"drafting": ["drafting", "signed", "terminated"], "signed": ["signed", "filed", "terminated"],
        "filed": ["filed", "terminated"], "terminated": ["terminated"]}';
    -- the generated ones are not there yet
    moving text[] := array['status', 'amount_fen', 'supplement_no', 'supplement_is_signed', 'deliver_by', 'signed_day',
        'filed_at', 'filed_file', 'ended_at', 'settled_fen', 'limit_fen', 'charged_fen', 'line_no'];
    award record;
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
       or old.status = 'terminated' and (new.amount_fen, new.supplement_no, new.deliver_by, new.filed_at, new.filed_file,
               new.ended_at, new.settled_fen)
          is distinct from (old.amount_fen, old.supplement_no, old.deliver_by, old.filed_at, old.filed_file,
               old.ended_at, old.settled_fen) then
        raise exception 'what was agreed stays: %', old.number
            using errcode = '23514', constraint = 'contract_is_never_rewritten';
    end if;
    if not (steps -> old.status) ? new.status then
        raise exception 'a contract does not go from % to %', old.status, new.status
            using errcode = '23514', constraint = 'contract_takes_the_next_step';
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
        elsif new.status = 'filed' then
            new.filed_at := clock_timestamp();
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
create trigger keep_contract before insert or update or delete on contract for each row execute function keep_contract();

-- Documents and confirmations belong to a contract that is being drafted, and the last document counts.
create function keep_contract_paper() returns trigger language plpgsql as $$
declare
    c record;
begin
    if tg_op <> 'INSERT' then
        raise exception 'what was said stays: %', tg_table_name
            using errcode = '23514', constraint = 'contract_is_never_rewritten';
    end if;
    select status, document_no into c from contract where id = new.contract_id for update;
    if c.status is distinct from 'drafting'
       or new.document_no <> c.document_no + (case tg_table_name when 'contract_document' then 1 else 0 end) then
        raise exception 'only the last document of a contract that is drafted goes on'
            using errcode = '23514', constraint = 'only_the_last_document_counts';
    end if;
    new.at := clock_timestamp();
    return new;
end $$;
create trigger keep_contract_paper before insert or update or delete on contract_document
    for each row execute function keep_contract_paper();
create trigger keep_contract_paper before insert or update or delete on contract_confirmation
    for each row execute function keep_contract_paper();

-- A proposal is answered once.
create function keep_contract_proposal() returns trigger language plpgsql as $$
declare
    moving constant text[] := array['status', 'is_signed', 'hash', 'decided_by', 'decided_at'];
begin
    if tg_op = 'DELETE' or tg_op = 'UPDATE' and (old.status <> 'proposed' or new.status = 'proposed'
            or to_jsonb(new) - moving is distinct from to_jsonb(old) - moving) then
        raise exception 'a proposal stays, and is answered once'
            using errcode = '23514', constraint = 'contract_is_never_rewritten';
    end if;
    if tg_op = 'UPDATE' then
        new.decided_at := clock_timestamp();
    else
        new.proposed_at := clock_timestamp();
    end if;
    return new;
end $$;
create trigger keep_contract_proposal before insert or update or delete on contract_supplement
    for each row execute function keep_contract_proposal();
create trigger keep_contract_proposal before insert or update or delete on contract_termination
    for each row execute function keep_contract_proposal();

create function keep_invoice() returns trigger language plpgsql as $$
declare
    signed date;
begin
    if tg_op <> 'INSERT' then
        raise exception 'an invoice stays' using errcode = '23514', constraint = 'charge_is_never_rewritten';
    end if;
    -- one after another: whoever charges waits here
    select signed_on into signed from contract where id = new.contract_id for update;
    if signed is null or new.issued_on not between signed and market_today() then
        raise exception 'an invoice is issued between the signature and today'
            using errcode = '23514', constraint = 'invoice_is_issued_after_the_signature';
    end if;
    new.at := clock_timestamp();
    return new;
end $$;
create trigger keep_invoice before insert or update or delete on invoice for each row execute function keep_invoice();

create function invoice_has_lines() returns trigger language plpgsql as $$
begin
    if not exists (select from fee_line l where l.contract_id = new.contract_id and l.invoice_no = new.invoice_no) then
        raise exception 'an invoice without lines' using errcode = '23514', constraint = 'invoice_has_lines';
    end if;
    return null;
end $$;
create constraint trigger invoice_has_lines after insert on invoice deferrable initially deferred
    for each row execute function invoice_has_lines();

-- The next link of the chain: its place is not chosen by who inserts it.
create function keep_fee_line() returns trigger language plpgsql as $$
declare
    c record;
    paper record;
begin
    if tg_op <> 'INSERT' then
        raise exception 'a fee line stays; a credit note takes it back'
            using errcode = '23514', constraint = 'charge_is_never_rewritten';
    end if;
    select line_no, charged_fen into c from contract where id = new.contract_id for update;
    new.line_no := coalesce(c.line_no, 0) + 1;
    new.before_fen := c.charged_fen;
    new.at := clock_timestamp();
    select kind, credits_no into paper from invoice i
     where i.contract_id = new.contract_id and i.invoice_no = new.invoice_no;
    if (paper.kind = 'credit') is distinct from (new.amount_fen < 0)
       or paper.kind = 'credit' and not exists (select from fee_line l
            where l.contract_id = new.contract_id and l.line_no = new.credits_line_no and l.invoice_no = paper.credits_no) then
        raise exception 'a credit note takes back lines of the invoice that it names, and an invoice none'
            using errcode = '23514', constraint = 'line_is_of_its_kind';
    end if;
    return new;
end $$;
create trigger keep_fee_line before insert or update or delete on fee_line for each row execute function keep_fee_line();

create function charge_contract() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    update contract set line_no = new.line_no, charged_fen = new.after_fen where id = new.contract_id;
    return null;
end $$;
create trigger charge_contract after insert on fee_line for each row execute function charge_contract();

create function keep_payment() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or tg_op = 'UPDATE' and (old.confirmed_by is not null
            or to_jsonb(new) - array['confirmed_by', 'confirmed_at'] is distinct from to_jsonb(old) - array['confirmed_by', 'confirmed_at']) then
        raise exception 'a payment stays, and is confirmed once'
            using errcode = '23514', constraint = 'charge_is_never_rewritten';
    end if;
    if tg_op = 'UPDATE' then
        new.confirmed_at := clock_timestamp();
    else
        new.at := clock_timestamp();
        if new.paid_on > market_today() then
            raise exception 'a payment is a fact' using errcode = '23514', constraint = 'payment_has_happened';
        end if;
    end if;
    return new;
end $$;
create trigger keep_payment before insert or update or delete on payment for each row execute function keep_payment();

create function keep_contract_template() returns trigger language plpgsql as $$
begin
    raise exception 'a version of a template stays' using errcode = '23514', constraint = 'contract_is_never_rewritten';
end $$;
create trigger keep_contract_template before update or delete on contract_template
    for each row execute function keep_contract_template();

-- 对账 Every figure of a contract's money, in one place.
create view contract_account as
    select c.id as contract_id, c.award_fen, c.amount_fen, c.limit_fen, c.charged_fen, p.paid_fen, p.confirmed_fen,
           -- what may still be charged, and what is charged and not paid; below nothing when it was paid too much
           c.limit_fen - c.charged_fen as chargeable_fen, c.charged_fen - p.paid_fen as owed_fen
      from contract c
     cross join lateral (
            select coalesce(sum(case p.kind when 'payment' then p.amount_fen else -p.amount_fen end), 0)::bigint as paid_fen,
                   coalesce(sum(case p.kind when 'payment' then p.amount_fen else -p.amount_fen end)
                       filter (where p.confirmed_at is not null), 0)::bigint as confirmed_fen
              from payment p where p.contract_id = c.id) p;

-- 期限 Until when a contract has to be signed and filed; null where it has not to be, or where the calendar is not known.
create view contract_clock as
    select c.id as contract_id,
           case when c.status = 'drafting' then end_of_working_days(c.awarded_on, c.sign_days) end as sign_by,
           case when c.status = 'signed' then end_of_working_days(c.signed_on, c.file_days) end as file_by
      from contract c;

grant select on contract_terms, contract_template, contract_account, contract_clock to mingjia_app;
grant insert, update on contract_terms to mingjia_app;
grant select, insert on contract, contract_document, contract_confirmation, contract_supplement, contract_termination,
    invoice, fee_line, payment to mingjia_app;
grant update (status, document_no, amount_fen, supplement_no, advance_fen, deliver_by, item_name, signed_at, signed_on,
    price_entry_id, price_fen, filed_at, filed_file, ended_at, settled_fen) on contract to mingjia_app;
grant update (status, decided_by, decided_at) on contract_supplement, contract_termination to mingjia_app;
grant update (confirmed_by, confirmed_at) on payment to mingjia_app;

insert into contract_template (category, version, clauses) values
('', 1, $json$[
 {"title": "服务内容与成果", "text": "受托方按本合同载明的中介服务事项、项目参数和国家现行标准提供服务，交付清单所列成果，并对其真实性、准确性负责。"},
 {"title": "费用", "text": "本合同金额为中选金额，除依法签订补充协议外不得变更。收费只针对清单所列事项，依据受托方已公布的价格；清单之外不得收取任何费用，包括加急费、资料费、会务费等。"},
 {"title": "付款", "text": "委托方按付款节点付款。备案之前只能收取约定的预付款。受托方开具合法发票，发票逐行对应合同与价格版本。"},
 {"title": "期限", "text": "受托方应在约定的交付日之前交付。确需延期的，应在期限届满前经委托方同意并说明理由。"},
 {"title": "资料与配合", "text": "委托方按事项的材料清单提供真实、完整的资料。受托方对所接触的商业秘密和个人信息负有保密义务。"},
 {"title": "验收", "text": "委托方在期限内验收，或者书面说明理由退回修改。退回修改不另行收费。"},
 {"title": "变更", "text": "变更金额或者期限应签订补充协议并说明理由；超过中选金额百分之十的，理由向社会公开；任何变更不得超过最高限价。"},
 {"title": "终止与违约", "text": "任何一方违约的，依照《中华人民共和国民法典》承担责任。终止合同应说明理由并结清费用，终止情况公开。"},
 {"title": "监督与争议", "text": "双方接受行业主管部门和市场监督管理部门的监督。争议协商解决；协商不成的，可以投诉，也可以向项目所在地人民法院起诉。"}
]$json$),
('环境影响评价', 1, $json$[
 {"title": "环评文件质量", "text": "受托方及其编制主持人对环境影响评价文件的内容和结论负责，编制人员应全过程参与现场踏勘和关键章节编写。监测数据应来自有资质的机构并可追溯。"},
 {"title": "修改完善", "text": "审批部门或者技术评估提出修改意见的，受托方应在五个工作日内修改完善，不另行收费。"}
]$json$),
('检验检测', 1, $json$[
 {"title": "检测依据与留样", "text": "受托方在资质认定范围内按委托的标准检测，报告加盖资质认定标志；样品和原始记录按规定期限保存。"},
 {"title": "数据真实", "text": "不得出具虚假或者失实的数据、结果。复检与原结果不符且责任在受托方的，复检费用由受托方承担。"}
]$json$),
('测绘', 1, $json$[
 {"title": "测绘基准与成果", "text": "采用国家规定的测绘基准和坐标系统，成果经两级检查。同一项目在规划、土地、房产等环节共用的成果，不得重复测绘、重复收费。"},
 {"title": "涉密成果", "text": "涉及国家秘密的测绘成果按保密规定制作、传递和销毁。"}
]$json$),
('工程造价', 1, $json$[
 {"title": "计价依据", "text": "按工程所在地现行计价依据编审，成果由注册造价工程师签章。受托方不得同时接受同一项目对方当事人的委托。"}
]$json$),
('审计', 1, $json$[
 {"title": "独立性", "text": "受托方及其注册会计师与被审计单位不存在影响独立性的关系，依照执业准则取得充分、适当的证据。"}
]$json$),
('评估', 1, $json$[
 {"title": "评估责任", "text": "评估报告由两名以上评估师签名，载明评估目的、基准日、方法和有效期。不得预先约定评估结论。"}
]$json$),
('安全评价', 1, $json$[
 {"title": "评价责任", "text": "受托方对评价报告的真实性、完整性负责，现场勘验人员与报告署名人员一致，影像资料留存备查。"}
]$json$),
('司法鉴定', 1, $json$[
 {"title": "鉴定", "text": "鉴定人依法独立鉴定，回避情形依照规定处理。检材的接收、保管、退还应有书面记录。"}
]$json$),
('技术评审', 1, $json$[
 {"title": "评审费用", "text": "行政机关委托的技术评审，费用由行政机关承担，不得以任何名义向申请人收取。评审专家不得与项目有利害关系。"}
]$json$);

-- Awards from before there were contracts.
insert into timer (kind, request_id, lot_no, due_at)
select 'contract', request_id, lot_no, clock_timestamp() from award where status = 'awarded';
