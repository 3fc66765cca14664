package dev.milepost.events.log;

import dev.milepost.events.log.LogEntry.RecordPosition;
import dev.milepost.platform.sql.Sql;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Where every event stands once. What is new is decided here, and told to the projections in the same transaction. */
@ApplicationScoped
public class EventLog {

    // In the order of the identities, so that two transactions that bring the same ones do not wait for each other.
    private static final String IDENTIFY = """
            insert into event_identity (identity, received_on)
            select identity, received_on from unnest(?::uuid[], ?::date[]) as event (identity, received_on)
            order by identity
            on conflict (identity) do nothing
            returning identity
            """;

    private final Sql sql;
    private final ProjectionProgress progress;
    private final EventPartitions partitions;
    private final List<Projection> projections;

    EventLog(
            DataSource database,
            ProjectionProgress progress,
            EventPartitions partitions,
            @All List<Projection> projections) {
        this.sql = new Sql(database);
        this.progress = progress;
        this.partitions = partitions;
        this.projections = List.copyOf(projections);
    }

    /**
     * Adds what is new of the entries, in one transaction, and remembers how far their partitions have been read. Those
     * that had been read before are passed over.
     *
     * @param entries each partition's in the order of their offsets
     */
    @Transactional
    public AppendResult append(List<LogEntry> entries) {
        var unread = progress.unread(entries);
        if (unread.isEmpty()) {
            return new AppendResult(0, 0);
        }
        var days = partitions.daysOf(unread);
        var fresh = insertIdentities(unread, days);
        if (!fresh.isEmpty()) {
            var rows = fresh.stream().map(i -> new EventCopyRows.Row(unread.get(i), days.get(i)));
            sql.copy(EventCopyRows.COPY, new EventCopyRows(rows.iterator()));
            var golden = fresh.stream().map(i -> unread.get(i).golden()).toList();
            projections.forEach(projection -> projection.apply(golden));
        }
        progress.advance(unread, fresh);
        return new AppendResult(fresh.size(), unread.size() - fresh.size());
    }

    /**
     * Remembers that an entry has been dealt with elsewhere, in the transaction that does.
     *
     * @return false where it had been read before, and is not to be dealt with again
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean skip(RecordPosition position) {
        return progress.skip(position);
    }

    /** The places in the list of the entries whose identity was not known; of those with the same, the first. */
    private List<Integer> insertIdentities(List<LogEntry> entries, List<LocalDate> days) {
        var identities =
                entries.stream().map(entry -> entry.golden().identity()).toList();
        var added = new HashSet<>(sql.query(IDENTIFY, row -> row.getObject(1, UUID.class), identities, days));
        var fresh = new ArrayList<Integer>(added.size());
        for (int i = 0; i < identities.size(); i++) {
            if (added.remove(identities.get(i))) {
                fresh.add(i);
            }
        }
        return fresh;
    }

    /** How many entries were new, and how many were known already. */
    public record AppendResult(int added, int duplicates) {}
}
