package org.mingjia.award;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.JSON;
import org.jspecify.annotations.Nullable;
import org.mingjia.selection.Bid;
import org.mingjia.selection.Method;
import org.mingjia.selection.Selection;
import tools.jackson.databind.json.JsonMapper;

/** A selection in the words of {@code ops/selection-vectors}, which every verifier reads. */
final class Words {

    private Words() {}

    static JSON working(Method method, List<Bid> bids, String seed, Selection selection) {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("method", of(method));
        all.put("bids", bids.stream().map(Words::of).toList());
        all.put("seed", seed);
        all.put("expected", of(selection));
        return json(all);
    }

    static JSON json(Object value) {
        return JSON.valueOf(JsonMapper.shared().writeValueAsString(value));
    }

    private static Map<String, Object> of(Method method) {
        var words = new LinkedHashMap<String, Object>();
        words.put("code", method.code());
        JsonMapper.shared()
                .valueToTree(method)
                .properties()
                .forEach(member -> words.put(member.getKey(), member.getValue()));
        return words;
    }

    private static Map<String, Object> of(Bid bid) {
        var words = new LinkedHashMap<String, Object>();
        words.put("uscc", bid.uscc());
        words.put("amountFen", bid.amountFen());
        if (bid.credit() != null) {
            words.put("credit", bid.credit());
        }
        if (bid.scores() != null) {
            words.put("scores", bid.scores());
        }
        return words;
    }

    static String outcome(Selection selection) {
        return switch (selection) {
            case Selection.TooFew _ -> "too_few";
            case Selection.Ranked _ -> "ranked";
            case Selection.Shortlist _ -> "shortlist";
        };
    }

    private static Map<String, @Nullable Object> of(Selection selection) {
        var words = new LinkedHashMap<String, @Nullable Object>();
        words.put("outcome", outcome(selection));
        switch (selection) {
            case Selection.TooFew(int bids, int minimum) -> {
                words.put("bids", bids);
                words.put("minimum", minimum);
            }
            case Selection.Ranked ranked -> {
                words.put("ranking", ranked.ranking().stream().map(Words::of).toList());
                words.put("leftOut", ranked.leftOut());
                words.put("reference", ranked.reference());
                words.put("percent", ranked.percent());
                words.put("toExplain", ranked.toExplain());
                words.put("draws", ranked.draws());
            }
            case Selection.Shortlist shortlist -> {
                words.put("longList", shortlist.longList());
                words.put("shortList", shortlist.shortList());
                words.put("draws", shortlist.draws());
            }
        }
        return words;
    }

    private static Map<String, @Nullable Object> of(Selection.Place place) {
        var words = new LinkedHashMap<String, @Nullable Object>();
        words.put("rank", place.rank());
        words.put("uscc", place.uscc());
        words.put("amountFen", String.valueOf(place.amountFen()));
        words.put("score", place.score());
        return words;
    }
}
