/**
 * 线索 What somebody knows and does not want to sign. Neither who sends it nor from where is kept; it
 * opens no complaint and has no clock, and the token alone shows what became of it.
 */
@NullMarked
@ApplicationModule(
        displayName = "线索",
        allowedDependencies = {"platform", "web", "apidoc", "identity", "db"})
package org.mingjia.leads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
