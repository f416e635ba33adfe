/**
 * 收费核对 Whether a charge that somebody was asked for was allowed: held against the list, the payer,
 * the published price and the lawful interval of the day of the charge. Asked by anyone, kept for
 * ever, and nobody is told who asked.
 */
@NullMarked
@ApplicationModule(
        displayName = "收费核对",
        allowedDependencies = {"platform", "web", "apidoc", "quotes", "offers", "catalog"})
package org.mingjia.charges;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
