/**
 * 目录登记 The register: regions, departments, acts, items, what an act may demand of whom, price
 * rules, the working-day calendar.
 *
 * <p>Every row is a version, in force over a half-open range of days that cannot overlap its
 * neighbour's (temporal keys). Readings are one statement that PostgreSQL answers as JSON.
 */
@NullMarked
@ApplicationModule(
        displayName = "目录登记",
        allowedDependencies = {"platform", "web", "apidoc", "catalog", "db"})
package org.mingjia.register;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
