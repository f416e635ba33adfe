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

/**
 * Requests at a fixed rate, whether or not the ones before have been answered. The time to an answer
 * counts from the moment at which its request was due, so that a pause is felt by all that it delays.
 *
 * @param perSecond requests due in a second
 */
record SteadyLoad(List<URI> requests, int perSecond) implements Arm.Load {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public Arm.Rate run(int seconds) {
        int count = seconds * perSecond;
        long[] took = new long[count];
        var answers = new ArrayList<CompletableFuture<Void>>(count);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int request = i;
            long due = start + i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            answers.add(
                    HTTP.sendAsync(
                                    HttpRequest.newBuilder(requests.get(i % requests.size()))
                                            .timeout(Duration.ofSeconds(30))
                                            .build(),
                                    BodyHandlers.ofByteArray())
                            .thenAccept(answer -> {
                                if (answer.statusCode() != 200) {
                                    throw new IllegalStateException(
                                            answer.uri() + " answered " + answer.statusCode());
                                }
                                took[request] = System.nanoTime() - due;
                            }));
        }
        answers.forEach(CompletableFuture::join);
        double lasted = Sitting.seconds(start);
        Arrays.sort(took);
        return new Arm.Rate(
                count / lasted, millis(took[count / 2]), millis(took[count * 99 / 100]), count);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
