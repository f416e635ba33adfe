package org.mingjia.search;

import org.jspecify.annotations.Nullable;

/**
 * Turns the engine's answer into ours while it is read: the public view of a hit is copied byte by
 * byte, nothing becomes an object tree, and no word of the engine gets through.
 */
final class AnswerWriter implements EngineReader.Finder {
    private final Highlighter highlighter;
    private final byte[] source;
    private final long day;
    private final int limit;
    private final boolean withViews;
    private final JsonBody answer;

    private long total;
    private int hits;
    private EngineReader.@Nullable Hit last;
    private String facet = "";

    private AnswerWriter(Words words, byte[] source, long day, int limit, boolean withViews) {
        this.day = day;
        this.highlighter = new Highlighter(words);
        this.source = source;
        this.limit = limit;
        this.withViews = withViews;
        this.answer = new JsonBody(source.length + source.length / 4);
    }

    /** The page; of the engine's hits the one beyond the limit only tells that there is more. */
    static byte[] search(OfferingQuery query, Words words, byte[] source, long tookMillis) {
        return new AnswerWriter(words, source, query.asOf().toEpochDay(), query.limit(), true)
                .page(query, words, tookMillis);
    }

    static byte[] suggestions(Words words, byte[] source, int limit) {
        return new AnswerWriter(words, source, 0, limit, false).suggestions();
    }

    private byte[] page(OfferingQuery query, Words words, long tookMillis) {
        return answer.object(
                        () -> {
                            read("hits");
                            answer.member("total", total);
                            String next = nextCursor(query, words);
                            if (next == null) {
                                answer.nullMember("nextCursor");
                            } else {
                                answer.member("nextCursor", next);
                            }
                            answer.member("degraded", false).member("tookMs", tookMillis);
                        })
                .toBytes();
    }

    private byte[] suggestions() {
        return answer.object(
                        () -> {
                            read("items");
                            answer.member("degraded", false);
                        })
                .toBytes();
    }

    /** The engine writes hits before facets, so that each list is complete when the next begins. */
    private void read(String listName) {
        try (var engine = new EngineReader(source, day, this)) {
            answer.beginArray(listName);
            engine.readHits();
            answer.endArray();
            if (withViews) {
                answer.object("facets", engine::readFacets);
            }
        }
    }

    private @Nullable String nextCursor(OfferingQuery query, Words words) {
        if (hits <= limit || last == null) {
            return null;
        }
        var sort = last.sort();
        float score = words.isBlank() ? 0 : Float.parseFloat(sort.getFirst());
        int tieHash = Integer.parseInt(sort.get(sort.size() - 2));
        return new Cursor(score, tieHash, sort.getLast()).encode(query);
    }

    @Override
    public void total(long found) {
        total = found;
    }

    @Override
    public void hit(EngineReader.Hit hit) {
        hits++;
        if (hits > limit) {
            return;
        }
        last = hit;
        answer.object(() -> {
            answer.member("type", hit.type());
            answer.member("code", hit.code());
            answer.member("name", hit.name());
            answer.object("highlight", () -> highlight(hit));
            if (withViews && hit.viewFrom() < hit.viewTo()) {
                answer.rawMembers(source, hit.viewFrom(), hit.viewTo());
            }
            if (withViews && hit.periodFrom() < hit.periodTo()) {
                answer.rawMembers(source, hit.periodFrom(), hit.periodTo());
            }
        });
    }

    /** The name always; and an alias, when it and not the name is what was asked for. */
    private void highlight(EngineReader.Hit hit) {
        var name = highlighter.mark(hit.name());
        answer.member("name", name.html());
        if (name.whole()) {
            return;
        }
        for (String alias : hit.aliases()) {
            var marked = highlighter.mark(alias);
            if (marked.whole() && marked.marked()) {
                answer.member("alias", marked.html());
                return;
            }
        }
    }

    @Override
    public void facet(String name, Runnable buckets) {
        facet = name;
        answer.array(name, buckets);
    }

    @Override
    public void bucket(String key, long count) {
        answer.object(() -> {
            answer.member("value", FacetLabels.value(key));
            answer.member("label", FacetLabels.label(facet, key));
            answer.member("count", count);
        });
    }
}
