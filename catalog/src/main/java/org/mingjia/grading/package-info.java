/**
 * 年度测评计分 What an agency's year comes to: a pure function of the published inputs and the published
 * formula, in exact fractions that are rounded once.
 *
 * <p>The files of {@code ops/rating-vectors} say so to every other language; {@code
 * ops/verify/rating.mjs} is one of them.
 */
@NullMarked
package org.mingjia.grading;

import org.jspecify.annotations.NullMarked;
