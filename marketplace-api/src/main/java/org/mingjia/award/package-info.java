/**
 * 选取与中选 From the deadline to the award: opening, draw, publicity, objections. Everything that it
 * publishes stays, and anyone can recompute it.
 */
@NullMarked
@ApplicationModule(
        displayName = "选取与中选",
        allowedDependencies = {
            "platform",
            "web",
            "apidoc",
            "register",
            "timers",
            "bidding",
            "beacon",
            "catalog",
            "selection",
            "db"
        })
package org.mingjia.award;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
