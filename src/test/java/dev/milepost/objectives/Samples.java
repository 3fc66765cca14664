package dev.milepost.objectives;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.entities.Format;
import dev.milepost.objectives.Slo.Description;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What the tests of objectives have in common. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    static final Duration DAYS_28 = Duration.ofDays(28);

    private Samples() {}

    static List<OpenSloDocument> documents(String yaml) {
        return OpenSloReader.read(yaml.getBytes(StandardCharsets.UTF_8), Format.YAML);
    }

    static Slo slo(String yaml) {
        return SloReader.read(documents(yaml)).get(0);
    }

    /** Of events, over 28 days, with the workbook's rules. */
    static Slo slo(TimeWindow window, Objective... objectives) {
        var indicator = new RatioIndicator(
                Set.of("x.y"), List.of(), Optional.empty(), new Exclusions(List.of()), Filter.of("true"), false);
        var description = new Description("Sample", "", "sample", null, null);
        return new Slo("sample", description, indicator, window, List.of(objectives), Optional.empty());
    }

    static Objective objective(String percent) {
        return new Objective("", Target.ofPercent(percent), Optional.empty());
    }

    static Evaluation evaluate(String percent, Series series) {
        var objective = objective(percent);
        var slo = slo(new TimeWindow.Rolling(DAYS_28), objective);
        return Evaluation.of(slo, objective, series, new Moment(NOW, Instant.EPOCH));
    }

    static Outcome good(Instant at) {
        return Outcome.valid(true, at);
    }

    static Outcome bad(Instant at) {
        return Outcome.valid(false, at);
    }

    /** So many outcomes within the 40 days before now, of all kinds. */
    static Stream<Outcome> any(Random random, int count) {
        return Stream.generate(() -> {
                    var at = NOW.minusSeconds(random.nextInt(40 * 86_400)).minusMillis(random.nextInt(1000));
                    return switch (random.nextInt(10)) {
                        case 0, 1 -> bad(at);
                        case 2 -> Outcome.excluded("cancelled", at);
                        case 3 -> Outcome.excluded("invalid_input", at);
                        case 4 -> Outcome.OPEN;
                        default -> good(at);
                    };
                })
                .limit(count);
    }

    static Occurrence event(String id, String type, String time, String data) {
        return new Occurrence("/scaffolder", id, type, Instant.parse(time), json(data), null);
    }

    static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
