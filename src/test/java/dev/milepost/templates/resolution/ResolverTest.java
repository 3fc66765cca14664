package dev.milepost.templates.resolution;

import static dev.milepost.testing.Problems.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which versions go together, and what is said where none do. */
class ResolverTest {

    @Test
    void prefersHighestVersionInRange() {
        var sampleModules = SampleModules.of("a 1.9.0", "a 1.10.0", "a 2.0.0");

        assertThat(resolve("a ^1.2", sampleModules)).containsExactly("a 1.10.0");
    }

    @Test
    void resolvesRequirements() {
        var sampleModules = SampleModules.of("a 1.0.0; needs b ^1", "b 1.0.0; needs c *", "b 2.0.0", "c 3.1.0");

        assertThat(resolve("a *", sampleModules)).containsExactly("c 3.1.0", "b 1.0.0", "a 1.0.0");
    }

    @Test
    void lowersLaterDecisionsFirst() {
        var sampleModules = SampleModules.of(
                "a 1.0.0; needs x 1.0.0",
                "a 2.0.0; needs x 2.0.0",
                "b 1.0.0; needs x 1.0.0",
                "b 2.0.0; needs x 2.0.0",
                "b 3.0.0; needs x 1.0.0",
                "x 1.0.0",
                "x 2.0.0");

        assertThat(resolve("a *, b *", sampleModules)).containsExactly("x 2.0.0", "a 2.0.0", "b 2.0.0");
        assertThat(resolve("b *, a *", sampleModules)).containsExactly("x 1.0.0", "a 1.0.0", "b 3.0.0");
    }

    @Test
    void findsAProviderOfACapabilityByName() {
        var sampleModules = SampleModules.of(
                "a 1.0.0; uses ci ^1",
                "jenkins 1.0.0; gives ci 1.2.0",
                "github 5.0.0; gives ci 2.0.0",
                "github 4.0.0; gives ci 1.0.0");

        assertThat(resolve("a *", sampleModules)).containsExactly("github 4.0.0", "a 1.0.0");
        assertThat(resolve("a *, jenkins *", sampleModules)).containsExactly("jenkins 1.0.0", "a 1.0.0");
    }

    @Test
    void usesOnlyProviderOfCapability() {
        var sampleModules = SampleModules.of(
                "a 1.0.0; uses build *; uses deploy *",
                "b 1.0.0; gives build 1.0.0",
                "z 1.0.0; gives build 1.0.0; gives deploy 1.0.0");

        assertThat(resolve("a *", sampleModules)).containsExactly("z 1.0.0", "a 1.0.0");
    }

    @Test
    void respectsConflictsOfEitherSide() {
        var sampleModules = SampleModules.of(
                "a 1.0.0",
                "a 2.0.0; hates b *",
                "a 2.1.0; avoids ci *",
                "b 1.0.0; gives ci 1.0.0",
                "b 2.0.0; hates a >=2");

        assertThat(resolve("b ^1, a *", sampleModules)).containsExactly("a 1.0.0", "b 1.0.0");
        assertThat(resolve("b ^2, a *", sampleModules)).containsExactly("a 1.0.0", "b 2.0.0");
    }

    @Test
    void keepsAConflictWithAPreRelease() {
        var sampleModules = SampleModules.of("a 1.0.0; hates b *", "b 2.0.0-rc.1");

        assertThat(refusal("a *, b 2.0.0-rc.1", sampleModules)).contains("conflicts with 'a' 1.0.0");
    }

    @Test
    void usesPreReleaseOnlyWhenRangeNamesIt() {
        var sampleModules = SampleModules.of("a 1.0.0", "a 2.0.0-rc.1", "a 2.0.0-rc.2");

        assertThat(resolve("a *", sampleModules)).containsExactly("a 1.0.0");
        assertThat(resolve("a >=2.0.0-rc.1", sampleModules)).containsExactly("a 2.0.0-rc.2");
    }

    @Test
    void ordersByPhaseThenNeedThenName() {
        var sampleModules = SampleModules.of(
                "a 1.0.0; deploy; needs z *",
                "b 1.0.0; build; needs c *",
                "c 1.0.0; build",
                "z 1.0.0; deploy; needs d *",
                "d 1.0.0; needs y *",
                "y 1.0.0; build");

        assertThat(resolve("a *, b *", sampleModules))
                .containsExactly("d 1.0.0", "c 1.0.0", "b 1.0.0", "y 1.0.0", "z 1.0.0", "a 1.0.0");
    }

    @Test
    void avoidsCyclesByLowerVersions() {
        var sampleModules = SampleModules.of(
                "a 1.0.0",
                "a 2.0.0; needs b *",
                "b 1.0.0; needs a *",
                "b 2.0.0; uses x *",
                "c 1.0.0; gives x 1.0.0; needs b *");

        assertThat(resolve("a *, b *", sampleModules)).containsExactly("a 1.0.0", "b 1.0.0");
    }

    @Test
    void reportsCycle() {
        var sampleModules =
                SampleModules.of("a 1.0.0; needs b *", "b 1.0.0; uses x *", "c 1.0.0; gives x 1.0.0; needs a *");

        assertThat(refusal("a *", sampleModules)).contains("it would depend on itself: c → a → b → c");
    }

    @Test
    void reportsConflictingRequirements() {
        var sampleModules = SampleModules.of(
                "a 1.0.0; needs ci *",
                "ci 3.0.0; needs deploy-helm 2.0.0",
                "b 2.1.0; needs deploy-helm ^1.4",
                "deploy-helm 2.0.0",
                "deploy-helm 1.4.0");

        var refusal = refused("a *, b *", sampleModules);

        assertThat(refusal)
                .hasMessage(
                        "'path' 1.0.0 cannot be resolved. No version of 'deploy-helm' is in all required ranges. Required:"
                                + " '^1.4' by 'b' 2.1.0, '2.0.0' by 'ci' 3.0.0. Published: 2.0.0, 1.4.0.");
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.faults())
                .containsExactly(
                        new Fault("/spec/modules/1", "module 'deploy-helm' ^1.4 is required by 'b' 2.1.0"),
                        new Fault(
                                "/spec/modules/0",
                                "module 'deploy-helm' 2.0.0 is required by 'ci' 3.0.0, required by 'a' 1.0.0"));
    }

    @Test
    void reportsUnknownModules() {
        var sampleModules =
                SampleModules.of("a 1.0.0; needs nothing *", "b 1.0.0; uses magic ^2", "c 1.0.0; gives magic 1.0.0");

        assertThat(refusal("x *", sampleModules))
                .contains("No version of module 'x' is published. Required: '*' by the golden path.");
        assertThat(refusal("a *", sampleModules))
                .contains("No version of module 'nothing' is published. Required: '*' by 'a' 1.0.0.");
        assertThat(refusal("b *", sampleModules))
                .contains("No module provides the capability 'magic'. Required: '^2' by 'b' 1.0.0.");
    }

    @Test
    void refusesInvalidRange() {
        var sampleModules = SampleModules.of("a 1.0.0");

        assertThat(refusal("a ^99999999999", sampleModules)).contains("No version of 'a' is in all required ranges");
        assertThat(refusal("a any", sampleModules)).contains("No version of 'a' is in all required ranges");
    }

    @Test
    void limitsSearch() {
        var modules = new ArrayList<String>();
        // As many pigeons as holes and one more: the classic that no look-back makes short.
        for (int pigeon = 0; pigeon < 14; pigeon++) {
            for (int hole = 0; hole < 13; hole++) {
                modules.add("p%02d 1.%d.0; uses hole%d %d.0.0".formatted(pigeon, hole, hole, pigeon));
            }
        }
        for (int hole = 0; hole < 13; hole++) {
            for (int pigeon = 0; pigeon < 14; pigeon++) {
                modules.add("h%02d %d.0.0; gives hole%d %d.0.0".formatted(hole, pigeon, hole, pigeon));
            }
        }
        var path = String.join(
                ", ",
                modules.stream()
                        .map(text -> text.substring(0, 3))
                        .filter(name -> name.startsWith("p"))
                        .distinct()
                        .map(name -> name + " *")
                        .toList());

        assertThat(refusal(path, SampleModules.of(modules))).contains("No solution was found in 50000 attempts");
    }

    private static List<String> resolve(String path, AvailableModules available) {
        return Resolver.resolve(SampleModules.path(path), "sha256:path", available).modules().stream()
                .map(module -> module.name() + " " + module.version())
                .toList();
    }

    private static String refusal(String path, AvailableModules available) {
        return String.valueOf(refused(path, available).getMessage());
    }

    private static ProblemException refused(String path, AvailableModules available) {
        var problem = problemOf(() -> resolve(path, available));
        assertThat(problem.type()).isEqualTo(ProblemType.UNRESOLVABLE_MODULES);
        return problem;
    }
}
