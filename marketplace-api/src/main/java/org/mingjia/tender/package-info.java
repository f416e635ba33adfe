/**
 * 采购需求 What an owner asks for: drafted, checked while it is typed, reviewed where the region wants
 * it, published with its lots, and read by everybody. 清单之外无服务: a request is published only of items
 * that are on the list, needed by the act and payable by its owner on that day.
 */
@NullMarked
@ApplicationModule(
        displayName = "采购需求",
        allowedDependencies = {
            "platform",
            "web",
            "apidoc",
            "register",
            "quotes",
            "timers",
            "sealing",
            "catalog",
            "selection",
            "db"
        })
package org.mingjia.tender;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
