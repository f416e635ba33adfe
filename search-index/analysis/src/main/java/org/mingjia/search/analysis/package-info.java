/**
 * 分词与拼音: how Chinese text is cut and how it sounds.
 *
 * <p>{@link org.mingjia.search.analysis.Pinyin} and {@link org.mingjia.search.analysis.Syllables}
 * are plain Java, for whoever needs to know what a reader meant by {@code huanping} or {@code hp}.
 * The token filters beside them do the same inside Elasticsearch, as a stable plugin; they need
 * Lucene and are never loaded outside the engine.
 */
@NullMarked
package org.mingjia.search.analysis;

import org.jspecify.annotations.NullMarked;
