package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.events.vendors.GitHubRepository.BranchFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What lies between two heads of main is the same by GitHub's deliveries as by git, and so are the merges. */
class PushGraphLawTest {

    private final BranchFilter branches = new BranchFilter(List.of("default"));

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void reachesWhatGitReaches(long seed) {
        var repository = new GeneratedRepository(seed);
        for (int i = 0; i < 15; i++) {
            repository.grow();
        }

        var described = described(repository);

        var parents = described.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> texts(entry.getValue(), "parent_shas")));
        var heads = repository.heads();
        for (int from = 0; from < heads.size(); from++) {
            for (int to = from; to < heads.size(); to++) {
                assertThat(between(
                                GeneratedRepository.reached(heads.get(from), parents),
                                GeneratedRepository.reached(heads.get(to), parents)))
                        .isEqualTo(between(repository.reached(heads.get(from)), repository.reached(heads.get(to))));
            }
        }
        assertThat(described)
                .allSatisfy((commit, data) -> assertThat(data.path("merge").asBoolean(false))
                        .as(commit)
                        .isEqualTo(repository.isMerge(commit)));
    }

    private static Set<String> between(Set<String> before, Set<String> after) {
        var difference = new HashSet<>(after);
        difference.removeAll(before);
        return difference;
    }

    /** The data that describes each commit: of the events of one time, that with the smallest id. */
    private Map<String, JsonNode> described(GeneratedRepository repository) {
        var pushes = repository.pushes().stream()
                .map(push -> new PushTranslator(branches).translate(push.payload(), push.repository()))
                .toList();
        var pullRequests = repository.pullRequests().stream()
                .map(merged -> new PullRequestTranslator(branches).translate(merged.payload(), merged.repository()))
                .toList();
        var together = pushes.stream()
                .map(push -> (PushedMerge) Objects.requireNonNull(push.merge()))
                .flatMap(push -> pullRequests.stream()
                        .map(one -> (MergedPullRequest) Objects.requireNonNull(one.merge()))
                        .filter(one -> one.commit().equals(push.commit()))
                        .flatMap(one -> one.with(push).stream()));
        var byId = new TreeMap<String, JsonNode>();
        Stream.concat(pushes.stream().flatMap(push -> push.drafts().stream()), together)
                .map(draft -> draft.draft().toEvent("s", "a", null))
                .filter(event -> event.attributes().containsValue("dev.milepost.change.created"))
                .forEach(event -> byId.put(event.attributes().getOrDefault("id", ""), event.json()));
        return byId.values().stream()
                .collect(Collectors.toMap(
                        data -> data.path("commit_sha").asText(), data -> data, (first, later) -> first));
    }

    private static List<String> texts(JsonNode data, String field) {
        return data.path(field).valueStream().map(JsonNode::asText).toList();
    }
}
