package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.templates.resolution.Resolver;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LocksTest {

    private static final ProjectTemplates TEMPLATES = ProjectTemplates.read();

    @Test
    void usesEveryModule() {
        var used = new TreeSet<String>();
        for (var path : TEMPLATES.goldenPaths()) {
            for (var module : Resolver.resolve(path, "sha256:0", TEMPLATES).modules()) {
                used.add(module.name() + "@" + module.version());
            }
        }

        assertThat(used)
                .containsExactlyElementsOf(TEMPLATES.modules().stream()
                        .map(module -> module.manifest().name() + "@"
                                + module.manifest().version().getVersion())
                        .sorted()
                        .toList());
    }

    @Test
    void resolvesReleasedVersionsToRecordedModules() {
        assertThat(modules("quarkus-service", "1.0.0"))
                .containsExactly(
                        "quarkus-skeleton@1.0.0",
                        "policy-baseline@1.0.0",
                        "ci-github-actions@1.0.0",
                        "deploy-helm@1.0.0",
                        "publish-github@1.0.0");
        assertThat(modules("quarkus-service", "1.1.0"))
                .containsExactly(
                        "quarkus-skeleton@1.1.0",
                        "policy-baseline@1.0.0",
                        "ci-github-actions@1.1.0",
                        "deploy-helm@1.1.0",
                        "publish-github@1.0.0");
        assertThat(modules("spring-boot-service", "2.0.0")).contains("spring-boot-skeleton@2.0.0");
        assertThat(modules("ml-model-service", "1.1.0")).contains("model-review@1.0.0", "deploy-helm@1.1.0");
    }

    private static List<String> modules(String name, String version) {
        var path = TEMPLATES.goldenPaths().stream()
                .filter(there -> there.name().equals(name)
                        && there.version().getVersion().equals(version))
                .findFirst()
                .orElseThrow();
        return Resolver.resolve(path, "sha256:0", TEMPLATES).modules().stream()
                .map(module -> module.name() + "@" + module.version())
                .toList();
    }
}
