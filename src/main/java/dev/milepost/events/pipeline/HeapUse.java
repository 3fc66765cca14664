package dev.milepost.events.pipeline;

import dev.milepost.platform.documents.JsonHeapUse;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Estimates the maximum heap use of processing a record, in bytes. */
final class HeapUse {

    /** The record, the event read from it, and its attributes. */
    private static final int RECORD = 512;

    private static final int HEADER = 160;

    private HeapUse() {}

    static long of(ConsumerRecord<byte[], byte[]> record) {
        long bytes = RECORD;
        for (var header : record.headers()) {
            bytes += HEADER + 2L * (header.key().length() + (header.value() == null ? 0 : header.value().length));
        }
        return record.value() == null ? bytes : bytes + JsonHeapUse.of(record.value());
    }
}
