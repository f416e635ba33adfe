package org.mingjia.search;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Walks through the engine's answer once, in its order, and hands over what matters. */
final class EngineReader implements AutoCloseable {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** What is found on the way. */
    interface Finder {
        void total(long total);

        void hit(Hit hit);

        /** A facet begins; its buckets follow. */
        void facet(String name, Runnable buckets);

        void bucket(String key, long count);
    }

    /**
     * One hit.
     *
     * @param viewFrom where the inside of its public view begins in the engine's bytes
     * @param viewTo where it ends
     * @param periodFrom where what is true on the day of the question begins, for what has periods
     * @param periodTo where it ends
     * @param sort its sort values, as the engine wrote them
     */
    record Hit(
            String type,
            String code,
            String name,
            List<String> aliases,
            int viewFrom,
            int viewTo,
            int periodFrom,
            int periodTo,
            List<String> sort) {}

    private final JsonParser json;
    private final Finder finder;
    private final long day;
    private int periodFrom;
    private int periodTo;

    /** Reads with the periods of a day, counted from 1970-01-01. */
    EngineReader(byte[] source, long day, Finder finder) {
        this.day = day;
        json = FACTORY.createParser(ObjectReadContext.empty(), source);
        this.finder = finder;
    }

    /** Reads up to the end of the hits. */
    void readHits() {
        json.nextToken();
        if (skippedTo("hits")) {
            hits();
        }
    }

    /** Reads the facets, which follow the hits. */
    void readFacets() {
        if (skippedTo("aggregations")) {
            facets();
        }
    }

    private boolean skippedTo(String name) {
        while (nextMember()) {
            if (json.currentName().equals(name)) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }

    @Override
    public void close() {
        json.close();
    }

    private void hits() {
        while (nextMember()) {
            switch (json.currentName()) {
                case "total" -> total();
                case "hits" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        hit();
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private void total() {
        while (nextMember()) {
            if (json.currentName().equals("value")) {
                finder.total(json.getLongValue());
            }
        }
    }

    private void hit() {
        String type = "";
        String code = "";
        String name = "";
        List<String> aliases = List.of();
        List<String> sort = List.of();
        int viewFrom = 0;
        int viewTo = 0;
        periodFrom = 0;
        periodTo = 0;
        int depth = 1;
        while (depth > 0) {
            if (!nextMember()) {
                depth--;
                continue;
            }
            switch (json.currentName()) {
                case "_source" -> depth++;
                case "type" -> type = json.getString();
                case "code" -> code = json.getString();
                case "name" -> name = json.getString();
                case "aliases" -> aliases = values();
                case "sort" -> sort = values();
                case "view" -> {
                    viewFrom = offset() + 1;
                    json.skipChildren();
                    viewTo = offset();
                }
                case "periods" -> periods();
                default -> json.skipChildren();
            }
        }
        finder.hit(
                new Hit(type, code, name, aliases, viewFrom, viewTo, periodFrom, periodTo, sort));
    }

    private void periods() {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            long from = Long.MAX_VALUE;
            long to = Long.MIN_VALUE;
            int begins = 0;
            int ends = 0;
            while (nextMember()) {
                switch (json.currentName()) {
                    case "from" -> from = json.getLongValue();
                    case "to" -> to = json.getLongValue();
                    default -> {
                        begins = offset() + 1;
                        json.skipChildren();
                        ends = offset();
                    }
                }
            }
            if (from <= day && day < to) {
                periodFrom = begins;
                periodTo = ends;
            }
        }
    }

    private void facets() {
        while (nextMember()) {
            finder.facet(json.currentName(), this::facet);
        }
    }

    /** A filtered facet wraps its counts in an object of the same shape. */
    private void facet() {
        while (nextMember()) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                facet();
            } else if (json.currentName().equals("buckets")) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    bucket();
                }
            }
        }
    }

    private void bucket() {
        String key = "";
        long count = 0;
        while (nextMember()) {
            switch (json.currentName()) {
                case "key" -> key = json.getString();
                case "doc_count" -> count = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        finder.bucket(key, count);
    }

    private List<String> values() {
        var values = new ArrayList<String>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values.add(json.getString());
        }
        return values;
    }

    /** Steps to the next member's value; false at the object's end. */
    private boolean nextMember() {
        if (json.nextToken() == JsonToken.END_OBJECT) {
            return false;
        }
        json.nextToken();
        return true;
    }

    private int offset() {
        return Math.toIntExact(json.currentTokenLocation().getByteOffset());
    }
}
