package dev.milepost.events.pipeline;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Deserializes bytes unchanged, up to the maximum size of an event. A larger value cannot be an event and becomes an
 * empty array.
 */
final class BoundedBytes implements Deserializer<byte[]> {

    private static final byte[] NOTHING = {};

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] data) {
        return data == null || data.length <= Topics.LARGEST_VALUE ? data : NOTHING;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        if (data == null) {
            return null;
        }
        if (data.remaining() > Topics.LARGEST_VALUE) {
            return NOTHING;
        }
        var bytes = new byte[data.remaining()];
        data.duplicate().get(bytes);
        return bytes;
    }

    /** @throws RecordTooLargeException if the key or value of the record exceeds the maximum and was dropped */
    static void check(ConsumerRecord<byte[], byte[]> record) {
        if (isCut(record)) {
            throw new RecordTooLargeException("The key or value of the record has %d bytes; at most %d are allowed."
                    .formatted(
                            Math.max(record.serializedKeySize(), record.serializedValueSize()), Topics.LARGEST_VALUE));
        }
    }

    static boolean isCut(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(record.serializedKeySize(), record.serializedValueSize()) > Topics.LARGEST_VALUE;
    }
}
