package dev.milepost.policy.formats;

import dev.milepost.policy.formats.XmlDocument.XmlPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the coverage of lines by tests, as Cobertura, JaCoCo and LCOV write it. */
final class CoverageReports {

    private CoverageReports() {}

    static ReadEvidence cobertura(byte[] document) {
        var totals = new Totals();
        var rate = new double[] {-1};
        XmlDocument.visit(document, new XmlDocument.Visitor() {
            @Override
            public void start(XmlPath at, UnaryOperator<@Nullable String> attributes) {
                if (at.is("coverage")) {
                    rate[0] = Numbers.of(attributes.apply("line-rate"), -1);
                    totals.valid = Numbers.count(attributes.apply("lines-valid"));
                    totals.covered = Numbers.count(attributes.apply("lines-covered"));
                    totals.at = epoch(attributes.apply("timestamp"));
                }
            }
        });
        if (rate[0] < 0 || rate[0] > 1) {
            throw Facts.invalid("/coverage/@line-rate", "must be a number from 0 to 1, as Cobertura writes it");
        }
        if (totals.covered.orElse(0) > totals.valid.orElse(Long.MAX_VALUE)) {
            throw Facts.invalid("/coverage/@lines-covered", "must not be more than lines-valid");
        }
        return totals.read(rate[0]);
    }

    static ReadEvidence jacoco(byte[] document) {
        var totals = new Totals();
        XmlDocument.visit(document, new XmlDocument.Visitor() {
            @Override
            public void start(XmlPath at, UnaryOperator<@Nullable String> attributes) {
                if (at.is("report", "counter") && "LINE".equals(attributes.apply("type"))) {
                    var covered = counter("covered", attributes);
                    totals.covered = OptionalLong.of(covered);
                    totals.valid = OptionalLong.of(covered + counter("missed", attributes));
                } else if (at.is("report", "sessioninfo")) {
                    totals.at = epoch(attributes.apply("dump"));
                }
            }
        });
        if (totals.valid.isEmpty()) {
            throw Facts.invalid("/report/counter", "of type LINE is missing: the report has no lines");
        }
        return totals.read(0);
    }

    private static long counter(String name, UnaryOperator<@Nullable String> attributes) {
        return Numbers.count(attributes.apply(name))
                .orElseThrow(() -> Facts.invalid("/report/counter/@" + name, "must be a count"));
    }

    /** @see <a href="https://man.archlinux.org/man/geninfo.1">geninfo, "Tracefile format"</a> */
    static ReadEvidence lcov(byte[] document) {
        long[] lines = new long[2];
        long[] listed = new long[2];
        boolean[] ended = new boolean[1];
        new String(document, StandardCharsets.UTF_8).lines().forEach(line -> {
            if (line.startsWith("LF:")) {
                lines[0] += count(line);
            } else if (line.startsWith("LH:")) {
                lines[1] += count(line);
            } else if (line.startsWith("DA:")) {
                listed[0]++;
                listed[1] += hits(line) > 0 ? 1 : 0;
            } else if (line.equals("end_of_record")) {
                ended[0] = true;
            }
        });
        if (!ended[0]) {
            throw Facts.invalid("", "has no complete record: end_of_record is missing");
        }
        var from = lines[0] > 0 ? lines : listed;
        if (from[1] > from[0]) {
            throw Facts.invalid("", "counts more covered lines (LH) than lines (LF)");
        }
        var totals = new Totals();
        totals.valid = OptionalLong.of(from[0]);
        totals.covered = OptionalLong.of(from[1]);
        return totals.read(0);
    }

    private static long count(String line) {
        return Numbers.count(line.substring(3).strip())
                .orElseThrow(() -> Facts.invalid("", "has a count that is no number: " + Facts.text(60, line)));
    }

    private static long hits(String line) {
        var parts = line.substring(3).strip();
        int first = parts.indexOf(',');
        int second = parts.indexOf(',', first + 1);
        return Numbers.count(parts.substring(first + 1, second < 0 ? parts.length() : second))
                .orElse(0);
    }

    private static final class Totals {

        private OptionalLong valid = OptionalLong.empty();
        private OptionalLong covered = OptionalLong.empty();
        private @Nullable Instant at;

        /** @param stated the rate if the lines are not counted */
        ReadEvidence read(double stated) {
            var counted = valid.isPresent() && covered.isPresent();
            var rate = counted && valid.getAsLong() > 0 ? covered.getAsLong() / (double) valid.getAsLong() : stated;
            var facts = Facts.object();
            facts.put("lines_valid", counted ? (Long) valid.getAsLong() : null);
            facts.put("lines_covered", counted ? (Long) covered.getAsLong() : null);
            facts.put("line_rate", Math.round(rate * 1_000_000) / 1_000_000.0);
            return ReadEvidence.of(EvidenceKind.COVERAGE, "", at, facts);
        }
    }

    /** The time in seconds or milliseconds since 1970, as tools differ; null if there is none, or none that is likely. */
    private static @Nullable Instant epoch(@Nullable String text) {
        var number = Numbers.count(text).orElse(0);
        var seconds = number >= 100_000_000_000L ? number / 1_000 : number;
        return seconds > 0 && seconds < 100_000_000_000L ? Instant.ofEpochSecond(seconds) : null;
    }
}
