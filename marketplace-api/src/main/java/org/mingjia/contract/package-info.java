/**
 * 合同 From the award to the contract: drafted by the market, confirmed by both sides, filed,
 * supplemented, terminated. What it comes to is the award's amount, or a signed supplement's inside
 * the bid's own bound.
 */
@NullMarked
@ApplicationModule(
        displayName = "合同",
        allowedDependencies = {
            "platform",
            "web",
            "apidoc",
            "register",
            "quotes",
            "offers",
            "files",
            "timers",
            "bidding",
            "catalog",
            "db"
        })
package org.mingjia.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
