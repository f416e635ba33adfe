/**
 * 计价 What a price rule, or every rule of an item, says of one project; and how the terms of an
 * agency's own price are written. Prices are computed by the catalogue, which knows no database;
 * nothing is stored here.
 */
@NullMarked
@ApplicationModule(
        displayName = "计价",
        allowedDependencies = {"platform", "web", "apidoc", "register", "catalog", "db"})
package org.mingjia.quotes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
