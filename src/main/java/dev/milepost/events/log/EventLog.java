package dev.milepost.events.log;

import dev.milepost.events.log.LogEntry.RecordPosition;
import dev.milepost.platform.sql.Sql;
import dev.milepost.security.erasure.Pseudonyms;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * The event log, which stores each event once. It deduplicates events and applies the projections in the same
 * transaction.
 */
@ApplicationScoped
public class EventLog {

    // Ordered by identity, so that two transactions that insert the same identities cannot deadlock.
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
    private final Pseudonyms pseudonyms;
    private final List<Projection> projections;

    EventLog(
            Sql sql,
            ProjectionProgress progress,
            EventPartitions partitions,
            Pseudonyms pseudonyms,
            @All List<Projection> projections) {
        this.sql = sql;
        this.progress = progress;
        this.partitions = partitions;
        this.pseudonyms = pseudonyms;
        this.projections = List.copyOf(projections);
    }

    /**
     * Appends the new events among the entries and stores the progress of their partitions, in one transaction. Entries
     * at positions that were processed before are skipped. Erased people who are named again get their pseudonyms.
     *
     * @param entries in the order of their offsets within each partition
     */
    @Transactional
    public AppendResult append(List<LogEntry> entries) {
        var received = progress.unread(entries);
        if (received.isEmpty()) {
            return new AppendResult(0, 0);
        }
        // After the lock, so that an erasure waits for this transaction if it was requested later than this.
        var names = pseudonyms.read();
        var unread = names.isEmpty()
                ? received
                : received.stream().map(entry -> entry.withPseudonyms(names)).toList();
        var days = partitions.daysOf(unread);
        var newIndexes = insertIdentities(unread, days);
        if (!newIndexes.isEmpty()) {
            var rows = newIndexes.stream().map(i -> new EventCopyRows.Row(unread.get(i), days.get(i)));
            sql.copy(EventCopyRows.COPY, new EventCopyRows(rows.iterator()));
            var golden = newIndexes.stream().map(i -> unread.get(i).golden()).toList();
            projections.forEach(projection -> projection.apply(golden));
        }
        progress.advance(unread, newIndexes);
        return new AppendResult(newIndexes.size(), unread.size() - newIndexes.size());
    }

    /**
     * Advances the progress past an entry that is handled elsewhere, in the caller's transaction.
     *
     * @return false if the position was processed before; the caller must then not handle the entry again
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean skip(RecordPosition position) {
        return progress.skip(position);
    }

    /**
     * Inserts the identities and returns the list indexes of the new ones. Of entries with the same identity, only the
     * first counts as new.
     */
    private List<Integer> insertIdentities(List<LogEntry> entries, List<LocalDate> days) {
        var identities =
                entries.stream().map(entry -> entry.golden().identity()).toList();
        var added = new HashSet<>(sql.query(IDENTIFY, row -> row.getObject(1, UUID.class), identities, days));
        var newIndexes = new ArrayList<Integer>(added.size());
        for (int i = 0; i < identities.size(); i++) {
            if (added.remove(identities.get(i))) {
                newIndexes.add(i);
            }
        }
        return newIndexes;
    }

    /** The number of new entries and of duplicates. */
    public record AppendResult(int added, int duplicates) {}
}
