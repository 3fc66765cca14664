package dev.milepost.templates.resolution;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints how long a golden path takes that all of a thousand modules go into, each of twenty versions. */
final class ResolutionSpeed {

    private static final int MODULES = 1_000;
    private static final int VERSIONS = 20;
    private static final int CAPABILITIES = 40;

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private ResolutionSpeed() {}

    public static void main(String[] arguments) {
        var available = indexed(SampleModules.of(modules(new Random(42))));
        var path = SampleModules.path(
                IntStream.range(0, 20).mapToObj(i -> "m%04d ^2".formatted(i)).collect(Collectors.joining(", ")));
        for (int run = 1; run <= 20; run++) {
            var start = System.nanoTime();
            var processorStart = THREAD.getCurrentThreadCpuTime();
            var lock = Resolver.resolve(path, "sha256:path", available);
            var took = Duration.ofNanos(System.nanoTime() - start);
            System.out.printf(
                    "run %d: %d modules locked in %.1f ms, %.1f ms of a processor%n",
                    run,
                    lock.modules().size(),
                    took.toNanos() / 1e6,
                    (THREAD.getCurrentThreadCpuTime() - processorStart) / 1e6);
        }
    }

    /** Each module needs three of the next fifty, in ranges that its highest versions make impossible for some. */
    private static List<String> modules(Random random) {
        var modules = new ArrayList<String>();
        for (int i = 0; i < MODULES; i++) {
            for (int version = 0; version < VERSIONS; version++) {
                var text = new StringBuilder("m%04d %d.%d.0".formatted(i, 1 + version / 10, version % 10));
                for (int need = 0; need < 3 && i + 1 < MODULES; need++) {
                    var other = need == 0 ? i + 1 : Math.min(MODULES - 1, i + 2 + random.nextInt(50));
                    text.append("; needs m%04d %s".formatted(other, range(version, random)));
                }
                var capability = i < MODULES - CAPABILITIES ? "; uses c%02d *" : "; gives c%02d 1.0.0";
                modules.add(text.append(capability.formatted(i % CAPABILITIES)).toString());
            }
        }
        return modules;
    }

    private static String range(int version, Random random) {
        return version == VERSIONS - 1 && random.nextInt(40) == 0
                ? "~2.3"
                : List.of("^2", ">=1.5", "*", "^1 || ^2").get(random.nextInt(4));
    }

    /** As a registry would offer them, found by name at once. */
    private static AvailableModules indexed(SampleModules modules) {
        Map<String, List<AvailableModules.AvailableVersion>> byName = new HashMap<>();
        Map<String, List<String>> providers = new HashMap<>();
        for (var each : modules.all()) {
            byName.computeIfAbsent(each.module().name(), any -> new ArrayList<>())
                    .add(each);
        }
        for (int i = 0; i < CAPABILITIES; i++) {
            providers.put("c%02d".formatted(i), List.copyOf(modules.findProviders("c%02d".formatted(i))));
        }
        return new AvailableModules() {
            @Override
            public List<AvailableVersion> findVersions(String module) {
                return byName.getOrDefault(module, List.of());
            }

            @Override
            public List<String> findProviders(String capability) {
                return providers.getOrDefault(capability, List.of());
            }
        };
    }
}
