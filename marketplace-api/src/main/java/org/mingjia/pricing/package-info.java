/**
 * 明码标价 What agencies charge. A published price binds: it is the most that may be asked, it is never
 * changed, and one that follows another is announced first. Every rule is the database's (V006);
 * here it is said in words, with the bound, before the database has to say no.
 */
@NullMarked
@ApplicationModule(
        displayName = "明码标价",
        allowedDependencies = {
            "platform",
            "web",
            "apidoc",
            "sheets",
            "register",
            "quotes",
            "files",
            "catalog",
            "db"
        })
package org.mingjia.pricing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
