/**
 * 报价 What every agency that may do it charges for one item, computed for the reader's own project,
 * and how these prices are distributed.
 *
 * <p>An offers page reads no rows: each item's prices lie on a {@link org.mingjia.offers.Shelf} of
 * plain arrays, loaded by one statement and thrown away when the event order says that something on
 * it changed. A day that is over is read by the same statement and computed by the same code.
 */
@NullMarked
@ApplicationModule(
        displayName = "报价",
        allowedDependencies = {"platform", "web", "apidoc", "register", "quotes", "catalog", "db"})
package org.mingjia.offers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
