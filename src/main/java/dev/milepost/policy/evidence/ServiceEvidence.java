package dev.milepost.policy.evidence;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.milepost.templates.manifests.GoldenPath;
import dev.milepost.templates.manifests.ModuleManifest;
import dev.milepost.templates.manifests.ModuleManifest.Emission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that a service owes and that there is.
 *
 * @param template the golden path that the service is on; null if none is known
 * @param version null if it is unknown, or not in the registry: then nothing is known to be owed
 * @param owedKnown whether the registry has the version, so that all that is owed is listed
 */
record ServiceEvidence(
        String service, @Nullable String template, @Nullable String version, boolean owedKnown, List<Item> items) {

    private static final Comparator<Item> ORDER = Comparator.comparing((Item item) -> !item.owed())
            .thenComparing(Item::kind)
            .thenComparing(
                    item -> item.evidence() == null ? "" : item.evidence().tool());

    /** Whether evidence is there and new enough. */
    enum Status {
        PRESENT,
        STALE,
        MISSING;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One kind of evidence that is owed, or evidence that is there without being owed.
     *
     * @param tool the tool whose evidence is owed; null for any
     * @param modules the modules that send it, as {@code name@version}; empty if it is not owed
     * @param maxAgeSeconds null if its age does not matter
     * @param evidence the newest; null if it is missing
     */
    record Item(
            String kind,
            @Nullable String tool,
            boolean owed,
            Status status,
            List<String> modules,
            @Nullable Long maxAgeSeconds,
            @Nullable StoredEvidence evidence) {}

    /** What is owed: a kind, and perhaps a tool. Sorted, so that answers are equal. */
    private record Debt(String kind, String tool) implements Comparable<Debt> {

        static Debt of(Emission emission) {
            return new Debt(emission.kind(), emission.tool() == null ? "" : emission.tool());
        }

        boolean isPaidBy(StoredEvidence evidence) {
            return kind.equals(evidence.kind())
                    && (tool.isEmpty()
                            || evidence.tool().toLowerCase(Locale.ROOT).contains(tool.toLowerCase(Locale.ROOT)));
        }

        @Override
        public int compareTo(Debt other) {
            return Comparator.comparing(Debt::kind).thenComparing(Debt::tool).compare(this, other);
        }
    }

    /** The strictest age, and all modules, of what several modules send. */
    private static final class Terms {

        private final List<String> modules = new ArrayList<>();
        private @Nullable Duration maxAge;

        void add(ModuleManifest module, Emission emission) {
            modules.add(module.metadata().name() + "@" + module.metadata().version());
            var age = emission.maxAge();
            if (age != null && (maxAge == null || age.compareTo(maxAge) < 0)) {
                maxAge = age;
            }
        }
    }

    /** Collects what modules of a golden path version send. */
    static final class Owed {

        private final GoldenPath path;
        private final TreeMap<Debt, Terms> debts = new TreeMap<>();

        Owed(GoldenPath path) {
            this.path = path;
        }

        /** A module sends evidence of a policy hook only on golden paths that have the hook. */
        void add(ModuleManifest module) {
            module.emits().stream()
                    .filter(emission ->
                            emission.policy() == null || path.policies().containsKey(emission.policy()))
                    .forEach(emission -> debts.computeIfAbsent(Debt.of(emission), none -> new Terms())
                            .add(module, emission));
        }

        List<Item> items(List<StoredEvidence> found, Instant now) {
            var items = new ArrayList<Item>();
            var paid = new HashSet<UUID>();
            debts.forEach((debt, terms) -> {
                var newest = found.stream()
                        .filter(debt::isPaidBy)
                        .max(Comparator.comparing(StoredEvidence::producedAt))
                        .orElse(null);
                if (newest != null) {
                    paid.add(newest.id());
                }
                items.add(new Item(
                        debt.kind(),
                        debt.tool().isEmpty() ? null : debt.tool(),
                        true,
                        status(newest, terms.maxAge, now),
                        List.copyOf(terms.modules),
                        terms.maxAge == null ? null : (Long) terms.maxAge.toSeconds(),
                        newest));
            });
            found.stream()
                    .filter(one -> !paid.contains(one.id()))
                    .map(ServiceEvidence::notOwed)
                    .forEach(items::add);
            items.sort(ORDER);
            return items;
        }
    }

    private static Status status(@Nullable StoredEvidence newest, @Nullable Duration maxAge, Instant now) {
        if (newest == null) {
            return Status.MISSING;
        }
        return maxAge != null && newest.producedAt().isBefore(now.minus(maxAge)) ? Status.STALE : Status.PRESENT;
    }

    static Item notOwed(StoredEvidence evidence) {
        return new Item(evidence.kind(), null, false, Status.PRESENT, List.of(), null, evidence);
    }
}
