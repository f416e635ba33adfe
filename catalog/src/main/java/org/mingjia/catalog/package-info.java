/**
 * 目录 The pure domain: what may be asked for, on which legal ground, and what it may lawfully cost.
 *
 * <p>Nothing here knows a user, a clock, a row or a process. A date is always an argument, so the
 * answer given today can be recomputed in five years.
 */
@NullMarked
package org.mingjia.catalog;

import org.jspecify.annotations.NullMarked;
