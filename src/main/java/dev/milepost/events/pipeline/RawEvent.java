package dev.milepost.events.pipeline;

import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An event to send to the raw topic. It has only what is sent, and nothing that was only needed for validation. */
public record RawEvent(UUID identity, ProducerRecord<byte[], byte[]> record) {}
