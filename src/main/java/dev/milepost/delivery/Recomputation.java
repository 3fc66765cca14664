package dev.milepost.delivery;

import dev.milepost.ownership.ServiceHistory;
import dev.milepost.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import javax.sql.DataSource;

/**
 * Brings the links and rollups of marked services up to their facts, in one transaction. Any number of replicas may do
 * it at once: each takes services that no other holds.
 */
@ApplicationScoped
class Recomputation {

    /**
     * Each statement looks for a few rows at the end of each chain, along an index. How many those are a plan that is made
     * once can only guess, a third of all of a service; and for that it read whole tables, the slower the longer the history.
     */
    private static final String ALONG_INDEXES = """
            select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
                set_config('enable_mergejoin', 'off', true)
            """;

    private final DirtyMarks marks;
    private final Retiering retiering;
    private final MomentRepository moments;
    private final Linking linking;
    private final Rollups rollups;
    private final ServiceHistory history;
    private final Sql sql;
    private final int servicesAtOnce;

    Recomputation(
            DirtyMarks marks,
            Retiering retiering,
            MomentRepository moments,
            Linking linking,
            Rollups rollups,
            ServiceHistory history,
            DataSource database,
            DeliveryConfig config) {
        this.marks = marks;
        this.retiering = retiering;
        this.moments = moments;
        this.linking = linking;
        this.rollups = rollups;
        this.history = history;
        this.sql = new Sql(database);
        this.servicesAtOnce = config.servicesAtOnce();
    }

    /** How many services were marked and are now up to date; 0 where none is marked or others hold them all. */
    @Transactional
    int run() {
        sql.query(ALONG_INDEXES, row -> row.getString(1));
        var services = marks.lockServices(servicesAtOnce);
        if (services.isEmpty()) {
            return 0;
        }
        var dirt = marks.take(services);
        retiering.apply(services);
        var stale = moments.of(dirt);
        var changes = new LinkChanges();
        for (var slice : moments.slices(services, stale)) {
            linking.relink(new Slice(
                    slice, stale.only(slice), incidents(dirt, slice), new Dimensions(sql, history, slice), changes));
        }
        rollups.apply(changes.gone(), changes.come());
        return services.size();
    }

    private static List<Incident.Key> incidents(Dirt dirt, List<String> services) {
        return services.stream()
                .flatMap(service -> dirt.of(service).incidents().stream())
                .distinct()
                .toList();
    }
}
