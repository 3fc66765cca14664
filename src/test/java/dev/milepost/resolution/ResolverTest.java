package dev.milepost.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.milepost.platform.ProblemException.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which versions go together, and what is said where none do. */
class ResolverTest {

    @Test
    void takesTheHighestVersionInRange() {
        var offer = SomeModules.of("a 1.9.0", "a 1.10.0", "a 2.0.0");

        assertThat(resolve("a ^1.2", offer)).containsExactly("a 1.10.0");
    }

    @Test
    void pullsInWhatIsRequired() {
        var offer = SomeModules.of("a 1.0.0; needs b ^1", "b 1.0.0; needs c *", "b 2.0.0", "c 3.1.0");

        assertThat(resolve("a *", offer)).containsExactly("c 3.1.0", "b 1.0.0", "a 1.0.0");
    }

    @Test
    void lowersWhatIsDecidedLaterFirst() {
        var offer = SomeModules.of(
                "a 1.0.0; needs x 1.0.0",
                "a 2.0.0; needs x 2.0.0",
                "b 1.0.0; needs x 1.0.0",
                "b 2.0.0; needs x 2.0.0",
                "b 3.0.0; needs x 1.0.0",
                "x 1.0.0",
                "x 2.0.0");

        assertThat(resolve("a *, b *", offer)).containsExactly("x 2.0.0", "a 2.0.0", "b 2.0.0");
        assertThat(resolve("b *, a *", offer)).containsExactly("x 1.0.0", "a 1.0.0", "b 3.0.0");
    }

    @Test
    void findsAProviderOfACapabilityByName() {
        var offer = SomeModules.of(
                "a 1.0.0; uses ci ^1",
                "jenkins 1.0.0; gives ci 1.2.0",
                "github 5.0.0; gives ci 2.0.0",
                "github 4.0.0; gives ci 1.0.0");

        assertThat(resolve("a *", offer)).containsExactly("github 4.0.0", "a 1.0.0");
        assertThat(resolve("a *, jenkins *", offer)).containsExactly("jenkins 1.0.0", "a 1.0.0");
    }

    @Test
    void makesUseOfTheOnlyProviderOfAnotherCapability() {
        var offer = SomeModules.of(
                "a 1.0.0; uses build *; uses deploy *",
                "b 1.0.0; gives build 1.0.0",
                "z 1.0.0; gives build 1.0.0; gives deploy 1.0.0");

        assertThat(resolve("a *", offer)).containsExactly("z 1.0.0", "a 1.0.0");
    }

    @Test
    void honoursConflictsOfEitherSide() {
        var offer = SomeModules.of(
                "a 1.0.0",
                "a 2.0.0; hates b *",
                "a 2.1.0; avoids ci *",
                "b 1.0.0; gives ci 1.0.0",
                "b 2.0.0; hates a >=2");

        assertThat(resolve("b ^1, a *", offer)).containsExactly("a 1.0.0", "b 1.0.0");
        assertThat(resolve("b ^2, a *", offer)).containsExactly("a 1.0.0", "b 2.0.0");
    }

    @Test
    void keepsAConflictWithAPreRelease() {
        var offer = SomeModules.of("a 1.0.0; hates b *", "b 2.0.0-rc.1");

        assertThat(refusal("a *, b 2.0.0-rc.1", offer)).contains("conflicts with 'a' 1.0.0");
    }

    @Test
    void takesAPreReleaseOnlyWhereARangeNamesIt() {
        var offer = SomeModules.of("a 1.0.0", "a 2.0.0-rc.1", "a 2.0.0-rc.2");

        assertThat(resolve("a *", offer)).containsExactly("a 1.0.0");
        assertThat(resolve("a >=2.0.0-rc.1", offer)).containsExactly("a 2.0.0-rc.2");
    }

    @Test
    void ordersByPhaseThenNeedThenName() {
        var offer = SomeModules.of(
                "a 1.0.0; deploy; needs z *",
                "b 1.0.0; build; needs c *",
                "c 1.0.0; build",
                "z 1.0.0; deploy; needs d *",
                "d 1.0.0; needs y *",
                "y 1.0.0; build");

        assertThat(resolve("a *, b *", offer))
                .containsExactly("d 1.0.0", "c 1.0.0", "b 1.0.0", "y 1.0.0", "z 1.0.0", "a 1.0.0");
    }

    @Test
    void takesLowerVersionsThatFormNoCycle() {
        var offer = SomeModules.of(
                "a 1.0.0",
                "a 2.0.0; needs b *",
                "b 1.0.0; needs a *",
                "b 2.0.0; uses x *",
                "c 1.0.0; gives x 1.0.0; needs b *");

        assertThat(resolve("a *, b *", offer)).containsExactly("a 1.0.0", "b 1.0.0");
    }

    @Test
    void namesTheCycle() {
        var offer = SomeModules.of("a 1.0.0; needs b *", "b 1.0.0; uses x *", "c 1.0.0; gives x 1.0.0; needs a *");

        assertThat(refusal("a *", offer)).contains("it would need itself: c → a → b → c");
    }

    @Test
    void namesTheChainThatRequiresDifferentVersions() {
        var offer = SomeModules.of(
                "a 1.0.0; needs ci *",
                "ci 3.0.0; needs deploy-helm 2.0.0",
                "b 2.1.0; needs deploy-helm ^1.4",
                "deploy-helm 2.0.0",
                "deploy-helm 1.4.0");

        var refusal = refused("a *, b *", offer);

        assertThat(refusal)
                .hasMessage(
                        "'path' 1.0.0 cannot be resolved. No version of 'deploy-helm' is in all ranges: required are"
                                + " '^1.4' by 'b' 2.1.0, '2.0.0' by 'ci' 3.0.0; there are 2.0.0, 1.4.0.");
        assertThat(refusal.status()).isEqualTo(422);
        assertThat(refusal.faults())
                .containsExactly(
                        new Fault("/spec/modules/1", "module 'deploy-helm' ^1.4 is required by 'b' 2.1.0"),
                        new Fault(
                                "/spec/modules/0",
                                "module 'deploy-helm' 2.0.0 is required by 'ci' 3.0.0, required by 'a' 1.0.0"));
    }

    @Test
    void namesWhatThereIsNot() {
        var offer = SomeModules.of("a 1.0.0; needs nothing *", "b 1.0.0; uses magic ^2", "c 1.0.0; gives magic 1.0.0");

        assertThat(refusal("x *", offer)).contains("There is no module 'x', required: '*' by the golden path.");
        assertThat(refusal("a *", offer)).contains("There is no module 'nothing', required: '*' by 'a' 1.0.0.");
        assertThat(refusal("b *", offer))
                .contains("No module provides the capability 'magic', required: '^2' by 'b' 1.0.0.");
    }

    @Test
    void takesNothingForARangeThatIsNone() {
        var offer = SomeModules.of("a 1.0.0");

        assertThat(refusal("a ^99999999999", offer)).contains("No version of 'a' is in all ranges");
        assertThat(refusal("a any", offer)).contains("No version of 'a' is in all ranges");
    }

    @Test
    void endsAHopelessSearch() {
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

        assertThat(refusal(path, SomeModules.of(modules))).contains("After 50000 versions tried there is no answer");
    }

    private static List<String> resolve(String path, Offer offer) {
        return Resolver.resolve(SomeModules.path(path), "sha256:path", offer).modules().stream()
                .map(module -> module.name() + " " + module.version())
                .toList();
    }

    private static String refusal(String path, Offer offer) {
        return String.valueOf(refused(path, offer).getMessage());
    }

    private static Unresolvable refused(String path, Offer offer) {
        return catchThrowableOfType(Unresolvable.class, () -> resolve(path, offer));
    }
}
