/**
 * 检索: one query box over acts 行政行为 and items 中介服务事项.
 *
 * <pre>
 * register ──OfferingDocument──► Indexer ──_bulk──► mingjia-offering (alias) ──► mingjia-offering-v1-…
 * reader ──OfferingQuery──► Searcher ──_search──► bytes ──AnswerWriter──► the answer's own JSON
 * </pre>
 *
 * <p>The engine is reached over plain HTTP: the hot path builds a query with a small writer and
 * turns the engine's bytes into ours while it reads them, without an object tree in between.
 */
@NullMarked
package org.mingjia.search;

import org.jspecify.annotations.NullMarked;
