package dev.milepost.policy.formats;

import dev.milepost.policy.formats.XmlDocument.XmlPath;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads results of tests in the XML that JUnit's tools write. The cases are counted, not the sums that suites state. */
final class TestReports implements XmlDocument.Visitor {

    /** Of the outermost suite: the reports of several suites stand side by side. */
    private String name = "";

    private int tests;
    private int failed;
    private int errors;
    private int skipped;
    private double seconds;
    private @Nullable Instant latest;
    private @Nullable String outcome;

    private TestReports() {}

    static ReadEvidence read(byte[] document) {
        var report = new TestReports();
        XmlDocument.visit(document, report);
        var facts = Facts.object();
        facts.put("tests", report.tests);
        facts.put("failed", report.failed);
        facts.put("errors", report.errors);
        facts.put("skipped", report.skipped);
        facts.put("seconds", Math.round(report.seconds * 1_000) / 1_000.0);
        return ReadEvidence.of(EvidenceKind.JUNIT, report.name, report.latest, facts);
    }

    @Override
    public void start(XmlPath at, UnaryOperator<@Nullable String> attributes) {
        switch (at.name()) {
            case "testsuite", "testsuites" -> {
                startedAt(attributes.apply("timestamp"));
                var stated = attributes.apply("name");
                if (at.parent().isEmpty() && stated != null) {
                    name = Facts.text(Facts.NAME, stated);
                }
            }
            case "testcase" -> {
                tests++;
                seconds += Numbers.positive(attributes.apply("time"));
                outcome = null;
            }
            case "failure", "error", "skipped" -> {
                if (at.parent().equals("testcase") && !"error".equals(outcome)) {
                    outcome = at.name();
                }
            }
            default -> {
                // Output and properties.
            }
        }
    }

    @Override
    public void end(XmlPath at, String text) {
        if (at.name().equals("testcase") && outcome != null) {
            switch (outcome) {
                case "failure" -> failed++;
                case "error" -> errors++;
                default -> skipped++;
            }
            outcome = null;
        }
    }

    private void startedAt(@Nullable String text) {
        var time = text == null ? null : Facts.time(text);
        if (time != null && (latest == null || time.isAfter(latest))) {
            latest = time;
        }
    }
}
