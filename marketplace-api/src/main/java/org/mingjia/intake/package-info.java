/**
 * 导入 How the register is filled: CSV and XLSX files, together, as a set. All of it is published or
 * nothing; every broken row is reported with file, row, column and rule; the same set again changes
 * nothing.
 *
 * <p>Rows go through a temporary table per kind, in which PostgreSQL finds what is new, what has
 * changed and what is gone, ends the old versions, publishes the new ones and writes one event for
 * each, in one transaction. Price rules are compiled by the catalogue before the commit, so a rule
 * that cannot be computed is never published.
 */
@NullMarked
@ApplicationModule(
        displayName = "导入",
        allowedDependencies = {"platform", "web", "apidoc", "sheets", "register", "catalog", "db"})
package org.mingjia.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
