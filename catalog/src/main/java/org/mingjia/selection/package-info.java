/**
 * 选取 How one of several bidders is selected: pure functions of published inputs.
 *
 * <p>Whoever has the bids as opened, the method with its parameters and the seed gets the same
 * ranking, draw by draw. The files of {@code ops/selection-vectors} say so to every other language;
 * {@code ops/verify} is one of them.
 */
@NullMarked
package org.mingjia.selection;

import org.jspecify.annotations.NullMarked;
