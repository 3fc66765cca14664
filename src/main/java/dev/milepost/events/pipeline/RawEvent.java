package dev.milepost.events.pipeline;

import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An event on its way into the raw topic. Holds what is sent and nothing that was only needed to read it. */
public record RawEvent(UUID identity, ProducerRecord<byte[], byte[]> record) {}
