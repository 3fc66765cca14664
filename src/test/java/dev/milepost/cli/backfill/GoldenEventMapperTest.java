package dev.milepost.cli.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenEventMapperTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private TestGitRepository git;

    @BeforeEach
    void create() throws IOException {
        git = TestGitRepository.create(folder.resolve("payments"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void mapsEachCommitToChangeWithParents() throws IOException {
        var first = git.commit("begin");
        var second = git.commit("go on");

        var changes = changes();

        assertThat(changes)
                .extracting(event -> event.path("id").asText())
                .containsExactly("change-" + first.name(), "change-" + second.name());
        assertThat(changes.get(0).toString()).isEqualTo("""
                {"specversion":"1.0","id":"change-%1$s","source":"git/payments","type":"dev.milepost.change.created",\
                "time":"2024-01-01T02:00:00+02:00","subject":"payments","datacontenttype":"application/json",\
                "data":{"commit_sha":"%1$s","service_id":"payments","committed_at":"2024-01-01T02:00:00+02:00",\
                "parent_shas":[],"branch":"main"}}""".formatted(first.name()));
        assertThat(parents(changes.get(1))).containsExactly(first.name());
    }

    @Test
    void mapsBothParentsOfMergeAndBranchOfMainLine() throws IOException {
        var base = git.commit("begin");
        var side = git.commit("side", "work", List.of(base));
        git.commit("main", "Merge side", List.of(base, side));

        var changes = changes();

        assertThat(parents(changes.get(2))).containsExactly(base.name(), side.name());
        assertThat(changes)
                .extracting(event -> event.path("data").path("branch").asText("none"))
                .containsExactly("main", "none", "main");
    }

    @Test
    void omitsParentsCutOffByShallowClone() throws IOException {
        git.commit("begin");
        var boundary = git.commit("go on");
        var tip = git.commit("and on");
        git.cutOffBefore(boundary);

        var changes = changes();

        assertThat(changes).hasSize(2);
        assertThat(changes.get(0).path("data").has("parent_shas")).isFalse();
        assertThat(changes.get(0).path("id").asText()).isEqualTo("change-" + boundary.name() + "-shallow");
        assertThat(changes.get(1).path("id").asText()).isEqualTo("change-" + tip.name());
    }

    @Test
    void detectsFixesAndRevertsBySubject() throws IOException {
        git.commit("fix(api)!: count once");
        git.commit("Revert \"feat: count\"");
        git.commit("revert: feat: count");
        git.commit("fixed all");
        git.commit("\n");

        assertThat(changes())
                .extracting(event -> event.path("data").path("kind").asText("none"))
                .containsExactly("fix", "revert", "revert", "none", "none");
    }

    @Test
    void containsNoPersonalData() throws IOException {
        git.annotatedTag("1.0.0", git.commit("fix: by Some One"), TestGitRepository.START);
        git.cloneOf("https://someone:secret@example.org/acme/pay.git");

        assertThat(events(HistorySelection.DEFAULT).toString())
                .contains("\"repository\":\"example.org/acme/pay\"")
                .doesNotContain(TestGitRepository.PERSON, "Some One", "secret");
    }

    @Test
    void takesDeploymentTimeFromAnnotatedTagOrCommit() throws IOException {
        var first = git.commit("begin");
        var second = git.commit("go on");
        git.annotatedTag("v1.0.0", first, TestGitRepository.START.plus(Duration.ofDays(1)));
        git.tag("v1.1.0", second);

        var deployments = deployments(HistorySelection.DEFAULT);

        assertThat(deployments)
                .extracting(event -> event.path("time").asText())
                .containsExactly("2024-01-01T03:00:00+02:00", "2024-01-02T02:00:00+02:00");
        assertThat(deployments.get(1).path("id").asText()).isEqualTo("deploy-production-v1.0.0-" + first.name());
        assertThat(deployments.get(1).path("data").toString()).isEqualTo("""
                {"deployment_id":"v1.0.0","service_id":"payments","environment":"production","status":"success",\
                "commit_sha":"%s"}""".formatted(first.name()));
    }

    @Test
    void keepsTagTimeBeforeCommitTime() throws IOException {
        git.annotatedTag("1.0", git.commit("begin"), TestGitRepository.START.minus(Duration.ofDays(9)));

        assertThat(deployments(HistorySelection.DEFAULT).get(0).path("time").asText())
                .isEqualTo("2023-12-23T02:00:00+02:00");
    }

    @Test
    void peelsNestedTagsAndSkipsTagsOfNonCommits() throws IOException {
        var commit = git.commit("begin");
        git.annotatedTag("inner", commit, TestGitRepository.START);
        git.annotatedTagOfTag("1.0.0", git.repository().resolve("refs/tags/inner"), TestGitRepository.START);
        git.tag("2.0.0", git.repository().resolve("main^{tree}"));
        git.tag("3.0.0", ObjectId.fromString("1".repeat(40)));

        var deployments = deployments(HistorySelection.DEFAULT);

        assertThat(deployments)
                .singleElement()
                .satisfies(event -> assertThat(
                                event.path("data").path("commit_sha").asText())
                        .isEqualTo(commit.name()));
    }

    @Test
    void includesCommitsOfReleaseBranches() throws IOException {
        var base = git.commit("begin");
        var patch = git.commit("release", "patch", List.of(base));
        git.tag("1.0.1", patch);

        assertThat(changes())
                .extracting(event -> event.path("data").path("commit_sha").asText())
                .contains(patch.name());
    }

    @Test
    void separatesEventsByServiceAndEnvironment() throws IOException {
        git.tag("1.0.0", git.commit("begin"));

        try (var checkout = LocalRepository.open(git.folder());
                var history = GitHistory.read(checkout, HistorySelection.DEFAULT)) {
            var ids = new ArrayList<String>();
            new GoldenEventMapper(history, "a b/ü", Optional.empty(), "prod-eu")
                    .forEach(event -> ids.add(event.source() + " " + event.id().split("-1.0.0")[0]));

            assertThat(ids).last().isEqualTo("git/a+b/%C3%BC deploy-prod-eu");
        }
    }

    @Test
    void isDeterministic() throws IOException {
        git.grow(200);
        git.tag("1.0.0", git.repository().resolve(Constants.R_HEADS + "main"));

        assertThat(events(HistorySelection.DEFAULT)).hasSize(201).isEqualTo(events(HistorySelection.DEFAULT));
    }

    private List<JsonNode> changes() throws IOException {
        return events(HistorySelection.DEFAULT).stream()
                .filter(event -> event.path("type").asText().endsWith("change.created"))
                .toList();
    }

    private List<JsonNode> deployments(HistorySelection selection) throws IOException {
        return events(selection).stream()
                .filter(event -> event.path("type").asText().endsWith("deploy.completed"))
                .toList();
    }

    private List<JsonNode> events(HistorySelection selection) throws IOException {
        var events = new ArrayList<JsonNode>();
        try (var checkout = LocalRepository.open(git.folder());
                var history = GitHistory.read(checkout, selection)) {
            new GoldenEventMapper(history, "payments", checkout.origin().map(GitOrigin::repository), "production")
                    .forEach(event -> events.add(JSON.readTree(JSON.writeValueAsBytes(event))));
        }
        return events;
    }

    private static List<String> parents(JsonNode event) {
        var parents = new ArrayList<String>();
        event.path("data").path("parent_shas").forEach(parent -> parents.add(parent.asText()));
        return parents;
    }
}
