package org.mingjia.signin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjia.platform.FieldChecks;
import org.mingjia.signin.Accounts.Grant;

/**
 * What a capacity is to be, as the operator wrote it.
 *
 * @param role enterprise, agency, operator or regulator
 * @param organisationId for whom, of an enterprise or an agency
 * @param manager whether it may grant and end capacities of that organisation
 * @param departmentCode of a regulator
 * @param regionCode of a regulator
 */
record CapacityRequest(
        @Nullable String role,
        @Nullable UUID organisationId,
        @Nullable Boolean manager,
        @Nullable String departmentCode,
        @Nullable String regionCode) {

    private static final String DEPARTMENT = "[0-9]{6}-[A-Z0-9]{2,12}";

    Grant grant(FieldChecks checks) {
        String wanted = role == null ? "" : role;
        boolean forOrganisation = wanted.equals("enterprise") || wanted.equals("agency");
        boolean regulator = wanted.equals("regulator");
        checks.require(
                forOrganisation || regulator || wanted.equals("operator"),
                "#/role",
                "one-of",
                "role 应为 enterprise、agency、operator 或 regulator");
        checks.require(
                forOrganisation == (organisationId != null),
                "#/organisationId",
                "capacity-says-for-whom",
                forOrganisation ? "请给出所代表的单位" : "此任职不代表单位");
        checks.require(
                fits(regulator, departmentCode, DEPARTMENT),
                "#/departmentCode",
                "capacity-says-for-whom",
                regulator ? "请给出监管部门代码，如 433100-FGW" : "只有监管任职有部门");
        checks.require(
                fits(regulator, regionCode, "[0-9]{6}"),
                "#/regionCode",
                "capacity-says-for-whom",
                regulator ? "请给出 6 位行政区划代码" : "只有监管任职有区域");
        boolean manages = Boolean.TRUE.equals(manager);
        checks.require(
                !manages || forOrganisation, "#/manager", "manager-of-an-organisation", "只有单位有管理员");
        return new Grant(wanted, organisationId, manages, departmentCode, regionCode);
    }

    private static boolean fits(boolean wanted, @Nullable String code, String pattern) {
        return wanted ? code != null && code.matches(pattern) : code == null;
    }
}
