package dev.milepost.policy.decisions;

import static dev.milepost.policy.decisions.Samples.AT;
import static dev.milepost.policy.decisions.Samples.decision;
import static dev.milepost.policy.decisions.Samples.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.policy.engines.Status;
import dev.milepost.policy.engines.Violation;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void showsWhatIsWrong() {
        var summary = Summary.of(decision(
                "payments",
                AT,
                result("good", Status.PASS, Outcome.ALLOW),
                result(
                        "bad",
                        Status.MISSING_EVIDENCE,
                        Outcome.DENY,
                        new Violation(
                                "r", "No SBOM", "/evidence/cyclonedx", "Send it", "https://docs.acme.example/sbom"))));

        assertThat(summary)
                .startsWith(
                        "### Policies: denied\n\nHook `deploy` for `payments` in `prod` at commit `c1`.\n\nThe catalog has no entity\\.\n\n| Policy |")
                .contains(
                        "\n| Title of bad `bad` 1\\.0\\.0 | **missing evidence** | enforce | enforce is the mode of policies")
                .contains("- No SBOM *Send it* [More](https://docs.acme.example/sbom)\n");
        assertThat(summary.indexOf("`bad`")).isLessThan(summary.indexOf("`good`"));
    }

    @Test
    void saysThatNoPolicyApplies() {
        assertThat(Summary.of(decision("payments", AT))).contains("allowed").contains("No policy applies.");
    }

    /** Findings of scanners have texts of strangers. */
    @Test
    void escapesTexts() {
        var summary = Summary.of(decision(
                "a`|b",
                AT,
                result(
                        "p",
                        Status.FAIL,
                        Outcome.DENY,
                        new Violation(
                                null,
                                "<img src=x> [click](https://evil.example) @acme/all | `x`\n# heading",
                                null,
                                null,
                                "https://x.example/a)b(<c>"))));

        assertThat(summary)
                .contains(
                        "&lt;img src=x&gt; \\[click\\]\\(https://evil\\.example\\) @\u200Bacme/all \\| \\`x\\` \\# heading")
                .contains("[More](https://x.example/a%29b%28%3Cc%3E)")
                .contains("`a'\\|b`")
                .doesNotContain("<");
    }

    @Test
    void isBounded() {
        var many = IntStream.range(0, 300)
                .mapToObj(i -> result(
                        "p-" + i,
                        Status.FAIL,
                        Outcome.DENY,
                        IntStream.range(0, 50)
                                .mapToObj(j -> Violation.of("x".repeat(2_000)))
                                .toArray(Violation[]::new)))
                .toArray(PolicyResult[]::new);

        assertThat(Summary.of(decision("payments", AT, many)))
                .hasSizeLessThan(31_000)
                .contains("Decision `");
    }
}
