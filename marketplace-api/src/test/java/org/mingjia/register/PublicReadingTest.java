package org.mingjia.register;

import org.junit.jupiter.api.Test;
import org.mingjia.Market;

class PublicReadingTest {

    private final Market market = Market.shared();

    @Test
    void anItemShowsItsActsItsPayerAndItsRulesByWhatTheyAreWorth() {
        market.http()
                .get()
                .uri("/api/items/S-HJ-001")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("环境影响报告书编制")
                .jsonPath("$.payer")
                .isEqualTo("enterprise")
                .jsonPath("$.acts[0].code")
                .isEqualTo("A-STHJ-001")
                .jsonPath("$.rulesInForce.length()")
                .isEqualTo(0)
                .jsonPath("$.benchmarkRules[0].ruleId")
                .isEqualTo("R-EIA-BOOK-2011")
                .jsonPath("$.benchmarkRules[0].legalCeiling")
                .isEqualTo(false);
    }

    @Test
    void theWholeListCountsOneHundredAndFortySixItems() {
        market.http()
                .get()
                .uri("/api/items?limit=100")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.total")
                .isEqualTo(146)
                .jsonPath("$.items.length()")
                .isEqualTo(100)
                .jsonPath("$.nextCursor")
                .isNotEmpty();
    }
}
