/** A catalogue that is not pure. */
@NullMarked
package org.mingjia.planted.catalog;

import org.jspecify.annotations.NullMarked;
