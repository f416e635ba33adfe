/**
 * 中介机构 What everybody may know of the agencies that were admitted, and what takes one off the
 * market: sanctions of the operator and its own exit.
 *
 * <p>Whether an agency may offer an item is never stored. It follows, for any day, from the dates
 * of what was admitted, of its papers and of the sanctions, in one place: the database's {@code
 * agency_items_on(day)}, which prices, offers and search ask as well. A paper that expires at
 * midnight takes its items off the market at midnight; nothing has to run for it.
 */
@NullMarked
@ApplicationModule(
        displayName = "中介机构",
        allowedDependencies = {"platform", "web", "apidoc", "db"})
package org.mingjia.agency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
