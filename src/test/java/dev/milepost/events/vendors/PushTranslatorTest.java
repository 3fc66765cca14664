package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.vendors.GitHubEventDrafts.GitHubEventDraft;
import dev.milepost.events.vendors.GitHubRepository.BranchFilter;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushTranslatorTest {

    private static final String BEFORE = "1".repeat(40);
    private static final String FIRST = "2".repeat(40);
    private static final String AFTER = "3".repeat(40);

    @Test
    void translatesEachCommit() {
        var facts = translate(ExampleDelivery.of("github/push"), "default").drafts();

        assertThat(facts).hasSize(2);
        var event = facts.get(0).draft().toEvent("github.com/acme/payments", "payments-api", "d-1");
        assertThat(event.attributes())
                .containsEntry("id", "commit/" + FIRST + "/payments-api")
                .containsEntry("source", "github.com/acme/payments")
                .containsEntry("type", "dev.milepost.change.created")
                .containsEntry("time", "2026-06-10T11:30:00+02:00")
                .containsEntry("webhookdelivery", "d-1");
        assertThat(event.json().toString())
                .isEqualTo("{\"commit_sha\":\"" + FIRST + "\",\"committed_at\":\"2026-06-10T11:30:00+02:00\","
                        + "\"branch\":\"main\",\"repository\":\"github.com/acme/payments\","
                        + "\"parent_shas\":[\"" + BEFORE + "\"],\"service_id\":\"payments-api\"}");
        assertThat(facts.get(0).selection().files()).containsExactly("api/src/Euro.java", "api/pom.xml");
    }

    @Test
    void derivesIdentityFromCommit() {
        var once = translate(ExampleDelivery.of("github/push"), "*")
                .drafts()
                .get(0)
                .draft()
                .toEvent("s", "a", "d-1");
        var again = translate(ExampleDelivery.of("github/push").with("/ref", "refs/heads/release/2"), "*")
                .drafts()
                .get(0)
                .draft()
                .toEvent("s", "a", "d-2");

        assertThat(again.attributes().get("id")).isEqualTo(once.attributes().get("id"));
    }

    @Test
    void detectsKindByMessage() {
        var facts = translate(ExampleDelivery.of("github/push"), "default").drafts();
        var reverting = translate(
                        ExampleDelivery.of("github/push")
                                .withOnlyCommit(0)
                                .with("/commits/0/message", "Revert \"x\"\n\nMore"),
                        "default")
                .drafts();

        assertThat(data(facts.get(0), "kind")).isEmpty();
        assertThat(data(facts.get(1), "kind")).isEqualTo("fix");
        assertThat(data(reverting.get(0), "kind")).isEqualTo("revert");
    }

    @Test
    void setsParentOfSingleCommit() {
        var one = ExampleDelivery.of("github/push").withOnlyCommit(1);

        var facts = translate(one, "default").drafts();

        var event = facts.get(0).draft().toEvent("s", "a", null);
        assertThat(event.json().path("parent_shas").toString()).isEqualTo("[\"" + BEFORE + "\"]");
        assertThat(event.attributes()).doesNotContainKey("webhookdelivery");
    }

    /** No delivery names the earlier commit that the forced push continues. */
    @Test
    void continuesTheHeadBeforeAForcedPush() {
        var one = ExampleDelivery.of("github/push").withOnlyCommit(1).with("/forced", true);

        assertThat(parents(translate(one, "default").drafts().get(0))).containsExactly(BEFORE);
    }

    @Test
    void omitsParentOfFirstPush() {
        var one = ExampleDelivery.of("github/push").withOnlyCommit(1).with("/created", true);

        assertThat(hasParents(translate(one, "default").drafts().get(0))).isFalse();
    }

    @Test
    void omitsParentOfOtherThanHead() {
        var one = ExampleDelivery.of("github/push").withOnlyCommit(1).with("/after", "another");

        assertThat(hasParents(translate(one, "default").drafts().get(0))).isFalse();
    }

    @Test
    void countsRemovedFilesAsTouched() {
        var push = ExampleDelivery.of("github/push").with("/commits/0/removed", List.of("ledger/pom.xml"));

        assertThat(translate(push, "default").drafts().get(0).selection().files())
                .contains("ledger/pom.xml");
    }

    /** The list has what lies between the head before and the head after, oldest first. */
    @Test
    void chainsTheCommitsOfAPush() {
        var facts = translate(ExampleDelivery.of("github/push"), "default").drafts();

        assertThat(parents(facts.get(0))).containsExactly(BEFORE);
        assertThat(parents(facts.get(1))).containsExactly(FIRST);
    }

    /** A new branch continues no head that is known, but its own commits do follow one another. */
    @ParameterizedTest
    @CsvSource({"/created, true", "/before, 0000000000000000000000000000000000000000"})
    void chainsTheCommitsOfANewBranch(String pointer, String value) {
        var push = ExampleDelivery.of("github/push").with(pointer, value.equals("true") ? (Object) true : value);

        var facts = translate(push, "default").drafts();

        assertThat(hasParents(facts.get(0))).isFalse();
        assertThat(parents(facts.get(1))).containsExactly(FIRST);
    }

    @Test
    void omitsParentsOfATruncatedList() {
        var cutAtTheEnd = ExampleDelivery.of("github/push").with("/after", "4".repeat(40));
        var cutByTheApi = ExampleDelivery.of("github/push").with("/size", 21);

        for (var push : List.of(cutAtTheEnd, cutByTheApi)) {
            var translated = translate(push, "default");
            assertThat(translated.merge()).isNull();
            assertThat(translated.drafts()).hasSize(2).noneMatch(PushTranslatorTest::hasParents);
        }
        assertThat(translate(ExampleDelivery.of("github/push").with("/size", 2), "default")
                        .drafts())
                .allMatch(PushTranslatorTest::hasParents);
    }

    @Test
    void omitsParentsOfAListOfTheGreatestLength() {
        var commits = IntStream.range(0, 2048)
                .mapToObj(i -> Map.of("id", "%040d".formatted(i), "timestamp", "2026-06-10T11:30:00Z"))
                .toList();
        var push = ExampleDelivery.of("github/push").with("/commits", commits).with("/after", "%040d".formatted(2047));

        assertThat(translate(push, "default").drafts()).hasSize(2048).noneMatch(PushTranslatorTest::hasParents);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Merge pull request #7 from acme/topic | true",
                "Merge branch 'topic' | true",
                "Merge branch 'main' into topic | true",
                "Merge branches 'a' and 'b' | true",
                "Merge remote-tracking branch 'origin/main' | true",
                "Merge tag 'v1' into main | true",
                "Merge commit '4f6c9a3' | true",
                "Merge the two forms of a price | false",
                "Merge pull request templates | false",
                "Do not Merge branch 'x' | false"
            })
    void detectsMergeCommitsByMessage(String message, boolean isMerge) {
        var push = ExampleDelivery.of("github/push").with("/commits/1/message", message);

        var facts = translate(push, "default").drafts();

        assertThat(facts.get(1).draft().isTrue("merge")).isEqualTo(isMerge);
    }

    /** A merge commit brings at least one other commit. A squash is alone, whatever its title. */
    @Test
    void takesSingleCommitsForNoMerge() {
        var push = ExampleDelivery.of("github/push")
                .withOnlyCommit(1)
                .with("/commits/0/message", "Merge branch 'main' into topic (#7)");

        assertThat(translate(push, "default").drafts().get(0).draft().isTrue("merge"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "refs/heads/main, default, true",
        "refs/heads/euros, default, false",
        "refs/heads/release/2.x, release/*, true",
        "refs/heads/release/2.x, ' release/*', true",
        "refs/heads/main, release/*, false",
        "refs/heads/main.x, main?x, false",
        "refs/heads/anything, *, true"
    })
    void readsConfiguredBranches(String ref, String branches, boolean read) {
        var push = ExampleDelivery.of("github/push").with("/ref", ref);

        assertThat(translate(push, branches).drafts().isEmpty()).isEqualTo(!read);
    }

    @Test
    void explainsIgnoredPush() {
        assertThat(translate(ExampleDelivery.of("github/push").with("/ref", "refs/tags/v1"), "*")
                        .reason())
                .contains("not to a branch");
        assertThat(translate(ExampleDelivery.of("github/push").with("/deleted", true), "*")
                        .reason())
                .contains("deleted");
        assertThat(translate(ExampleDelivery.of("github/push").with("/commits", List.of()), "*")
                        .reason())
                .contains("no commits");
        assertThat(translate(ExampleDelivery.of("github/push").with("/commits", Map.of("0", "a")), "*")
                        .reason())
                .contains("no commits");
        assertThat(translate(ExampleDelivery.of("github/push").with("/ref", "refs/heads/x"), "default")
                        .reason())
                .contains("milepost.webhooks.github.branches");
    }

    @Test
    void locatesMissingFields() {
        var push = ExampleDelivery.of("github/push").without("/commits/1/timestamp");

        assertThatThrownBy(() -> translate(push, "default")).isInstanceOfSatisfying(ProblemException.class, fault -> {
            assertThat(fault.status()).isEqualTo(422);
            assertThat(fault.faults()).containsExactly(new Fault("/commits/1/timestamp", "is required"));
        });
    }

    @Test
    void locatesInvalidUrl() {
        var push = ExampleDelivery.of("github/push").with("/repository/html_url", "payments");

        assertThatThrownBy(push::repository).hasMessageContaining("/repository/html_url");
    }

    private static GitHubEventDrafts translate(ExampleDelivery push, String branches) {
        return new PushTranslator(new BranchFilter(List.of(branches))).translate(push.payload(), push.repository());
    }

    private static List<String> parents(GitHubEventDraft fact) {
        return fact.draft()
                .toEvent("s", "a", null)
                .json()
                .path("parent_shas")
                .valueStream()
                .map(JsonNode::asText)
                .toList();
    }

    private static boolean hasParents(GitHubEventDraft fact) {
        return fact.draft().toEvent("s", "a", null).json().has("parent_shas");
    }

    /** A text of its event; empty where it has not that. */
    private static String data(GitHubEventDraft fact, String field) {
        return fact.draft().toEvent("s", "a", null).json().path(field).asText();
    }
}
