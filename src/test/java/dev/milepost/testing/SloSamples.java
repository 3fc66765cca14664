package dev.milepost.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.slo.objectives.CountSeries;
import dev.milepost.slo.objectives.Evaluation;
import dev.milepost.slo.objectives.Evaluation.EvaluationTime;
import dev.milepost.slo.objectives.EventFilter;
import dev.milepost.slo.objectives.Exclusions;
import dev.milepost.slo.objectives.Objective;
import dev.milepost.slo.objectives.Outcome;
import dev.milepost.slo.objectives.RatioIndicator;
import dev.milepost.slo.objectives.SliEvent;
import dev.milepost.slo.objectives.Slo;
import dev.milepost.slo.objectives.Slo.Description;
import dev.milepost.slo.objectives.Target;
import dev.milepost.slo.objectives.TimeWindow;
import dev.milepost.slo.openslo.OpenSloDocument;
import dev.milepost.slo.openslo.OpenSloReader;
import dev.milepost.slo.openslo.SloReader;
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
        return OpenSloReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    }

    public static Slo slo(String yaml) {
        return SloReader.read(documents(yaml)).get(0);
    }

    /** Of events, over 28 days, with the workbook's rules. */
    public static Slo slo(TimeWindow window, Objective... objectives) {
        var indicator = new RatioIndicator(
                Set.of("x.y"), List.of(), Optional.empty(), new Exclusions(List.of()), EventFilter.of("true"), false);
        var description = new Description("Sample", "", "sample", null, null);
        return new Slo("sample", description, indicator, window, List.of(objectives), Optional.empty());
    }

    public static Objective objective(String percent) {
        return new Objective("", Target.ofPercent(percent), Optional.empty());
    }

    public static Evaluation evaluate(String percent, CountSeries series) {
        var objective = objective(percent);
        var slo = slo(new TimeWindow.Rolling(DAYS_28), objective);
        return Evaluation.of(slo, objective, series, new EvaluationTime(NOW, Instant.EPOCH));
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

    public static SliEvent event(String id, String type, String time, String data) {
        return new SliEvent("/scaffolder", id, type, Instant.parse(time), json(data), null);
    }

    public static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
