package org.mingjia.offers;

/** GB/T 2260 codes as whole numbers, which a pass over ten thousand agencies compares. */
final class Places {

    private static final int PROVINCE = 10_000;
    private static final int PREFECTURE = 100;

    private Places() {}

    static int of(String code) {
        return Integer.parseInt(code);
    }

    static String code(int place) {
        return "%06d".formatted(place);
    }

    /** Whether a scope holds a place: itself, or a place inside it. */
    static boolean covers(int scope, int place) {
        if (scope == 0 || scope == place) {
            return true;
        }
        if (scope % PROVINCE == 0) {
            return scope / PROVINCE == place / PROVINCE;
        }
        return scope % PREFECTURE == 0 && scope / PREFECTURE == place / PREFECTURE;
    }

    /** 3 for a county, 2 for a prefecture, 1 for a province, 0 for the nation. */
    static int depth(int place) {
        if (place == 0) {
            return 0;
        }
        return place % PROVINCE == 0 ? 1 : place % PREFECTURE == 0 ? 2 : 3;
    }

    /**
     * How well a scope fits the place asked for, -1 when not at all: the scope nearest above the
     * place first (the county's entry before the prefecture's), then, for a place that is wider
     * than a county, what holds in a part of it.
     */
    static int fit(int scope, int place) {
        if (covers(scope, place)) {
            return 4 + depth(scope);
        }
        return covers(place, scope) ? 4 - depth(scope) : -1;
    }
}
