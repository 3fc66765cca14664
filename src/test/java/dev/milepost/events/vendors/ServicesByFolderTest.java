package dev.milepost.events.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.events.vendors.ServiceLocations.ServiceLocation;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which services of a repository a change or a deployment is of. */
class ServicesByFolderTest {

    static Stream<Arguments> concerns() {
        return Stream.of(
                Arguments.of(List.of("api/x"), null, List.of("api", "whole")),
                Arguments.of(List.of("api/x", "ledger/y"), null, List.of("api", "ledger", "whole")),
                Arguments.of(List.of("apiary/x"), null, List.of("whole")),
                Arguments.of(List.of(), null, List.of("api", "ledger", "whole")),
                Arguments.of(List.of(), "ledger", List.of("ledger")),
                Arguments.of(List.of("api/x"), "elsewhere", List.of("api", "whole")));
    }

    @ParameterizedTest
    @MethodSource("concerns")
    void resolvesService(List<String> files, @Nullable String named, List<String> services) {
        var placed = new ServicesByFolder(List.of(
                new ServiceLocation("api", "api"),
                new ServiceLocation("ledger", "ledger"),
                new ServiceLocation("api", "more/api"),
                ServiceLocation.wholeRepository("whole")));

        assertThat(placed.affectedBy(new ServiceSelection(
                        named == null ? List.of() : List.of(named),
                        files,
                        List.of(),
                        List.of(),
                        ServiceSelection.Number.ANY)))
                .containsExactlyElementsOf(services);
    }

    @Test
    void needsNameAmongSeveralServices() {
        var one = new ServicesByFolder(List.of(new ServiceLocation("api", "api"), new ServiceLocation("api", "more")));
        var several = new ServicesByFolder(
                List.of(new ServiceLocation("api", "api"), new ServiceLocation("ledger", "ledger")));

        assertThat(one.affectedBy(ServiceSelection.named(List.of()))).containsExactly("api");
        assertThat(several.affectedBy(ServiceSelection.named(List.of("bug")))).isEmpty();
        assertThat(several.affectedBy(ServiceSelection.named(List.of("bug", "Ledger"))))
                .containsExactly("ledger");
    }

    @Test
    void assignsChangesOutsideFoldersToAllServices() {
        var placed = new ServicesByFolder(
                List.of(new ServiceLocation("api", "api"), new ServiceLocation("ledger", "ledger")));

        assertThat(placed.affectedBy(ServiceSelection.ofFiles(List.of("pom.xml"))))
                .containsExactly("api", "ledger");
    }

    static Stream<Arguments> deployments() {
        return Stream.of(
                Arguments.of("ledger", "shop-live", "deploy", List.of("ledger")),
                Arguments.of("none", "shop-live", "deploy", List.of("shop")),
                Arguments.of("none", "production", "ledger-deploy", List.of("ledger")),
                Arguments.of("none", "production", ".github/workflows/ledger-deploy.yml", List.of("ledger")),
                Arguments.of("none", "shop-live", "ledger-deploy", List.of("shop", "ledger")),
                Arguments.of("none", "both-live", "both", List.of("both")),
                Arguments.of("none", "both-live", "another", List.of("plain")),
                Arguments.of("none", "production", "another", List.of("plain")));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void resolvesServiceOfDeploymentByPattern(
            String named, String environment, String workflow, List<String> services) {
        var placed = new ServicesByFolder(List.of(
                new ServiceLocation("shop", "shop").with(List.of(), List.of("shop-*"), List.of()),
                new ServiceLocation("ledger", "ledger").with(List.of(), List.of(), List.of("*ledger-deploy*")),
                new ServiceLocation("both", "both").with(List.of(), List.of("both-*"), List.of("both")),
                new ServiceLocation("plain", "plain")));

        assertThat(placed.affectedBy(ServiceSelection.ofDeployment(List.of(named), environment, List.of(workflow))))
                .containsExactlyElementsOf(services);
    }

    @Test
    void resolvesServiceByGlobs() {
        var placed = new ServicesByFolder(List.of(
                new ServiceLocation("shop", "ignored")
                        .with(List.of("shop/**", "lib/{money,tax}/**"), List.of(), List.of()),
                new ServiceLocation("ledger", "").with(List.of("ledger/**", "*.gradle"), List.of(), List.of()),
                new ServiceLocation("broken", "").with(List.of("{"), List.of(), List.of())));

        assertThat(placed.affectedBy(ServiceSelection.ofFiles(List.of("lib/tax/Rate.java"))))
                .containsExactly("shop");
        assertThat(placed.affectedBy(ServiceSelection.ofFiles(List.of("settings.gradle", "shop/pom.xml"))))
                .containsExactly("shop", "ledger");
        assertThat(placed.affectedBy(ServiceSelection.ofFiles(List.of("ignored/x"))))
                .containsExactly("shop", "ledger", "broken");
    }
}
