package dev.milepost.templates.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.semver4j.Semver;

/** Laws of resolution over many small random sets of modules. */
class ResolutionLawTest {

    private static final List<String> RANGES = List.of("*", "^1", "^2", ">=1.1.0", "<2", "1.0.0 || 3.x", "~1.1");

    /** A law: what is found is the best of all valid choices, and nothing is found only where there is none. */
    @Seeds(bounded = 8, all = 25)
    void resolvesLikeBruteForce(long seed) {
        var random = new Random(7919L * seed);
        for (int i = 0; i < 40; i++) {
            var modules = modules(random);
            var path = SampleModules.path(path(random));
            var sampleModules = SampleModules.of(modules);

            assertThat(resolve(path, sampleModules))
                    .as("%s of %s", path.modules(), modules)
                    .isEqualTo(BruteForceResolver.resolve(path, sampleModules));
        }
    }

    /** A law: the order in which modules are offered, provide, require and refuse is nothing to the lock. */
    @Seeds(bounded = 8, all = 25)
    void ignoresOrderOfModules(long seed) {
        var random = new Random(7919L * seed);
        for (int i = 0; i < 40; i++) {
            var modules = modules(random);
            var path = SampleModules.path(path(random));
            var shuffled = new ArrayList<>(
                    modules.stream().map(text -> shuffledClauses(text, random)).toList());
            Collections.shuffle(shuffled, random);

            assertThat(lock(path, SampleModules.of(shuffled))).isEqualTo(lock(path, SampleModules.of(modules)));
        }
    }

    private static Optional<Map<String, Semver>> resolve(GoldenPath path, AvailableModules available) {
        return lock(path, available)
                .map(lock -> lock.modules().stream()
                        .collect(Collectors.toMap(
                                Lockfile.LockedModule::name,
                                module -> new Semver(module.version()),
                                (a, b) -> a,
                                TreeMap::new)));
    }

    private static Optional<Lockfile> lock(GoldenPath path, AvailableModules available) {
        try {
            return Optional.of(Resolver.resolve(path, "sha256:path", available));
        } catch (ProblemException e) {
            assertThat(e.type()).isEqualTo(ProblemType.UNRESOLVABLE_MODULES);
            assertThat(e.faults())
                    .isNotEmpty()
                    .allMatch(fault -> fault.pointer().matches("/spec/modules/\\d+"));
            return Optional.empty();
        }
    }

    private static String shuffledClauses(String text, Random random) {
        var clauses = new ArrayList<>(List.of(text.split("; ")));
        Collections.shuffle(clauses.subList(1, clauses.size()), random);
        return String.join("; ", clauses);
    }

    private static String path(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> name(random) + " " + range(random))
                .collect(Collectors.joining(", "));
    }

    private static List<String> modules(Random random) {
        var modules = new ArrayList<String>();
        for (var name : List.of("a", "b", "c", "d", "e", "f")) {
            for (var version : List.of("1.0.0", "1.1.0", "2.0.0", "3.0.0-rc.1").subList(0, 1 + random.nextInt(4))) {
                modules.add(name + " " + version + clauses(random));
            }
        }
        return modules;
    }

    private static String clauses(Random random) {
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> switch (random.nextInt(8)) {
                    case 0, 1, 2 -> "; needs %s %s".formatted(name(random), range(random));
                    case 3, 4 -> "; uses %s %s".formatted(capability(random), range(random));
                    case 5, 6 ->
                        "; gives %s %d.%d.0".formatted(capability(random), 1 + random.nextInt(2), random.nextInt(2));
                    default ->
                        random.nextBoolean()
                                ? "; hates %s %s".formatted(name(random), range(random))
                                : "; avoids %s %s".formatted(capability(random), range(random));
                })
                .collect(Collectors.joining());
    }

    private static String name(Random random) {
        return List.of("a", "b", "c", "d", "e", "f").get(random.nextInt(6));
    }

    private static String capability(Random random) {
        return List.of("x", "y").get(random.nextInt(2));
    }

    private static String range(Random random) {
        return RANGES.get(random.nextInt(RANGES.size()));
    }
}
