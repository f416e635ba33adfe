package org.mingjia.indexing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a relay that catches up has written as of an event position that it has yet to reach. Every
 * event up to the head of the order is committed, so a document read after the head was known says
 * all that these events say, and need not be written again for each of them.
 */
final class WrittenAhead {
    /** Beyond it forgetting is cheaper than remembering. */
    private static final int MOST = 500_000;

    private final Set<String> items = new HashSet<>();
    private final Set<String> acts = new HashSet<>();
    private final Set<String> agencies = new HashSet<>();
    private final Set<String> offers = new HashSet<>();
    private final Set<String> described = new HashSet<>();
    private long head;

    /** Those of the things touched by events up to {@code last} that are not yet written so. */
    synchronized Touched missing(Touched touched, long last) {
        if (last > head) {
            forget();
        }
        return new Touched(
                without(touched.items(), items),
                without(touched.acts(), acts),
                without(touched.agencies(), agencies),
                without(touched.offers(), offers),
                without(touched.described(), described));
    }

    private static List<String> without(List<String> codes, Set<String> written) {
        return codes.stream().filter(code -> !written.contains(code)).toList();
    }

    /** These are written as of {@code at}, the head when they were read. */
    synchronized void wrote(Touched touched, long at) {
        if (remembered() > MOST) {
            forget();
        }
        if (remembered() == 0) {
            head = at;
        }
        items.addAll(touched.items());
        acts.addAll(touched.acts());
        agencies.addAll(touched.agencies());
        offers.addAll(touched.offers());
        described.addAll(touched.described());
    }

    private int remembered() {
        return items.size() + acts.size() + agencies.size() + offers.size() + described.size();
    }

    private void forget() {
        items.clear();
        acts.clear();
        agencies.clear();
        offers.clear();
        described.clear();
        head = 0;
    }
}
