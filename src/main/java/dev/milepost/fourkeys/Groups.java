package dev.milepost.fourkeys;

import dev.milepost.ownership.KnownPeriod;
import dev.milepost.ownership.ServiceHistory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which groups a question falls into, and the part of all facts that is in each. */
@ApplicationScoped
class Groups {

    static final int MOST = 1_000;

    private final DimensionReader dimensions;
    private final RollupReader rollups;
    private final ServiceHistory history;
    private final Clock clock;

    Groups(DimensionReader dimensions, RollupReader rollups, ServiceHistory history, Clock clock) {
        this.dimensions = dimensions;
        this.rollups = rollups;
        this.history = history;
        this.clock = clock;
    }

    /**
     * By key; all of one scope and kind of owner.
     *
     * @param truncated whether there are more: then these are those that have had most deployments in the window's months
     */
    record Found(Map<String, Part> parts, boolean truncated) {}

    /** @param filter the question's, where it asks for what is known today as services */
    Found of(Question question, Filter filter, Scope scope) {
        boolean today = question.ownership() == Ownership.CURRENT && scope != Scope.SERVICE;
        var groups = today ? today(filter, scope) : known(filter, scope);
        if (groups.size() <= MOST) {
            return new Found(groups, false);
        }
        var members = new LinkedHashMap<String, List<String>>();
        groups.forEach((key, part) -> members.put(key, today ? part.keys() : List.of(key)));
        var summed = today ? Scope.SERVICE : scope;
        var busiest = rollups.busiest(new RollupReader.Ranked(summed, members), question, MOST + 1);
        groups.keySet().retainAll(busiest.subList(0, Math.min(MOST, busiest.size())));
        return new Found(groups, busiest.size() > MOST);
    }

    private Map<String, Part> known(Filter filter, Scope scope) {
        boolean summedUp = filter.kinds() == 0;
        var parts = new LinkedHashMap<String, Part>();
        dimensions.groups(filter, scope).forEach((key, ids) -> parts.put(key, part(scope, key, ids, summedUp)));
        return parts;
    }

    private static Part part(Scope scope, String key, String ids, boolean summedUp) {
        if (scope == Scope.SERVICE && summedUp) {
            return Part.service(key);
        }
        return summedUp ? Part.scoped(scope, List.of(key), ids) : Part.dimensions(ids);
    }

    /** The services that are in each group today, with all that they ever did. */
    private Map<String, Part> today(Filter filter, Scope scope) {
        var ids = dimensions.groups(filter, Scope.SERVICE);
        var known = history.at(clock.instant());
        var services = ids.keySet().stream()
                .filter(service -> key(known.get(service), scope) != null)
                .collect(Collectors.groupingBy(service -> String.valueOf(key(known.get(service), scope))));
        var parts = new LinkedHashMap<String, Part>();
        services.forEach((key, all) -> parts.put(
                key,
                Part.scoped(
                        Scope.SERVICE,
                        all,
                        all.stream()
                                .map(ids::get)
                                .map(literal -> literal.substring(1, literal.length() - 1))
                                .collect(Collectors.joining(",", "{", "}")))));
        return parts;
    }

    private static @Nullable String key(@Nullable KnownPeriod known, Scope scope) {
        if (known == null) {
            return null;
        }
        return switch (scope) {
            case TEAM -> known.team();
            case SYSTEM -> known.system();
            case DOMAIN -> known.domain();
            case TEMPLATE -> known.template();
            case TEMPLATE_VERSION ->
                known.templateVersion() == null ? null : known.template() + "@" + known.templateVersion();
            case SERVICE, ORGANISATION -> null;
        };
    }
}
