package org.mingjia;

import java.util.List;
import java.util.Map;
import org.mingjia.Cast.Party;
import org.mingjia.People.Person;
import org.mingjia.platform.Actor.Role;
import org.mingjia.rating.RatedYear;

/** The same as {@link RightContracts} for ratings, supervision and measures. */
final class RightRatings {
    /** What these answer, the authorisation table's test holds against its description. */
    static final List<String> READ =
            List.of(
                    "/api/rating-formulas",
                    "/api/rating-runs",
                    "/api/rating-runs/{year}/{version}",
                    "/api/rating-runs/{year}/{version}/inputs",
                    "/api/rating-runs/{year}/{version}/results",
                    "/api/ratings",
                    "/api/ratings/{uscc}",
                    "/api/ratings/{uscc}/{year}",
                    "/api/rating-appeals",
                    "/api/agencies/{uscc}/supervision-results",
                    "/api/agencies/{uscc}/conduct-findings",
                    "/api/measure-register",
                    "/api/measures",
                    "/api/measures/{id}");

    private static final Map<String, Object> WORDS = Map.of("text", "已按要求完成整改，附整改报告");

    private static RatedYear read;
    private static RatedYear fresh;
    private static RatedYear published;
    private static RatedYear appealed;

    private final Cast cast;

    RightRatings(Cast cast) {
        this.cast = cast;
    }

    /** Null when the route is of another kind. */
    Asked of(AuthorisationTable.Line line, Party owner) {
        String path = line.path();
        return switch (line.route()) {
            case "GET /api/rating-runs/{year}/{version}",
                    "GET /api/rating-runs/{year}/{version}/inputs",
                    "GET /api/rating-runs/{year}/{version}/results" ->
                    Asked.get(in(path, rated()));
            case "GET /api/ratings/{uscc}", "GET /api/ratings/{uscc}/{year}" -> {
                var year = rated();
                yield Asked.get(in(path, year).replace("{uscc}", RatedYear.many.uscc()));
            }
            case "POST /api/rating-formulas" ->
                    Asked.post(path, Map.of("basedOn", RatedYear.formula(), "reason", "沿用上一版"));
            case "POST /api/rating-runs" -> Asked.post(path, Map.of("year", unstarted().year));
            case "POST /api/rating-runs/{year}/{version}/appeals" -> {
                var year = unappealed();
                yield Asked.post(in(path, year), Map.of("text", "第三份合同按期交付，请核对交付记录"))
                        .by(RatedYear.many);
            }
            case "POST /api/rating-runs/{year}/{version}/appeals/{id}/decisions" -> {
                String id = undecided();
                var year = appealed;
                yield Asked.post(
                        in(path, year).replace("{id}", id),
                        Map.of("decision", "rejected", "reason", "经核对，交付确已逾期"));
            }
            case "GET /api/agencies/{uscc}/supervision-results",
                    "GET /api/agencies/{uscc}/conduct-findings" -> {
                rated();
                yield Asked.get(path.replace("{uscc}", RatedYear.many.uscc()));
            }
            case "POST /api/agencies/{uscc}/supervision-results" ->
                    Asked.post(
                            path.replace("{uscc}", agency(owner).uscc()),
                            Map.of("year", 2024, "score", 90, "ground", "双随机检查"));
            case "POST /api/conduct-findings/{id}/annulments" ->
                    Asked.post(
                            path.replace(
                                    "{id}",
                                    RatedYear.find(
                                            agency(owner), null, "complaint_upheld", "1999-05-05")),
                            Map.of("reason", "复核后撤销"));
            case "POST /api/measures" ->
                    Asked.post(
                            path,
                            Map.of(
                                    "uscc",
                                    agency(owner).uscc(),
                                    "kind",
                                    "reminder",
                                    "ground",
                                    "价目表未及时更新"));
            case "GET /api/measures/{id}", "POST /api/measures/{id}/statements" -> {
                String at = path.replace("{id}", opened(owner));
                yield line.isUnsafe() ? Asked.post(at, WORDS) : Asked.get(at);
            }
            case "POST /api/measures/{id}/decisions" ->
                    Asked.post(
                            path.replace("{id}", stated(owner)),
                            Map.of("decision", "confirm", "reason", "情况属实"));
            case "POST /api/measures/{id}/repairs" ->
                    Asked.post(path.replace("{id}", confirmed(owner)), WORDS);
            case "POST /api/measures/{id}/repair-decisions" -> {
                String id = confirmed(owner);
                agency(owner).post("/api/measures/" + id + "/repairs", WORDS);
                yield Asked.post(
                        path.replace("{id}", id), Map.of("grant", true, "reason", "已完成整改"));
            }
            default -> null;
        };
    }

    private static String in(String path, RatedYear year) {
        return path.replace("{year}", Integer.toString(year.year)).replace("{version}", "1");
    }

    /** One for all who read. */
    private static RatedYear rated() {
        synchronized (RightRatings.class) {
            if (read == null) {
                read = RatedYear.next().published(1);
            }
            return read;
        }
    }

    /** One without a run; who is refused leaves it to the next. Years that are over are few. */
    private static RatedYear unstarted() {
        synchronized (RightRatings.class) {
            if (fresh == null || count("rating_run r where r.year = ?", fresh) > 0) {
                fresh = RatedYear.next();
            }
            return fresh;
        }
    }

    /** One in publicity that nobody has appealed against. */
    private static RatedYear unappealed() {
        synchronized (RightRatings.class) {
            if (published == null
                    || count(
                                    "rating_appeal a join rating_run r on r.id = a.run_id where r.year = ?",
                                    published)
                            > 0) {
                // the one that somebody has just started will do
                if (fresh != null && count("rating_run r where r.year = ?", fresh) > 0) {
                    published = fresh;
                    fresh = null;
                    published.becomes(1, "publicity");
                } else {
                    published = RatedYear.next().published(1);
                }
            }
            return published;
        }
    }

    /** An appeal that waits for its decision, of {@link #appealed}. */
    private static String undecided() {
        synchronized (RightRatings.class) {
            String open =
                    "rating_appeal a join rating_run r on r.id = a.run_id where a.decision is null and r.year = ?";
            if (published != null && count(open, published) > 0) {
                appealed = published;
            } else if (appealed == null || count(open, appealed) == 0) {
                appealed = RatedYear.next().published(1);
                RatedYear.many.post(
                        appealed.path(1) + "/appeals", Map.of("text", "第三份合同按期交付，请核对交付记录"));
            }
            return Scratch.ask("select a.id::text from " + open, appealed.year);
        }
    }

    private static long count(String from, RatedYear year) {
        return Scratch.count("select count(*) from " + from, year.year);
    }

    private Person agency(Party owner) {
        return (owner.role() == Role.AGENCY ? owner : cast.first(Role.AGENCY)).person();
    }

    private String opened(Party owner) {
        return Sending.post(
                        "/api/measures",
                        Map.of(
                                "uscc",
                                agency(owner).uscc(),
                                "kind",
                                "reminder",
                                "ground",
                                "价目表未及时更新"))
                .text("id");
    }

    private String stated(Party owner) {
        String id = opened(owner);
        agency(owner).post("/api/measures/" + id + "/statements", WORDS);
        return id;
    }

    private String confirmed(Party owner) {
        String id = stated(owner);
        Sending.post(
                "/api/measures/" + id + "/decisions",
                Map.of("decision", "confirm", "reason", "情况属实"));
        return id;
    }
}
