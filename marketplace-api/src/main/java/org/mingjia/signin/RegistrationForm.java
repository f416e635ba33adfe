package org.mingjia.signin;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingjia.catalog.Uscc;
import org.mingjia.catalog.UsccRefused;
import org.mingjia.identity.PasswordSignIn;
import org.mingjia.identity.Passwords;
import org.mingjia.platform.FieldChecks;

/** What is asked for by who registers, and whether it is in order. */
final class RegistrationForm {

    static final String NAME_PATTERN = "[a-z0-9][a-z0-9._@-]{2,63}";

    private RegistrationForm() {}

    /** What was asked for, as it was written. */
    record Application(
            @Nullable String username,
            @Nullable String password,
            @Nullable String displayName,
            @Nullable String role,
            @Nullable Organisation organisation) {
        @Override
        public String toString() {
            return "Application[" + username + "]";
        }
    }

    /** For whom. */
    record Organisation(
            @Nullable String kind,
            @Nullable String uscc,
            @Nullable String name,
            @Nullable String regionCode) {}

    /** The same, found in order. */
    record Checked(
            String username,
            String password,
            String displayName,
            String role,
            String kind,
            @Nullable String uscc,
            String name,
            @Nullable String regionCode) {
        /** All of it but the password, of which nothing is kept but its hash. */
        List<@Nullable String> withoutPassword() {
            return Arrays.asList(username, displayName, role, kind, uscc, name, regionCode);
        }

        @Override
        public String toString() {
            return "Checked[" + username + "]";
        }
    }

    /** All of it in order; what is not is refused together. */
    static Checked check(Application asked) {
        var checks = new FieldChecks();
        String username = username(checks, asked.username());
        Passwords.check(checks, "#/password", asked.password(), username);
        String displayName = checks.text("#/displayName", "姓名", asked.displayName(), 1, 100);
        String role = asked.role() == null ? "" : asked.role();
        checks.require(
                role.equals("enterprise") || role.equals("agency"),
                "#/role",
                "one-of",
                "role 应为 enterprise 或 agency");
        Organisation organisation =
                asked.organisation() == null
                        ? new Organisation(null, null, null, null)
                        : asked.organisation();
        String kind = organisation.kind() == null ? "" : organisation.kind();
        checks.require(
                kind.equals("legal_person") || kind.equals("natural_person"),
                "#/organisation/kind",
                "one-of",
                "kind 应为 legal_person 或 natural_person");
        checks.require(
                !(kind.equals("natural_person") && role.equals("agency")),
                "#/organisation/kind",
                "agency-is-a-legal-person",
                "中介服务机构应为法人或非法人组织");
        String name = checks.text("#/organisation/name", "名称", organisation.name(), 2, 200);
        String region = organisation.regionCode();
        checks.require(
                region == null || region.matches("[0-9]{6}"),
                "#/organisation/regionCode",
                "region-code",
                "行政区划代码应为 6 位数字");
        String uscc = uscc(checks, kind, organisation.uscc());
        checks.done();
        return new Checked(
                username,
                String.valueOf(asked.password()),
                displayName,
                role,
                kind,
                uscc,
                name,
                region);
    }

    static String username(FieldChecks checks, @Nullable String written) {
        String username = PasswordSignIn.username(written == null ? "" : written);
        checks.require(
                username.matches(NAME_PATTERN),
                "#/username",
                "username",
                "用户名为 3 至 64 个小写字母、数字或 . _ @ -，以字母或数字开头");
        return username;
    }

    private static @Nullable String uscc(
            FieldChecks checks, String kind, @Nullable String written) {
        boolean given = written != null && !written.isBlank();
        if (kind.equals("natural_person")) {
            checks.require(
                    !given, "#/organisation/uscc", "natural-person-has-no-uscc", "自然人没有统一社会信用代码");
            return null;
        }
        if (!given) {
            checks.require(
                    !kind.equals("legal_person"), "#/organisation/uscc", "required", "请填写统一社会信用代码");
            return null;
        }
        try {
            return Uscc.of(String.valueOf(written)).code();
        } catch (UsccRefused refused) {
            checks.refuse("#/organisation/uscc", refused.rule(), refused.detailZh());
            return null;
        }
    }
}
