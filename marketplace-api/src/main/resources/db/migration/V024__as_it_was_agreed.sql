-- What the service keeps by its own checks is kept by the database as well: nobody settles, signs, charges or refunds
-- more, or under another name, than was agreed; a decided measure ends by its repair alone.

-- 结算金额 is a part of what was agreed, and nothing where nothing was signed; what ended before this stays as it ended.
alter table contract add constraint settlement_is_inside_the_contract check
    (settled_fen is null or settled_fen <= case when signed_at is null then 0 else least(amount_fen, price_fen) end)
    not valid;

-- The columns that clocks and limits read are the ones of the text that was confirmed.
create function keep_document_to_its_text() returns trigger language plpgsql as $$
declare
    said jsonb := new.text::jsonb;
    award bigint;
begin
    select award_fen into award from contract where id = new.contract_id;
    if said ->> 'deliverBy' is distinct from new.deliver_by::text
       or (said ->> 'amountFen')::bigint is distinct from award
       or (select sum((n ->> 'amountFen')::bigint) from jsonb_array_elements(said -> 'nodes') n) is distinct from award
       or (select coalesce(sum((n ->> 'amountFen')::bigint) filter (where (n ->> 'advance')::boolean), 0)
             from jsonb_array_elements(said -> 'nodes') n) <> new.advance_fen then
        raise exception 'a document says what its columns say' using errcode = '23514', constraint = 'document_is_its_text';
    end if;
    return new;
end $$;
create trigger keep_document_to_its_text before insert on contract_document
    for each row execute function keep_document_to_its_text();

create function keep_contract_to_its_text() returns trigger language plpgsql as $$
begin
    if old.status = 'drafting' and new.status = 'signed' and not exists (
            select from contract_document d
             where d.contract_id = new.id and d.document_no = new.document_no and d.deliver_by = new.deliver_by
               and d.advance_fen = new.advance_fen) then
        raise exception 'a contract is signed as it was written'
            using errcode = '23514', constraint = 'contract_is_signed_as_written';
    end if;
    if old.status <> 'drafting' and new.deliver_by <> old.deliver_by and not exists (
            select from contract_supplement s
             where s.contract_id = new.id and s.supplement_no = new.supplement_no and s.status = 'signed'
               and s.supplement_no is distinct from old.supplement_no and s.deliver_after = new.deliver_by) then
        raise exception 'the day of delivery is the contract''s or a supplement''s'
            using errcode = '23514', constraint = 'delivery_day_is_agreed';
    end if;
    return new;
end $$;
create trigger keep_contract_to_its_text before update on contract
    for each row execute function keep_contract_to_its_text();

-- 付款节点 A line has no other name than its item's, and falls under a node of the contract: never more than the node comes to
-- and what a supplement added, and before the filing only under one that is paid in advance.
create function keep_line_to_its_node() returns trigger language plpgsql as $$
declare
    c record;
    node record;
begin
    if new.amount_fen < 0 then
        return null;
    end if;
    select k.status, k.amount_fen, d.text::jsonb -> 'nodes' as nodes into c
      from contract k join contract_document d on d.contract_id = k.id and d.document_no = k.document_no
     where k.id = new.contract_id;
    select (n ->> 'amountFen')::bigint as amount_fen, (n ->> 'advance')::boolean as advance into node
      from jsonb_array_elements(c.nodes) n where n ->> 'name' = new.node;
    if node.amount_fen is null or c.status = 'signed' and not node.advance then
        raise exception 'a line falls under a node of its contract, before the filing under an advance'
            using errcode = '23514', constraint = 'line_is_of_a_node_of_the_contract';
    end if;
    if (select sum(l.amount_fen) from fee_line l where l.contract_id = new.contract_id and l.node = new.node)
       > node.amount_fen + greatest(0, c.amount_fen
             - (select sum((n ->> 'amountFen')::bigint) from jsonb_array_elements(c.nodes) n)) then
        raise exception 'the lines of a node stay inside it' using errcode = '23514', constraint = 'line_is_inside_its_node';
    end if;
    return null;
end $$;
create trigger keep_line_to_its_node after insert on fee_line for each row execute function keep_line_to_its_node();

-- 付款与退款 No payment is older than its contract or larger than it, and nobody pays back what was never paid.
create or replace function keep_payment() returns trigger language plpgsql as $$
declare
    c record;
    paid bigint;
begin
    if tg_op = 'DELETE' or tg_op = 'UPDATE' and (old.confirmed_by is not null
            or to_jsonb(new) - array['confirmed_by', 'confirmed_at'] is distinct from to_jsonb(old) - array['confirmed_by', 'confirmed_at']) then
        raise exception 'a payment stays, and is confirmed once'
            using errcode = '23514', constraint = 'charge_is_never_rewritten';
    end if;
    if tg_op = 'UPDATE' then
        new.confirmed_at := clock_timestamp();
        return new;
    end if;
    new.at := clock_timestamp();
    -- one after another: whoever pays back waits here
    select signed_on, greatest(award_fen, amount_fen, (select max(s.amount_after_fen) from contract_supplement s
               where s.contract_id = new.contract_id and s.is_signed)) as amount_fen
      into c from contract where id = new.contract_id for update;
    if new.paid_on > market_today() or c.signed_on is null or new.paid_on < c.signed_on then
        raise exception 'a payment is a fact, and follows the signature'
            using errcode = '23514', constraint = 'payment_has_happened';
    end if;
    if new.kind = 'payment' and new.amount_fen > c.amount_fen then
        raise exception 'a payment is not larger than its contract ever was: %', c.amount_fen
            using errcode = '23514', constraint = 'payment_is_inside_the_contract';
    end if;
    if new.kind = 'refund' then
        select coalesce(sum(case kind when 'payment' then amount_fen else -amount_fen end), 0) into paid
          from payment where contract_id = new.contract_id;
        if new.amount_fen > paid then
            raise exception 'not more is paid back than was paid: %', paid
                using errcode = '23514', constraint = 'refund_is_inside_what_was_paid';
        end if;
    end if;
    return new;
end $$;

-- How much more was charged under a contract's nodes since a moment: what replaces a line that was taken back is no more.
create function charged_more_since(contract uuid, moment timestamptz, until timestamptz) returns bigint
    language sql stable
begin atomic
    select coalesce(sum(greatest(n.later_fen - n.then_fen, 0)), 0)::bigint
      from (select sum(l.amount_fen) as later_fen,
                   coalesce(sum(l.amount_fen) filter (where l.at <= moment), 0) as then_fen
              from fee_line l where l.contract_id = contract and l.at <= until group by l.node) n;
end;

-- 应退 What may be kept of a contract's charges: all of them, less what was ordered to be refunded and was not taken back by
-- a credit note since (each order remembers the charges of its moment, and how much of them was to be refunded already).
-- 尚欠 is what was paid beyond that, up to the orders that are open: a refund counts when the owner says that it has got it,
-- and first for what had been overpaid before the orders.
create or replace view refund_owed as
    select c.id as contract_id, least(greatest(p.held_fen - o.due_fen, 0),
               greatest(o.ordered_fen - greatest(p.back_fen - greatest(p.held_before_fen - o.charged_before_fen, 0), 0), 0))::bigint
               as owed_fen,
           o.due_fen::bigint as due_fen
      from contract c
     cross join lateral (
            select coalesce(sum(f.amount_fen), 0) as ordered_fen, min(f.ordered_at) as since,
                   coalesce((array_agg(f.charged_fen order by f.ordered_at))[1], 0) as charged_before_fen,
                   least(c.charged_fen, min(f.charged_fen - f.owed_before_fen - f.amount_fen
                       + charged_more_since(c.id, f.ordered_at, 'infinity'))) as due_fen
              from refund_order f where f.contract_id = c.id) o
     cross join lateral (
            select coalesce(sum(case when p.kind = 'payment' then p.amount_fen when p.confirmed_at is not null
                       then -p.amount_fen end), 0) as held_fen,
                   coalesce(sum(p.amount_fen) filter (where p.kind = 'refund' and p.confirmed_at is not null
                       and p.at > o.since), 0) as back_fen,
                   coalesce(sum(case p.kind when 'payment' then p.amount_fen else -p.amount_fen end)
                       filter (where p.at <= o.since), 0) as held_before_fen
              from payment p where p.contract_id = c.id) p;

-- Orders from before remember what was owed, less refunds; from here on, what of the charges may not be kept.
do $$
declare
    f refund_order;
begin
    alter table refund_order disable trigger a_keep_what_was_set;
    for f in select * from refund_order order by contract_id, ordered_at loop
        update refund_order n set owed_before_fen = f.charged_fen - coalesce(
               (select least(f.charged_fen, min(e.charged_fen - e.owed_before_fen - e.amount_fen
                           + charged_more_since(e.contract_id, e.ordered_at, f.ordered_at)))
                  from refund_order e where e.contract_id = f.contract_id and e.ordered_at < f.ordered_at), f.charged_fen)
         where n.complaint_id = f.complaint_id;
    end loop;
    alter table refund_order enable trigger a_keep_what_was_set;
end $$;

create or replace function keep_refund_order() returns trigger language plpgsql as $$
begin
    select c.charged_fen into new.charged_fen from contract c where c.id = new.contract_id for update;
    select new.charged_fen - o.due_fen into new.owed_before_fen from refund_owed o where o.contract_id = new.contract_id;
    new.ordered_at := clock_timestamp();
    return new;
end $$;

create or replace view contract_account as
    select c.id as contract_id, c.award_fen, c.amount_fen, c.limit_fen, c.charged_fen, p.paid_fen, p.confirmed_fen,
           -- what may still be charged, and what is due and not paid; below nothing when it was paid too much
           c.limit_fen - c.charged_fen as chargeable_fen, w.due_fen - p.paid_fen as owed_fen
      from contract c
      join refund_owed w on w.contract_id = c.id
     cross join lateral (
            select coalesce(sum(case p.kind when 'payment' then p.amount_fen else -p.amount_fen end), 0)::bigint as paid_fen,
                   coalesce(sum(case p.kind when 'payment' then p.amount_fen else -p.amount_fen end)
                       filter (where p.confirmed_at is not null), 0)::bigint as confirmed_fen
              from payment p where p.contract_id = c.id) p;

-- 信用修复 What was decided after a hearing ends by its repair, and not by an order beside it.
create function keep_sanction_of_a_measure() returns trigger language plpgsql as $$
begin
    if new.lifted_on is distinct from old.lifted_on and exists (
            select from measure m
             where m.sanction_id = new.id
               and not exists (select from measure_repair p where p.measure_id = m.id and p.granted)) then
        raise exception 'a measure is repaired, not lifted' using errcode = '23514', constraint = 'measure_ends_by_its_repair';
    end if;
    return new;
end $$;
create trigger keep_sanction_of_a_measure before update on sanction
    for each row execute function keep_sanction_of_a_measure();
create index measure_by_sanction on measure (sanction_id) where sanction_id is not null;

-- 审批结果 Each once from now on: a document of the department has one number, and a day without numbers one result.
do $$
begin
    execute format('create unique index outcome_once_per_document on approval_outcome (contract_id, document)
                     where document is not null and at > %L', clock_timestamp());
    execute format('create unique index outcome_once_per_day on approval_outcome (contract_id, delivery_no, decided_on)
                     where document is null and at > %L', clock_timestamp());
end $$;
