package dev.milepost.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.entities.Format;
import dev.milepost.objectives.Evaluation;
import dev.milepost.objectives.Exclusions;
import dev.milepost.objectives.Filter;
import dev.milepost.objectives.Moment;
import dev.milepost.objectives.Objective;
import dev.milepost.objectives.Occurrence;
import dev.milepost.objectives.Outcome;
import dev.milepost.objectives.RatioIndicator;
import dev.milepost.objectives.Series;
import dev.milepost.objectives.Slo;
import dev.milepost.objectives.Slo.Description;
import dev.milepost.objectives.Target;
import dev.milepost.objectives.TimeWindow;
import dev.milepost.openslo.OpenSloDocument;
import dev.milepost.openslo.OpenSloReader;
import dev.milepost.openslo.SloReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** What the tests of objectives have in common. */
public final class SloSamples {

    public static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    public static final Duration DAYS_28 = Duration.ofDays(28);

    private SloSamples() {}

    public static List<OpenSloDocument> documents(String yaml) {
        return OpenSloReader.read(yaml.getBytes(StandardCharsets.UTF_8), Format.YAML);
    }

    public static Slo slo(String yaml) {
        return SloReader.read(documents(yaml)).get(0);
    }

    /** Of events, over 28 days, with the workbook's rules. */
    public static Slo slo(TimeWindow window, Objective... objectives) {
        var indicator = new RatioIndicator(
                Set.of("x.y"), List.of(), Optional.empty(), new Exclusions(List.of()), Filter.of("true"), false);
        var description = new Description("Sample", "", "sample", null, null);
        return new Slo("sample", description, indicator, window, List.of(objectives), Optional.empty());
    }

    public static Objective objective(String percent) {
        return new Objective("", Target.ofPercent(percent), Optional.empty());
    }

    public static Evaluation evaluate(String percent, Series series) {
        var objective = objective(percent);
        var slo = slo(new TimeWindow.Rolling(DAYS_28), objective);
        return Evaluation.of(slo, objective, series, new Moment(NOW, Instant.EPOCH));
    }

    public static Outcome good(Instant at) {
        return new Outcome(Outcome.Kind.GOOD, at, "");
    }

    public static Outcome bad(Instant at) {
        return new Outcome(Outcome.Kind.BAD, at, "");
    }

    /** So many outcomes within the 40 days before now, of all kinds. */
    public static Stream<Outcome> any(Random random, int count) {
        return Stream.generate(() -> {
                    var at = NOW.minusSeconds(random.nextInt(40 * 86_400)).minusMillis(random.nextInt(1000));
                    return switch (random.nextInt(10)) {
                        case 0, 1 -> bad(at);
                        case 2 -> new Outcome(Outcome.Kind.EXCLUDED, at, "cancelled");
                        case 3 -> new Outcome(Outcome.Kind.EXCLUDED, at, "invalid_input");
                        case 4 -> Outcome.OPEN;
                        default -> good(at);
                    };
                })
                .limit(count);
    }

    public static Occurrence event(String id, String type, String time, String data) {
        return new Occurrence("/scaffolder", id, type, Instant.parse(time), json(data), null);
    }

    public static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
