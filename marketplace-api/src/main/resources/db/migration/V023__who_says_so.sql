-- 谁说的 A result and an annulment name the department they come from; null is the operator.
alter table supervision_result
    add column department_code text check (department_code ~ '^[0-9]{6}-[A-Z0-9]{2,12}$');
alter table conduct_finding_annulment
    add column department_code text check (department_code ~ '^[0-9]{6}-[A-Z0-9]{2,12}$');

-- What is there already has the department of whoever wrote it, where that account ever acted for one alone.
alter table supervision_result disable trigger keep_for_good;
alter table conduct_finding_annulment disable trigger keep_for_good;
create temporary table only_department on commit drop as
    select a.username, min(c.department_code) as code
      from account a join capacity c on c.account_id = a.id
     group by a.username
    having count(*) = count(c.department_code) and min(c.department_code) = max(c.department_code);
update supervision_result s set department_code = d.code from only_department d where d.username = s.by;
update conduct_finding_annulment n set department_code = d.code from only_department d where d.username = n.by;
alter table supervision_result enable trigger keep_for_good;
alter table conduct_finding_annulment enable trigger keep_for_good;

-- 材料清单 Why there is another version; what stands from before this has no reason.
alter table material_list add column reason text;
alter table material_list add constraint list_says_why check (length(reason) between 4 and 1000 and reason is not null) not valid;
