/**
 * 收费 Invoices, credit notes and payments under a contract. 清单之外无收费: a fee line has no name of its
 * own, and what all lines come to stays inside the contract by a constraint.
 */
@NullMarked
@ApplicationModule(
        displayName = "收费",
        allowedDependencies = {
            "platform",
            "web",
            "apidoc",
            "register",
            "contract",
            "catalog",
            "db"
        })
package org.mingjia.fees;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
