package dev.milepost.events.pipeline;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Estimates the maximum heap use of processing a record, in bytes. The size of the value is not enough: the tree of
 * JSON such as {@code [[],[],…]} is thirty times as large.
 */
final class HeapUse {

    /** The record, the event read from it, and its attributes. */
    private static final int RECORD = 512;

    private static final int HEADER = 160;

    /**
     * The heap use of the members, elements, texts and containers in Jackson's tree, by the character that marks each.
     */
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
