/**
 * 密封报价 Bids that nobody reads before the deadline, the bidder's own service included: checked,
 * sealed to the request's opening key, received by the database's clock, and opened all at once.
 * What is written of a bid until then names nobody, tells no amount, and no interface tells how
 * many there are: not even the counts that every other route has in the metrics.
 */
@NullMarked
@ApplicationModule(
        displayName = "密封报价",
        allowedDependencies = {
            "platform",
            "web",
            "apidoc",
            "quotes",
            "offers",
            "sealing",
            "biddocs",
            "catalog",
            "selection",
            "db"
        })
package org.mingjia.bidding;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
