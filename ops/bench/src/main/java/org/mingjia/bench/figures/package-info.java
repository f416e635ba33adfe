/**
 * 成绩 What the whole service does in a second, beside what its parts do alone on the same machine.
 */
@NullMarked
package org.mingjia.bench.figures;

import org.jspecify.annotations.NullMarked;
