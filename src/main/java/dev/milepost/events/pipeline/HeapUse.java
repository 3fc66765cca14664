package dev.milepost.events.pipeline;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How many bytes of the heap the processing of a record takes at most, roughly. The size of its value does not tell: of
 * JSON such as {@code [[],[],…]} a tree is thirty times as large.
 */
final class HeapUse {

    /** A record, the event that is read of it, and its attributes. */
    private static final int RECORD = 512;

    private static final int HEADER = 160;

    /** What Jackson's tree holds for the members, elements, texts and containers that these characters stand for. */
    private static final byte[] STRUCTURE = structure();

    private HeapUse() {}

    static long of(ConsumerRecord<byte[], byte[]> record) {
        long bytes = RECORD;
        for (var header : record.headers()) {
            bytes += HEADER + 2L * (header.key().length() + (header.value() == null ? 0 : header.value().length));
        }
        var value = record.value();
        if (value == null) {
            return bytes;
        }
        // The value itself and the texts in it.
        bytes += 2L * value.length;
        for (var each : value) {
            bytes += STRUCTURE[each & 0xff];
        }
        return bytes;
    }

    private static byte[] structure() {
        var bytes = new byte[256];
        bytes['{'] = 120;
        bytes['['] = 60;
        bytes[':'] = 64;
        bytes[','] = 24;
        bytes['"'] = 32;
        return bytes;
    }
}
