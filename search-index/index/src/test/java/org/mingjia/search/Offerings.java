package org.mingjia.search;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Made-up documents for tests that need a few exact ones. */
final class Offerings {
    private Offerings() {}

    static OfferingDocument item(String code, String name) {
        return item(code, name, null, null, 1);
    }

    static OfferingDocument item(
            String code,
            String name,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            long version) {
        return item(code, name, "测试", "market", "enterprise", from, to, version, "{\"a\":1}");
    }

    static OfferingDocument priced(String code, String category, String mode, String payer) {
        return item(code, "检测服务" + code, category, mode, payer, null, null, 1, "{}");
    }

    static OfferingDocument viewed(String code, String name, String view) {
        return item(code, name, "测试", "market", "enterprise", null, null, 1, view);
    }

    private static OfferingDocument item(
            String code,
            String name,
            String category,
            String mode,
            String payer,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            long version,
            String view) {
        return new OfferingDocument(
                OfferingType.ITEM,
                code,
                name,
                List.of(),
                category,
                mode,
                payer,
                null,
                List.of(new OfferingDocument.Department("433100-T", "测试局", null)),
                null,
                "《测试法》第一条",
                null,
                List.of(),
                true,
                from,
                to,
                "433100",
                view,
                version);
    }
}
