/**
 * 本地运行环境: PostgreSQL and Elasticsearch from their Maven artifacts, for development and tests only.
 *
 * <p>Each server is guarded by a child JVM of its own, whose standard input is its life line: when
 * the parent goes, however it goes, the pipe ends and the child stops its server. A child answers
 * on standard output with one line, {@code READY key=value …} or {@code FAILED reason}; its log
 * goes to a file. So either server can be killed and started again alone, which tests need.
 */
@NullMarked
package org.mingjia.ops.stack;

import org.jspecify.annotations.NullMarked;
