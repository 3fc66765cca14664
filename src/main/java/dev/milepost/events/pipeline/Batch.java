package dev.milepost.events.pipeline;

import dev.milepost.platform.documents.JsonHeapUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Records that are processed and committed together. They are split into parts, each within a heap limit. */
final class Batch {

    /** The heap use of a record, the event read from it, and its attributes, in bytes. */
    private static final int RECORD = 512;

    private static final int HEADER = 160;

    private final int mostRecords;
    private final long bound;
    private final List<List<ConsumerRecord<byte[], byte[]>>> parts = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> next = new LinkedHashMap<>();
    private int records;
    private long bytes;
    private long bytesOfPart;

    /** @param bound the heap limit of a part, in bytes; a single record may exceed it */
    Batch(int mostRecords, long bound) {
        this.mostRecords = mostRecords;
        this.bound = bound;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        var taken = heapUse(record);
        if (parts.isEmpty() || bytesOfPart + taken > bound) {
            parts.add(new ArrayList<>());
            bytesOfPart = 0;
        }
        parts.get(parts.size() - 1).add(record);
        bytesOfPart += taken;
        bytes += taken;
        records++;
        next.put(new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
    }

    /** Estimates the maximum heap use of processing a record, in bytes. */
    private static long heapUse(ConsumerRecord<byte[], byte[]> record) {
        long bytes = RECORD;
        for (var header : record.headers()) {
            bytes += HEADER + 2L * (header.key().length() + (header.value() == null ? 0 : header.value().length));
        }
        return record.value() == null ? bytes : bytes + JsonHeapUse.of(record.value());
    }

    boolean isFull() {
        return records >= mostRecords || bytes >= bound;
    }

    boolean isEmpty() {
        return records == 0;
    }

    int size() {
        return records;
    }

    /** The offset at which each partition continues after this batch. */
    Map<TopicPartition, OffsetAndMetadata> next() {
        return next;
    }

    /** Processes the parts in order. A part is released when its processing is done. */
    void drain(Consumer<ConsumerRecords<byte[], byte[]>> work) {
        while (!parts.isEmpty()) {
            work.accept(byPartition(parts.get(0)));
            parts.remove(0);
        }
    }

    private static ConsumerRecords<byte[], byte[]> byPartition(List<ConsumerRecord<byte[], byte[]>> records) {
        var partitions = new LinkedHashMap<TopicPartition, List<ConsumerRecord<byte[], byte[]>>>();
        for (var record : records) {
            partitions
                    .computeIfAbsent(new TopicPartition(record.topic(), record.partition()), any -> new ArrayList<>())
                    .add(record);
        }
        return new ConsumerRecords<>(partitions, Map.of());
    }
}
