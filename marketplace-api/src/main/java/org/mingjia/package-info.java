/** 明价 The marketplace service: one flat package per slice, see {@code README.md}. */
@NullMarked
package org.mingjia;

import org.jspecify.annotations.NullMarked;
