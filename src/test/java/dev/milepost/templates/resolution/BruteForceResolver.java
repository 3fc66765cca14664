package dev.milepost.templates.resolution;

import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.ModuleSelector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.semver4j.Semver;
import org.semver4j.range.RangeListFactory;

/** Resolution a second time, plainly: all choices there are, of which the valid ones are compared decision by decision. */
final class BruteForceResolver {

    private final GoldenPath path;
    private final TreeMap<String, List<ModuleManifest>> versions = new TreeMap<>();
    private final List<Map<String, ModuleManifest>> valid = new ArrayList<>();

    private BruteForceResolver(GoldenPath path, SampleModules sampleModules) {
        this.path = path;
        for (var available : sampleModules.all()) {
            versions.computeIfAbsent(available.module().name(), any -> new ArrayList<>())
                    .add(available.module());
        }
        versions.values()
                .forEach(list ->
                        list.sort(Comparator.comparing(ModuleManifest::version).reversed()));
    }

    /** The names and versions of the best choice. */
    static Optional<Map<String, Semver>> resolve(GoldenPath path, SampleModules sampleModules) {
        var force = new BruteForceResolver(path, sampleModules);
        force.enumerate(new ArrayList<>(force.versions.keySet()), new TreeMap<>());
        return force.valid.isEmpty() ? Optional.empty() : Optional.of(force.best());
    }

    private void enumerate(List<String> names, TreeMap<String, ModuleManifest> choice) {
        if (names.isEmpty()) {
            if (isValid(choice)) {
                valid.add(Map.copyOf(choice));
            }
            return;
        }
        var rest = names.subList(1, names.size());
        enumerate(rest, choice);
        for (var module : versions.getOrDefault(names.get(0), List.of())) {
            choice.put(module.name(), module);
            enumerate(rest, choice);
            choice.remove(module.name());
        }
    }

    private boolean isValid(Map<String, ModuleManifest> choice) {
        return path.modules().stream()
                        .allMatch(each -> meets(choice, new ModuleSelector(each.module(), null, each.range())))
                && choice.values().stream()
                        .allMatch(module -> module.requires().stream().allMatch(selector -> meets(choice, selector)))
                && choice.values().stream().noneMatch(module -> conflicts(choice, module))
                && choice.values().stream().noneMatch(module -> reaches(choice, module, module, new HashSet<>()));
    }

    private static boolean meets(Map<String, ModuleManifest> choice, ModuleSelector selector) {
        return providers(choice, selector).findAny().isPresent();
    }

    private static Stream<ModuleManifest> providers(Map<String, ModuleManifest> choice, ModuleSelector selector) {
        if (selector.module() != null) {
            return Stream.ofNullable(choice.get(selector.module()))
                    .filter(module -> module.version().satisfies(selector.range()));
        }
        return choice.values().stream().filter(module -> provides(module, selector));
    }

    private static boolean provides(ModuleManifest module, ModuleSelector selector) {
        return module.provides().stream()
                .anyMatch(each -> each.name().equals(selector.capability())
                        && each.version().satisfies(selector.range()));
    }

    /** A conflict means pre-releases like any other version. */
    private static boolean conflicts(Map<String, ModuleManifest> choice, ModuleManifest module) {
        return module.conflicts().stream().anyMatch(selector -> {
            var range = RangeListFactory.create(selector.range(), true);
            return choice.values().stream()
                    .filter(other -> other != module)
                    .anyMatch(other -> selector.module() != null
                            ? other.name().equals(selector.module())
                                    && other.version().satisfies(range)
                            : other.provides().stream()
                                    .anyMatch(each -> each.name().equals(selector.capability())
                                            && each.version().satisfies(range)));
        });
    }

    private static boolean reaches(
            Map<String, ModuleManifest> choice, ModuleManifest from, ModuleManifest to, Set<String> seen) {
        return from.requires().stream()
                .filter(selector -> selector.module() != null || !provides(from, selector))
                .flatMap(selector -> providers(choice, selector))
                .anyMatch(next -> next == to || seen.add(next.name()) && reaches(choice, next, to, seen));
    }

    private Map<String, Semver> best() {
        List<Map<String, ModuleManifest>> left = valid;
        var taken = new TreeMap<String, ModuleManifest>();
        for (var next = next(taken); next.isPresent(); next = next(taken)) {
            var among = left;
            var option = next.get().stream()
                    .filter(each -> among.stream().anyMatch(choice -> each == choice.get(each.name())))
                    .findFirst()
                    .orElseThrow();
            taken.put(option.name(), option);
            left = among.stream()
                    .filter(choice -> choice.get(option.name()) == option)
                    .toList();
        }
        var best = new TreeMap<String, Semver>();
        taken.forEach((name, module) -> best.put(name, module.version()));
        return best;
    }

    /** The options of the next decision, the best first. */
    private Optional<List<ModuleManifest>> next(Map<String, ModuleManifest> taken) {
        var demanded = taken.values().stream()
                .flatMap(module -> module.requires().stream())
                .toList();
        return Stream.concat(
                        path.modules().stream().map(GoldenPath.ModuleRange::module),
                        demanded.stream()
                                .map(ModuleSelector::module)
                                .filter(name -> name != null)
                                .sorted())
                .filter(name -> !taken.containsKey(name))
                .findFirst()
                .map(versions::get)
                .or(() -> demanded.stream()
                        .filter(selector -> selector.module() == null && !meets(taken, selector))
                        .min(Comparator.comparing((ModuleSelector selector) -> names(selector) > 1)
                                .thenComparing(ModuleSelector::capability)
                                .thenComparing(ModuleSelector::range))
                        .map(this::options));
    }

    private long names(ModuleSelector selector) {
        return options(selector).stream().map(ModuleManifest::name).distinct().count();
    }

    private List<ModuleManifest> options(ModuleSelector selector) {
        return versions.values().stream()
                .flatMap(List::stream)
                .filter(module -> provides(module, selector))
                .toList();
    }
}
