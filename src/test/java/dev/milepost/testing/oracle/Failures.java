package dev.milepost.testing.oracle;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which deployments failed, and by what. */
final class Failures {

    private static final Duration WINDOW = Duration.ofHours(24);

    private final Set<Deployment> blamed;
    private final Map<Deployment, List<Link>> remedies = new HashMap<>();

    /**
     * @param links the chains, each in order
     * @param blamed the deployments that an incident is attributed to
     */
    Failures(List<Link> links, Set<Deployment> blamed) {
        this.blamed = Set.copyOf(blamed);
        links.stream()
                .collect(groupingBy(link -> List.of(
                        link.deployment().service(),
                        link.deployment().tier(),
                        link.deployment().environment())))
                .values()
                .forEach(this::look);
    }

    /** @param there the deployments of one environment, in order */
    private void look(List<Link> there) {
        for (int i = 0; i < there.size(); i++) {
            var link = there.get(i);
            if (!link.rollback() && !"hotfix".equals(link.deployment().kind())) {
                continue;
            }
            for (int j = i - 1; j >= 0; j--) {
                var earlier = there.get(j).deployment();
                if (link.rollback() && isSameHead(earlier, link.deployment())) {
                    continue;
                }
                if (!earlier.finishedAt()
                        .plus(WINDOW)
                        .isBefore(link.deployment().finishedAt())) {
                    remedies.computeIfAbsent(earlier, any -> new ArrayList<>()).add(link);
                }
                break;
            }
        }
    }

    /** Heads that nobody knows are not the same. */
    private static boolean isSameHead(Deployment one, Deployment other) {
        return one.head() != null && Objects.equals(one.head(), other.head());
    }

    /** {@code incident}, {@code rollback}, {@code hotfix}, or empty where it did not fail. */
    String failedBy(Deployment deployment) {
        if (blamed.contains(deployment)) {
            return "incident";
        }
        var remedied = remedies.getOrDefault(deployment, List.of());
        if (remedied.isEmpty()) {
            return "";
        }
        return remedied.stream().anyMatch(Link::rollback) ? "rollback" : "hotfix";
    }

    /** The recovery of a deployment that failed by a rollback or hotfix alone; it has one deployment or none. */
    List<Recovery> recovery(Deployment deployment) {
        return blamed.contains(deployment)
                ? List.of()
                : remedies.getOrDefault(deployment, List.of()).stream()
                        .map(Link::deployment)
                        .min(Deployment.ORDER)
                        .map(remedy -> new Recovery(deployment.finishedAt(), remedy.finishedAt()))
                        .stream()
                        .toList();
    }
}
