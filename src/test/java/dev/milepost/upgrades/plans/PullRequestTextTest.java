package dev.milepost.upgrades.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.upgrades.plans.MergedService.Versions;
import dev.milepost.upgrades.plans.UpgradePlanning.UpgradePlan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.semver4j.Semver;

/** The pull request of a plan. */
class PullRequestTextTest {

    @Test
    void tellsWhatIsLeftToDoAndWhatChanged() {
        var text = text(new Changelog(
                List.of("metrics"), List.of(), List.of("a\nprobe"), List.of(), List.of("CVE-2026-1 is closed")));

        assertThat(text.branch()).isEqualTo("milepost/upgrade-quarkus-service-1.1.0");
        assertThat(text.title()).isEqualTo("Upgrade quarkus-service to 1.1.0");
        assertThat(text.description())
                .startsWith("Upgrades `orders` from quarkus-service 1.0.0 to 1.1.0.\n")
                .contains("## Conflicts to resolve\n\n- `a.txt`")
                .contains("## Files to delete\n\n- `old.txt`\n")
                .contains("## Parameters to confirm\n\n- `contact`, assumed `\"jane\"`\n")
                .endsWith("## Changes of 1.1.0\n\n- Security: CVE-2026-1 is closed\n- Added: metrics\n"
                        + "- Fixed: a probe\n");
    }

    @Test
    void isCutToWhatPullRequestsHold() {
        var entries = IntStream.range(0, 5_000).mapToObj(n -> "change " + n).toList();

        var text = text(new Changelog(entries, List.of(), List.of(), List.of(), List.of()));

        assertThat(text.description())
                .hasSizeLessThanOrEqualTo(30_000)
                .endsWith("\n\n_The rest is in the answer of Milepost._\n");
    }

    private static PullRequestText text(Changelog changelog) {
        var from = release("1.0.0", new Changelog(List.of("all"), List.of(), List.of(), List.of(), List.of()));
        var path = UpgradePath.of(from, List.of(release("1.1.0", changelog)), ModuleUpgradePath.of(Stream.of()));
        var base = MergedCheckouts.tree("a.txt", "base\n", "old.txt", "old\n", "b.txt", "b\n");
        var target = MergedCheckouts.tree("a.txt", "template\n", "b.txt", "b\n");
        var request = """
                {"files": {"a.txt": "service\\n", "old.txt": "old\\n", "b.txt": "b\\n"}}
                """.getBytes(StandardCharsets.UTF_8);
        var merged = MergedService.of(
                new Versions(
                        "quarkus-service",
                        "1.0.0",
                        MergedCheckouts.rendered(base, Map.of()),
                        "1.1.0",
                        MergedCheckouts.rendered(target, Map.of())),
                PlanRequestReader.json(request, null, null).checkout(),
                List.of());
        var asked = new AskedValue("contact", TextNode.valueOf("jane"), true, JsonNodeFactory.instance.objectNode());
        return PullRequestText.of(
                new UpgradePlan(
                        "orders",
                        "quarkus-service",
                        path,
                        JsonNodeFactory.instance.objectNode(),
                        List.of(asked),
                        merged),
                List.of());
    }

    private static TemplateRelease release(String version, Changelog changelog) {
        return new TemplateRelease(new Semver(version), Instant.EPOCH, false, changelog, Map.of(), Map.of(), Map.of());
    }
}
