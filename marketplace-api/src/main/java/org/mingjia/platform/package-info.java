/**
 * 底座 What every slice stands on: transactions, the event order, refusals and their problem+json,
 * lists, the actor.
 *
 * <p>Decisions kept here: jOOQ builds SQL while Spring owns connections ({@link
 * org.mingjia.platform.Transactor}); an expected "no" is a {@link org.mingjia.platform.Refusal}
 * thrown inside {@link org.mingjia.platform.Refused} and mapped to HTTP in one place; lists are
 * built as JSON by PostgreSQL and passed through as bytes.
 */
@NullMarked
@ApplicationModule(
        displayName = "底座",
        allowedDependencies = {"catalog", "db"})
package org.mingjia.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
