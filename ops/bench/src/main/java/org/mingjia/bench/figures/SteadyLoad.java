package org.mingjia.bench.figures;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Requests at a fixed rate, whether or not the ones before have been answered. The time to an answer
 * counts from the moment at which its request was due, so that a pause is felt by all that it delays.
 *
 * @param requests the one that is due as the n-th
 * @param perSecond requests due in a second
 */
record SteadyLoad(IntFunction<HttpRequest> requests, int perSecond) implements Arm.Load {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Pages, in turn. */
    static SteadyLoad of(List<URI> pages, int perSecond) {
        return new SteadyLoad(
                n ->
                        HttpRequest.newBuilder(pages.get(n % pages.size()))
                                .timeout(PATIENCE)
                                .build(),
                perSecond);
    }

    /**
     * One answer.
     *
     * @param status 0 when there was none, and the body says why
     * @param nanos since its request was due
     */
    record Answer(int status, String body, long nanos) {

        double millis() {
            return nanos / 1e6;
        }
    }

    /** So many requests; returns when the last has been answered. */
    List<Answer> fire(int count) {
        var answers = new ArrayList<CompletableFuture<Answer>>(count);
        long start = System.nanoTime();
        for (int n = 0; n < count; n++) {
            long due = start + n * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            answers.add(
                    HTTP.sendAsync(requests.apply(n), BodyHandlers.ofString())
                            .handle((answer, failure) ->
                                    answer == null
                                            ? new Answer(
                                                    0,
                                                    String.valueOf(failure),
                                                    System.nanoTime() - due)
                                            : new Answer(
                                                    answer.statusCode(),
                                                    answer.body(),
                                                    System.nanoTime() - due)));
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    @Override
    public Arm.Rate run(int seconds) {
        long start = System.nanoTime();
        var answers = fire(seconds * perSecond);
        double lasted = Sitting.seconds(start);
        for (Answer answer : answers) {
            if (answer.status() != 200) {
                throw new IllegalStateException("answered " + answer.status());
            }
        }
        return new Arm.Rate(
                answers.size() / lasted,
                percentile(answers, 50),
                percentile(answers, 99),
                answers.size());
    }

    /** The time in ms within which so many of a hundred were answered; 0 without any. */
    static double percentile(List<Answer> answers, int percent) {
        double[] took = answers.stream().mapToDouble(Answer::millis).toArray();
        Arrays.sort(took);
        return took.length == 0 ? 0 : took[took.length * percent / 100];
    }
}
