package org.mingjia.ops.stack;

import static org.mingjia.ops.stack.SampleClient.quoted;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** One account for each role, so that the market can be walked through from every side. */
final class DemoAccounts {

    static final String ENTERPRISE = "qiye";
    static final String AGENCY = "jigou";
    static final String REGULATOR = "jianguan";

    /** Names by the key of their password. */
    static final Map<String, String> NAMES = names();

    private static final String ENTERPRISE_USCC = "91433101DEQ000011W";

    private DemoAccounts() {}

    private static Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put("enterprise", ENTERPRISE);
        names.put("agency", AGENCY);
        names.put("regulator", REGULATOR);
        return java.util.Collections.unmodifiableMap(names);
    }

    /** Makes those that are not made with the sample's agencies. */
    static void make(URI api, StackPasswords passwords) {
        new SampleClient(api)
                .register(
                        """
                        {"username":%s,"password":%s,"displayName":"示例企业经办人","role":"enterprise",
                         "organisation":{"kind":"legal_person","uscc":%s,"name":"示例青山建设投资有限公司","regionCode":"433101"}}\
                        """
                                .formatted(
                                        quoted(ENTERPRISE),
                                        quoted(passwords.enterprise()),
                                        quoted(ENTERPRISE_USCC)),
                        ENTERPRISE,
                        passwords.enterprise());
        new SampleClient(api)
                .signIn(ApiProcess.OPERATOR, passwords.operator())
                .post(
                        "/api/accounts",
                        """
                        {"username":%s,"password":%s,"displayName":"示例监管人员","role":"regulator",
                         "departmentCode":"433100-FGW","regionCode":"433100"}\
                        """
                                .formatted(quoted(REGULATOR), quoted(passwords.regulator())))
                .orFail("the account of " + REGULATOR);
    }
}
