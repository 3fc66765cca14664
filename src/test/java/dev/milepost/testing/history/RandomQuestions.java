package dev.milepost.testing.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What may be asked of a random history. */
public final class RandomQuestions {

    /** Some whose clocks change while the histories last: by half an hour, and at midnight itself. */
    static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "Asia/Kolkata",
            "America/Los_Angeles",
            "Pacific/Apia",
            "Australia/Lord_Howe",
            "Asia/Beirut",
            "America/Santiago");

    private static final List<String> TIERS = List.of("production", "production", "staging", "testing", "other");

    private RandomQuestions() {}

    /** Parameters for each service alone and for all together: everything, and some windows, tiers and intervals. */
    public static List<Map<String, List<String>>> about(List<String> services, long seed) {
        var random = new SeededRandom(new Random(seed));
        var groups = new ArrayList<List<String>>();
        services.forEach(service -> groups.add(List.of(service)));
        groups.add(services);
        var questions = new ArrayList<Map<String, List<String>>>();
        for (var group : groups) {
            questions.add(
                    question(group, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-07-01T00:00:00Z")));
            questions.add(vary(random, question(group, edge(random, -5, 20), edge(random, 21, 70))));
            questions.add(vary(random, question(group, edge(random, 0, 15), edge(random, 16, 40))));
            questions.add(vary(random, question(group, edge(random, 0, 15), edge(random, 16, 40))));
        }
        return questions;
    }

    private static Map<String, List<String>> question(List<String> services, Instant from, Instant to) {
        var params = new LinkedHashMap<String, List<String>>();
        params.put("service", services);
        params.put("from", List.of(from.toString()));
        params.put("to", List.of(to.toString()));
        return params;
    }

    private static Map<String, List<String>> vary(SeededRandom random, Map<String, List<String>> params) {
        params.put("environment", List.of(random.pick(TIERS)));
        params.put("tz", List.of(random.pick(ZONES)));
        if (random.chance(40)) {
            params.put("start", List.of(random.either("commit", "first_commit", "opened", "merged")));
        }
        if (random.chance(70)) {
            params.put("interval", List.of(random.either("day", "week", "month")));
        }
        return params;
    }

    /** A moment some days in: midnight somewhere, the hour, or any. */
    static Instant edge(SeededRandom random, int leastDays, int mostDays) {
        var moment = random.about(Timeline.BEGINNING, 24 * leastDays, 24 * mostDays);
        return switch (random.below(3)) {
            case 0 -> moment.truncatedTo(ChronoUnit.DAYS);
            case 1 -> moment.truncatedTo(ChronoUnit.HOURS);
            default -> moment.truncatedTo(ChronoUnit.MICROS);
        };
    }
}
