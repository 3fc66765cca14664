package dev.milepost.resolution;

import dev.milepost.manifests.GoldenPath;
import dev.milepost.manifests.TemplateModule;
import dev.milepost.manifests.TemplateModule.Requires;
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
final class BruteForce {

    private final GoldenPath path;
    private final TreeMap<String, List<TemplateModule>> versions = new TreeMap<>();
    private final List<Map<String, TemplateModule>> valid = new ArrayList<>();

    private BruteForce(GoldenPath path, SomeModules offer) {
        this.path = path;
        for (var offered : offer.all()) {
            versions.computeIfAbsent(offered.module().name(), any -> new ArrayList<>())
                    .add(offered.module());
        }
        versions.values()
                .forEach(list ->
                        list.sort(Comparator.comparing(TemplateModule::version).reversed()));
    }

    /** The names and versions of the best choice. */
    static Optional<Map<String, Semver>> resolve(GoldenPath path, SomeModules offer) {
        var force = new BruteForce(path, offer);
        force.enumerate(new ArrayList<>(force.versions.keySet()), new TreeMap<>());
        return force.valid.isEmpty() ? Optional.empty() : Optional.of(force.best());
    }

    private void enumerate(List<String> names, TreeMap<String, TemplateModule> choice) {
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

    private boolean isValid(Map<String, TemplateModule> choice) {
        return path.modules().stream().allMatch(each -> meets(choice, new Requires(each.module(), null, each.range())))
                && choice.values().stream()
                        .allMatch(module -> module.requires().stream().allMatch(what -> meets(choice, what)))
                && choice.values().stream().noneMatch(module -> conflicts(choice, module))
                && choice.values().stream().noneMatch(module -> reaches(choice, module, module, new HashSet<>()));
    }

    private static boolean meets(Map<String, TemplateModule> choice, Requires what) {
        return providers(choice, what).findAny().isPresent();
    }

    private static Stream<TemplateModule> providers(Map<String, TemplateModule> choice, Requires what) {
        if (what.module() != null) {
            return Stream.ofNullable(choice.get(what.module()))
                    .filter(module -> module.version().satisfies(what.range()));
        }
        return choice.values().stream().filter(module -> provides(module, what));
    }

    private static boolean provides(TemplateModule module, Requires what) {
        return module.provides().stream()
                .anyMatch(each ->
                        each.name().equals(what.capability()) && each.version().satisfies(what.range()));
    }

    /** A conflict means pre-releases like any other version. */
    private static boolean conflicts(Map<String, TemplateModule> choice, TemplateModule module) {
        return module.conflicts().stream().anyMatch(what -> {
            var range = RangeListFactory.create(what.range(), true);
            return choice.values().stream()
                    .filter(other -> other != module)
                    .anyMatch(other -> what.module() != null
                            ? other.name().equals(what.module())
                                    && other.version().satisfies(range)
                            : other.provides().stream()
                                    .anyMatch(each -> each.name().equals(what.capability())
                                            && each.version().satisfies(range)));
        });
    }

    private static boolean reaches(
            Map<String, TemplateModule> choice, TemplateModule from, TemplateModule to, Set<String> seen) {
        return from.requires().stream()
                .filter(what -> what.module() != null || !provides(from, what))
                .flatMap(what -> providers(choice, what))
                .anyMatch(next -> next == to || seen.add(next.name()) && reaches(choice, next, to, seen));
    }

    private Map<String, Semver> best() {
        List<Map<String, TemplateModule>> left = valid;
        var taken = new TreeMap<String, TemplateModule>();
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
    private Optional<List<TemplateModule>> next(Map<String, TemplateModule> taken) {
        var demanded = taken.values().stream()
                .flatMap(module -> module.requires().stream())
                .toList();
        return Stream.concat(
                        path.modules().stream().map(GoldenPath.ModuleRange::module),
                        demanded.stream()
                                .map(Requires::module)
                                .filter(name -> name != null)
                                .sorted())
                .filter(name -> !taken.containsKey(name))
                .findFirst()
                .map(versions::get)
                .or(() -> demanded.stream()
                        .filter(what -> what.module() == null && !meets(taken, what))
                        .min(Comparator.comparing((Requires what) -> names(what) > 1)
                                .thenComparing(Requires::capability)
                                .thenComparing(Requires::range))
                        .map(this::options));
    }

    private long names(Requires what) {
        return options(what).stream().map(TemplateModule::name).distinct().count();
    }

    private List<TemplateModule> options(Requires what) {
        return versions.values().stream()
                .flatMap(List::stream)
                .filter(module -> provides(module, what))
                .toList();
    }
}
