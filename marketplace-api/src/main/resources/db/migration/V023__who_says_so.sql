-- 谁说的 A result and an annulment name the department they come from. Null is the operator, or nobody that was kept.
alter table supervision_result
    add column department_code text check (department_code ~ '^[0-9]{6}-[A-Z0-9]{2,12}$');
alter table conduct_finding_annulment
    add column department_code text check (department_code ~ '^[0-9]{6}-[A-Z0-9]{2,12}$');

-- 材料清单 Why there is another version; what stands from before this has no reason.
alter table material_list add column reason text;
alter table material_list add constraint list_says_why check (length(reason) between 4 and 1000 and reason is not null) not valid;
