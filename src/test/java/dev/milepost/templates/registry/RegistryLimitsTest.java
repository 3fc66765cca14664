package dev.milepost.templates.registry;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemType;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is read of versions, whose manifests can have a megabyte each, stays within limits. */
@QuarkusTest
@Tag("service")
class RegistryLimitsTest {

    @Inject
    Registry registry;

    @Inject
    VersionRepository versions;

    @Inject
    PublishedVersionRepository published;

    @Inject
    SkeletonFiles skeletons;

    private final TemplatePublisher publisher = new TemplatePublisher();

    @BeforeEach
    void publish() {
        for (var version : List.of("1.0.0", "1.1.0", "1.0.1")) {
            publisher.publishModule("base", publisher.module("base", version)).statusCode(201);
        }
        publisher
                .publish("path", publisher.goldenPath("path", "1.0.0", "modules: [{module: \"@base\", range: \"*\"}]"))
                .statusCode(201);
    }

    @Test
    void listsVersionsWithoutManifests() {
        assertThat(published.find(ManifestKind.MODULE, publisher.name("base")))
                .extracting(version -> version.ref().version())
                .containsExactly("1.0.0", "1.0.1", "1.1.0");
        assertThat(registry.findVersions(publisher.name("path")))
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.version()).hasToString("1.0.0");
                    assertThat(version.yanked()).isFalse();
                    assertThat(version.deprecation()).isNull();
                    assertThat(version.channels()).isEmpty();
                });
    }

    @Test
    void resolvesFromVersionsWithinTheLimit() {
        var modules = new RegistryModules(published, versions, 1 << 20);

        assertThat(modules.findVersions(publisher.name("base")))
                .extracting(available -> available.module().version().toString())
                .containsExactlyInAnyOrder("1.0.0", "1.0.1", "1.1.0");
    }

    @Test
    void refusesToResolveFromTooManyVersions() {
        var modules = new RegistryModules(published, versions, 3 << 10);

        assertProblem(ProblemType.UNRESOLVABLE_MODULES, () -> modules.findVersions(publisher.name("base")))
                .hasMessageContaining("The versions of the modules take more than 1 MiB of memory.");
    }

    @Test
    void refusesTooManyManifestsForOneAnswer() {
        var reading = new LoadedManifests(versions, skeletons, ProblemType.NO_UPGRADE, 1 << 10);

        assertProblem(ProblemType.NO_UPGRADE, () -> reading.findResolved(publisher.name("path"), "1.0.0"))
                .hasMessageContaining("take more than 1 MiB of memory.");
    }

    @Test
    void estimatesTheMemoryOfACompositionByItsManifests() {
        assertThat(registry.compositionBytes(publisher.name("path"), "1.0.0")).isGreaterThan(1_000);
        assertThat(registry.compositionBytes(publisher.name("path"), "9.9.9")).isZero();
    }
}
