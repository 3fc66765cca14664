package dev.milepost.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much is measured.
 *
 * @param events how many are sent in each round, from acceptance until projected; 0 leaves intake out
 * @param rounds how often, after a first one that only warms up
 * @param freshness how long events are sent at a steady rate
 * @param budget the longest that one question is asked again and again
 * @param histories in deployments, each loaded into a database of its own
 */
record Sizes(int events, int rounds, Duration freshness, Duration budget, List<Integer> histories) {

    static Sizes of(String... arguments) {
        boolean quick = Arrays.asList(arguments).contains("--quick");
        var sizes = quick
                ? new Sizes(50_000, 1, Duration.ofSeconds(30), Duration.ofSeconds(3), List.of(10_000, 100_000))
                : new Sizes(200_000, 3, Duration.ofSeconds(60), Duration.ofSeconds(20), List.of(100_000, 1_000_000));
        for (var argument : arguments) {
            sizes = "--quick".equals(argument) ? sizes : sizes.with(argument);
        }
        return sizes;
    }

    private Sizes with(String argument) {
        var parts = argument.split("=", 2);
        if (parts.length == 2) {
            switch (parts[0]) {
                case "--events":
                    return new Sizes(Integer.parseInt(parts[1]), rounds, freshness, budget, histories);
                case "--seconds":
                    var seconds = Duration.ofSeconds(Long.parseLong(parts[1]));
                    return new Sizes(events, rounds, seconds, budget, histories);
                case "--histories":
                    var numbers = Stream.of(parts[1].split(",")).filter(n -> !n.isBlank());
                    return new Sizes(
                            events,
                            rounds,
                            freshness,
                            budget,
                            numbers.map(Integer::valueOf).toList());
                default:
                    break;
            }
        }
        throw new IllegalArgumentException(
                "Unknown option, use --quick, --events=N, --seconds=N or --histories=N,N: " + argument);
    }
}
