package dev.milepost.events.log;

import dev.milepost.events.log.LogEntry.RecordPosition;
import dev.milepost.platform.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The progress of the event log in each partition of the enriched topic. */
@ApplicationScoped
public class ProjectionProgress {

    // The no-op update locks the row while a batch of its partition is appended.
    private static final String LOCK = """
            insert into projection_progress as progress (topic, partition, next_offset)
            select ?, partition, 0 from unnest(?) as read (partition) order by partition
            on conflict (topic, partition) do update set next_offset = progress.next_offset
            returning partition, next_offset
            """;
    private static final String ADVANCE = """
            update projection_progress as progress
            set next_offset = read.next_offset, duplicates = progress.duplicates + read.duplicates
            from unnest(?, ?, ?) as read (partition, next_offset, duplicates)
            where progress.topic = ? and progress.partition = read.partition
            """;

    private final Sql sql;

    ProjectionProgress(Sql sql) {
        this.sql = sql;
    }

    /** Returns the first offset that is not in the log yet, by partition. A partition that was never read is absent. */
    @Transactional
    public Map<Integer, Long> nextOffsets(UUID topic) {
        var rows = sql.query(
                "select partition, next_offset from projection_progress where topic = ?",
                row -> Map.entry(row.getInt(1), row.getLong(2)),
                topic);
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The number of duplicates: events that were already in the log when they were read. */
    @Transactional
    public long duplicates() {
        return sql.query("select coalesce(sum(duplicates), 0) from projection_progress", row -> row.getLong(1))
                .get(0);
    }

    /** Returns the entries that the log has not processed. Locks their partitions until the transaction ends. */
    List<LogEntry> unread(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return entries;
        }
        var topic = entries.get(0).position().topic();
        var partitions =
                entries.stream().map(entry -> entry.position().partition()).collect(Collectors.toSet());
        var next = lock(topic, partitions);
        return entries.stream()
                .filter(entry -> entry.position().offset()
                        >= next.getOrDefault(entry.position().partition(), 0L))
                .toList();
    }

    /**
     * Stores that the entries were processed.
     *
     * @param added the list indexes of the new entries; the others are duplicates
     */
    void advance(List<LogEntry> entries, Collection<Integer> added) {
        var newIndexes = new HashSet<>(added);
        var next = new TreeMap<Integer, Long>();
        var duplicates = new HashMap<Integer, Long>();
        for (int i = 0; i < entries.size(); i++) {
            var position = entries.get(i).position();
            next.put(position.partition(), position.offset() + 1);
            duplicates.merge(position.partition(), newIndexes.contains(i) ? 0L : 1L, Long::sum);
        }
        var partitions = List.copyOf(next.keySet());
        sql.update(
                ADVANCE,
                partitions,
                List.copyOf(next.values()),
                partitions.stream().map(duplicates::get).toList(),
                entries.get(0).position().topic());
    }

    /** Stores that one entry was processed; returns false if it had been processed before. */
    boolean skip(RecordPosition position) {
        var next = lock(position.topic(), List.of(position.partition()));
        if (position.offset() < next.getOrDefault(position.partition(), 0L)) {
            return false;
        }
        sql.update(
                ADVANCE, List.of(position.partition()), List.of(position.offset() + 1), List.of(0L), position.topic());
        return true;
    }

    private Map<Integer, Long> lock(UUID topic, Collection<Integer> partitions) {
        var rows = sql.query(LOCK, row -> Map.entry(row.getInt(1), row.getLong(2)), topic, partitions);
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
