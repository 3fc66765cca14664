package dev.milepost.events.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Where the partitions of a topic begin and end, by partition; and where a group stands in them. */
record TopicOffsets(TopicDescription topic, KafkaCluster broker) {

    /** What the next record of each partition will have as its offset. */
    Map<TopicPartition, Long> ends() {
        return list(OffsetSpec.latest());
    }

    /** Where a group stands; at the beginning in a partition that it has not read. */
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

    /** What is known, no less than where each partition begins: what was before that is gone and nobody waits for it. */
    Map<TopicPartition, Long> fromBeginnings(Map<TopicPartition, Long> known) {
        var beginnings = list(OffsetSpec.earliest());
        beginnings.forEach((partition, beginning) -> known.merge(partition, beginning, Math::max));
        return known;
    }

    private Map<TopicPartition, Long> list(OffsetSpec spec) {
        var question = partitions().keySet().stream().collect(Collectors.toMap(Function.identity(), p -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                broker.call(admin -> admin.listOffsets(question).all());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private Map<TopicPartition, Integer> partitions() {
        return topic.partitions().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(topic.name(), p.partition()), p -> p.partition()));
    }
}
