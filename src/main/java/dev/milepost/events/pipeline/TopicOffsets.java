package dev.milepost.events.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** The beginning and end offsets of a topic by partition, and the committed offsets of a consumer group. */
record TopicOffsets(TopicDescription topic, KafkaCluster broker) {

    /** Returns the offset that the next record of each partition will have. */
    Map<TopicPartition, Long> ends() {
        return list(OffsetSpec.latest());
    }

    /** Returns the committed offsets of a group; the beginning of a partition that it has not read. */
    Map<TopicPartition, Long> committed(String group) {
        var committed =
                broker.call(admin -> admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        var known = new HashMap<TopicPartition, Long>();
        for (var partition : partitions().keySet()) {
            var offset = committed.get(partition);
            if (offset != null) {
                known.put(partition, offset.offset());
            }
        }
        return fromBeginnings(known);
    }

    /**
     * Returns the given offsets, raised to the beginning of each partition: earlier records are deleted, so no consumer
     * waits for them.
     */
    Map<TopicPartition, Long> fromBeginnings(Map<TopicPartition, Long> known) {
        var beginnings = list(OffsetSpec.earliest());
        beginnings.forEach((partition, beginning) -> known.merge(partition, beginning, Math::max));
        return known;
    }

    private Map<TopicPartition, Long> list(OffsetSpec spec) {
        var request = partitions().keySet().stream().collect(Collectors.toMap(Function.identity(), p -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> result =
                broker.call(admin -> admin.listOffsets(request).all());
        return result.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private Map<TopicPartition, Integer> partitions() {
        return topic.partitions().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(topic.name(), p.partition()), p -> p.partition()));
    }
}
