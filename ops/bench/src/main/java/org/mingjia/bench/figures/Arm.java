package org.mingjia.bench.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One side of a comparison under load.
 *
 * @param name what is loaded
 * @param processes whose processor time a request costs, by name
 * @param load the load generator
 */
record Arm(String name, Map<String, Long> processes, Load load) {
    private static final int WARM_ROUNDS_AT_LEAST = 8;
    private static final int WARM_ROUNDS_AT_MOST = 20;
    private static final double STILL_RISING = 1.05;

    /** Puts load on something for as long as it is told. */
    interface Load {
        Rate run(int seconds);
    }

    /**
     * What a load generator saw.
     *
     * @param perSecond answers in a second
     * @param p50Millis, p99Millis of the time to an answer; 0 when the generator does not say
     * @param requests answers in all
     */
    record Rate(double perSecond, double p50Millis, double p99Millis, long requests) {}

    /**
     * The medians of an arm's rounds.
     *
     * @param cpuMicros processor time of a request in microseconds, by process
     */
    record Result(
            String arm,
            double perSecond,
            double p50Millis,
            double p99Millis,
            Map<String, Double> cpuMicros,
            List<Double> rounds) {

        double cpu() {
            return cpuMicros.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    private record Round(Rate rate, Map<String, Double> cpuMicros) {}

    /** Warms every arm, then A B A B: what disturbs the machine disturbs all of them. */
    static List<Result> compare(int rounds, int seconds, List<Arm> arms) {
        arms.forEach(arm -> arm.warm(seconds));
        var seen = new LinkedHashMap<Arm, List<Round>>();
        arms.forEach(arm -> seen.put(arm, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            seen.forEach((arm, list) -> list.add(arm.round(seconds)));
        }
        return seen.entrySet().stream().map(e -> e.getKey().result(e.getValue())).toList();
    }

    /** Until a round is no faster than the one before it: a JIT compiler needs minutes here. */
    private void warm(int seconds) {
        double before = 0;
        for (int round = 0; round < WARM_ROUNDS_AT_MOST; round++) {
            double now = load.run(seconds).perSecond();
            if (round >= WARM_ROUNDS_AT_LEAST && now < STILL_RISING * before) {
                return;
            }
            before = now;
        }
    }

    private Round round(int seconds) {
        var before = ProcessorTime.of(processes);
        Rate rate = load.run(seconds);
        var after = ProcessorTime.of(processes);
        var cpu = new LinkedHashMap<String, Double>();
        after.forEach((process, used) ->
                cpu.put(
                        process,
                        (used - before.getOrDefault(process, 0.0))
                                * 1e6
                                / Math.max(1, rate.requests())));
        return new Round(rate, cpu);
    }

    private Result result(List<Round> rounds) {
        var cpu = new LinkedHashMap<String, Double>();
        processes
                .keySet()
                .forEach(process ->
                        cpu.put(
                                process,
                                median(
                                        rounds.stream()
                                                .map(r -> r.cpuMicros().getOrDefault(process, 0.0))
                                                .toList())));
        return new Result(
                name,
                median(rounds.stream().map(r -> r.rate().perSecond()).toList()),
                median(rounds.stream().map(r -> r.rate().p50Millis()).toList()),
                median(rounds.stream().map(r -> r.rate().p99Millis()).toList()),
                cpu,
                rounds.stream().map(r -> r.rate().perSecond()).toList());
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
