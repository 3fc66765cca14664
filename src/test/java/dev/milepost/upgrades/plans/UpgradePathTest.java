package dev.milepost.upgrades.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.manifests.Manifest.Changelog;
import dev.milepost.templates.manifests.Manifest.Metadata;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.Migration;
import dev.milepost.templates.manifests.ModuleManifest.Phase;
import dev.milepost.templates.manifests.Parameters;
import dev.milepost.testing.Seeds;
import dev.milepost.upgrades.plans.TemplateRelease.Parameter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.semver4j.Semver;

class UpgradePathTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ModuleUpgradePath NO_MODULES = ModuleUpgradePath.of(Stream.of());

    @Test
    void describesParameterChanges() {
        var from = release("1.0.0", Map.of("a", text("x"), "b", text(null), "c", text(null)), Map.of());
        var to = release("1.1.0", Map.of("a", text("y"), "beta", text(null), "d", text("z")), Map.of("b", "beta"));

        var path = UpgradePath.of(from, List.of(to), NO_MODULES).parameters();

        assertThat(path.added()).containsExactly("d");
        assertThat(path.removed()).containsExactly("c");
        assertThat(path.changed()).containsExactly("a");
        assertThat(path.renamed()).isEqualTo(Map.of("b", "beta"));
        var carried = path.carryOver(values("a", "1", "b", "2", "c", "3"));
        assertThat(carried).isEqualTo(values("a", "1", "beta", "2"));
        assertThat(path.withDefaults(carried)).isEqualTo(values("a", "1", "beta", "2", "d", "z"));
    }

    @Test
    void followsRenamesAcrossReleases() {
        var path = UpgradePath.of(
                        release("1.0.0", Map.of("a", text(null)), Map.of()),
                        List.of(
                                release("1.2.0", Map.of("c", text(null)), Map.of("b", "c")),
                                release("1.1.0", Map.of("b", text(null)), Map.of("a", "b"))),
                        NO_MODULES)
                .parameters();

        assertThat(path.renamed()).isEqualTo(Map.of("a", "c"));
        assertThat(path.changed()).isEmpty();
    }

    @Test
    void treatsReusedNameAsNew() {
        var a = Map.of("a", text(null));
        var path = UpgradePath.of(
                        release("1.0.0", a, Map.of()),
                        List.of(release("2.0.0", Map.of(), Map.of()), release("3.0.0", a, Map.of())),
                        NO_MODULES)
                .parameters();

        assertThat(path.added()).containsExactly("a");
        assertThat(path.removed()).containsExactly("a");
        assertThat(path.missing(path.carryOver(values("a", "1")))).containsExactly("a");
    }

    @Test
    void findsBreakingReleases() {
        var path = UpgradePath.of(
                release("1.0.0", Map.of(), Map.of()),
                Stream.of("2.1.0", "1.5.0", "2.0.0", "3.0.0")
                        .map(version -> release(version, Map.of(), Map.of()))
                        .toList(),
                NO_MODULES);

        assertThat(path.breaking()).extracting(Semver::toString).containsExactly("2.0.0", "3.0.0");
    }

    @Test
    void includesMigrationsFromVersion() {
        var v10 = module("1.0.0");
        var v11 = module("1.1.0", "<1.1.0");
        var v12 = module("1.2.0", ">=1.1.0", "<1.0.0", "*");
        var v20 = module("2.0.0", "^1");
        var modules = ModuleUpgradePath.of(Stream.of(v20, v12, v10, v11, v12));

        var path =
                UpgradePath.of(release("1.0.0", v10), List.of(release("2.0.0", v20), release("1.1.0", v12)), modules);

        assertThat(path.migrations())
                .extracting(migration -> migration.release() + " " + migration.moduleVersion() + " "
                        + migration.migration().from())
                .containsExactly("1.1.0 1.1.0 <1.1.0", "1.1.0 1.2.0 *", "2.0.0 2.0.0 ^1");
        assertThat(modules.crossed(path.from(), path.crossed().get(0)))
                .extracting(crossed -> crossed.version().toString())
                .containsExactly("1.1.0", "1.2.0");
    }

    @Test
    void needsNoMigrationForNewOrDowngradedModules() {
        var v10 = module("1.0.0", "*");
        var v11 = module("1.1.0", "*");
        var modules = ModuleUpgradePath.of(Stream.of(v10, v11));

        assertThat(UpgradePath.of(release("1.0.0", v11), List.of(release("1.1.0", v10)), modules)
                        .migrations())
                .isEmpty();
        assertThat(UpgradePath.of(release("1.0.0", Map.of(), Map.of()), List.of(release("1.1.0", v10)), modules)
                        .migrations())
                .isEmpty();
    }

    /** A law: going by way of any release carries what was said under the same names as going at once. */
    @Seeds(bounded = 60, all = 300)
    void carriesParametersAlikeByAnyRoute(long seed) {
        var random = new Random(seed);
        var releases = releases(random);
        var first = releases.get(0);
        var rest = releases.subList(1, releases.size());
        int split = 1 + random.nextInt(releases.size() - 1);
        var values = JSON.objectNode();
        first.parameters().keySet().forEach(name -> values.put(name, "value of " + name));

        var atOnce = UpgradePath.of(first, shuffled(rest, random), NO_MODULES).parameters();
        var begun = UpgradePath.of(first, shuffled(releases.subList(1, split), random), NO_MODULES)
                .parameters();
        var ended = UpgradePath.of(
                        releases.get(split - 1), shuffled(releases.subList(split, releases.size()), random), NO_MODULES)
                .parameters();

        var there = ended.carryOver(begun.carryOver(values));
        assertThat(there).isEqualTo(atOnce.carryOver(values));
        assertThat(ended.missing(there)).isEqualTo(atOnce.missing(atOnce.carryOver(values)));
        var origins = new LinkedHashMap<String, String>();
        ended.origins()
                .forEach((name, origin) -> origins.put(
                        name,
                        origin == null ? "" : String.valueOf(begun.origins().get(origin))));
        var once = new LinkedHashMap<String, String>();
        atOnce.origins().forEach((name, origin) -> once.put(name, String.valueOf(origin)));
        origins.replaceAll((name, origin) -> origin.isEmpty() ? "null" : origin);
        assertThat(origins).isEqualTo(once);
    }

    /** A law: what is told is all that there is to tell. */
    @Seeds(bounded = 60, all = 300)
    void describesEachParameterOnce(long seed) {
        var releases = releases(new Random(seed));
        var path = UpgradePath.of(releases.get(0), releases.subList(1, releases.size()), NO_MODULES)
                .parameters();

        var before = new ArrayList<>(path.before().keySet());
        before.removeAll(path.removed());
        var after = new ArrayList<>(path.after().keySet());
        after.removeAll(path.added());
        before.replaceAll(name -> path.renamed().getOrDefault(name, name));

        assertThat(after).containsExactlyInAnyOrderElementsOf(before);
        assertThat(path.after().keySet()).containsAll(path.changed());
    }

    private static List<TemplateRelease> releases(Random random) {
        var releases = new ArrayList<TemplateRelease>();
        var parameters = new LinkedHashMap<String, Parameter>();
        int count = 2 + random.nextInt(7);
        for (int minor = 0; minor < count; minor++) {
            var renames = new LinkedHashMap<String, String>();
            for (int change = random.nextInt(4); change > 0; change--) {
                change(parameters, renames, random);
            }
            releases.add(release("1." + minor + ".0", Map.copyOf(parameters), renames));
        }
        return releases;
    }

    private static void change(Map<String, Parameter> parameters, Map<String, String> renames, Random random) {
        var name = "p" + random.nextInt(6);
        switch (random.nextInt(3)) {
            case 0 -> parameters.put(name, text(random.nextBoolean() ? "default " + random.nextInt(3) : null));
            case 1 -> parameters.remove(name);
            default -> {
                var to = "p" + random.nextInt(6);
                if (parameters.containsKey(name) && !parameters.containsKey(to)) {
                    parameters.put(to, parameters.remove(name));
                    renames.put(name, to);
                }
            }
        }
    }

    private static <T> List<T> shuffled(List<T> items, Random random) {
        var shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    private static Parameter text(@Nullable String byDefault) {
        var schema = JSON.objectNode().put("type", "string");
        return new Parameter(byDefault == null ? schema : schema.put("default", byDefault), true);
    }

    private static ObjectNode values(String... namesAndValues) {
        var values = JSON.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    private static TemplateRelease release(
            String version, Map<String, Parameter> parameters, Map<String, String> renames) {
        return new TemplateRelease(
                new Semver(version), Instant.EPOCH, false, changelog(), parameters, renames, Map.of());
    }

    private static TemplateRelease release(String version, ModuleManifest module) {
        return new TemplateRelease(
                new Semver(version), Instant.EPOCH, false, changelog(), Map.of(), Map.of(), Map.of("m", module));
    }

    private static ModuleManifest module(String version, String... migrationsFrom) {
        return new ModuleManifest(
                new Metadata("m", null, null, "group:default/platform", new Semver(version), List.of()),
                Phase.SCAFFOLD,
                changelog(),
                List.of(),
                List.of(),
                List.of(),
                Parameters.NONE,
                null,
                List.of(),
                List.of(),
                Stream.of(migrationsFrom)
                        .map(from -> new Migration(from, Migration.Kind.MANUAL, "do it", JSON.objectNode()))
                        .toList(),
                List.of(),
                JSON.objectNode());
    }

    private static Changelog changelog() {
        return new Changelog(List.of("all"), List.of(), List.of(), List.of(), List.of());
    }
}
