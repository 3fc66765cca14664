package dev.milepost.insights.adoption;

import dev.milepost.catalog.ownership.OwnershipPeriod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The services on a golden path at the end of a window. */
record ServiceFigures(long count, Map<String, Long> byVersion, Map<String, Long> byTeam, List<Cell> byVersionAndTeam) {

    /** The key for services whose team or version is unknown. */
    private static final String UNKNOWN = "unknown";

    record Cell(String version, String team, long services) {}

    private record Key(String version, String team) {}

    static ServiceFigures of(Collection<OwnershipPeriod> services) {
        var byVersion = new TreeMap<String, Long>();
        var byTeam = new TreeMap<String, Long>();
        var byBoth = new TreeMap<Key, Long>(Comparator.comparing(Key::version).thenComparing(Key::team));
        for (var service : services) {
            var version = orUnknown(service.templateVersion());
            var team = orUnknown(service.team());
            byVersion.merge(version, 1L, Long::sum);
            byTeam.merge(team, 1L, Long::sum);
            byBoth.merge(new Key(version, team), 1L, Long::sum);
        }
        var cells = new ArrayList<Cell>();
        byBoth.forEach((key, count) -> cells.add(new Cell(key.version(), key.team(), count)));
        return new ServiceFigures(services.size(), byVersion, byTeam, cells);
    }

    private static String orUnknown(@Nullable String value) {
        return value == null ? UNKNOWN : value;
    }
}
