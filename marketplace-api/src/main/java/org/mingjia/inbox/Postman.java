package org.mingjia.inbox;

import java.time.Duration;
import java.util.List;
import org.mingjia.inbox.Mailing.Mail;
import org.mingjia.platform.Background;
import org.mingjia.platform.Transactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Carries the mail that is queued, for as long as the service runs; idle without a server. */
@Component
class Postman extends Background {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final int AT_ONCE = 4;

    private final Transactor transactor;
    private final Mailing mailing;

    Postman(Transactor transactor, Mailing mailing) {
        this.transactor = transactor;
        this.mailing = mailing;
    }

    @Override
    protected Disposable begin() {
        if (!mailing.configured()) {
            return Disposables.disposed();
        }
        Scheduler blocking = Schedulers.newBoundedElastic(AT_ONCE, 100, "mail");
        Disposable rounds = rounds(EVERY, Mono.defer(() -> round(blocking)), "mail waits", _ -> {});
        return Disposables.composite(rounds, blocking);
    }

    /** Batch after batch until nothing is due. */
    private Mono<Void> round(Scheduler blocking) {
        return Mono.defer(() -> transactor.inTransaction(Mailing::take))
                .repeat()
                .takeWhile(taken -> !taken.isEmpty())
                .concatMap(taken -> carry(taken, blocking), 1)
                .then();
    }

    private Mono<Void> carry(List<Mail> mails, Scheduler blocking) {
        return Flux.fromIterable(mails)
                .flatMap(
                        mail ->
                                Mono.fromRunnable(() -> mailing.send(mail))
                                        .subscribeOn(blocking)
                                        .then(
                                                Mono.defer(() ->
                                                        transactor.inTransaction(
                                                                tx -> Mailing.sent(tx, mail))))
                                        .onErrorResume(failure -> {
                                            LOG.warn(
                                                    "mail {} was not taken: {}",
                                                    mail.id(),
                                                    failure.toString());
                                            return transactor.inTransaction(
                                                    tx -> Mailing.failed(tx, mail, failure));
                                        }),
                        AT_ONCE)
                .then();
    }
}
