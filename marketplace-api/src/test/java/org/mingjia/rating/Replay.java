package org.mingjia.rating;

import java.util.UUID;
import java.util.stream.Collectors;
import org.mingjia.Market;
import org.mingjia.Scratch;
import org.mingjia.grading.Means;
import org.mingjia.grading.Rated;
import org.mingjia.platform.Transactor;
import reactor.core.publisher.Mono;

/** The second pass of a rating on an instance that did not compute it. */
final class Replay {

    private final Transactor transactor;

    Replay(Market market) {
        this.transactor = market.context().getBean(Transactor.class);
    }

    Mono<String> results(UUID run) {
        String header = Scratch.ask("select header from rating_run where id = ?", run);
        int year = Integer.parseInt(Scratch.ask("select year from rating_run where id = ?", run));
        var formula = Lines.formula(header);
        return Lines.pages(transactor, "rating_input", run)
                .flatMapIterable(page -> page)
                .map(kept -> Lines.read(kept.line()))
                .collectList()
                .map(agencies -> {
                    var means = new Means(formula);
                    agencies.forEach(means::count);
                    return agencies.stream()
                            .map(agency -> Rated.of(formula, year, means, agency).line() + "\n")
                            .collect(Collectors.joining());
                });
    }
}
