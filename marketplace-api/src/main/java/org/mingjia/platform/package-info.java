/**
 * 底座 What every slice stands on: transactions, the event order, refusals, market time, settings,
 * the actor.
 *
 * <p>Decisions kept here: jOOQ builds SQL while Spring owns connections ({@link
 * org.mingjia.platform.Transactor}); an expected "no" is a {@link org.mingjia.platform.Refusal}
 * thrown inside {@link org.mingjia.platform.Refused}, which the web slice maps to HTTP in one
 * place.
 */
@NullMarked
@ApplicationModule(displayName = "底座", allowedDependencies = "db")
package org.mingjia.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
