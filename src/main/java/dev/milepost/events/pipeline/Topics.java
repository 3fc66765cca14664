package dev.milepost.events.pipeline;

import dev.milepost.events.contract.EventKeys;
import dev.milepost.events.log.EventPartitions;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** The topics of the pipeline. Missing topics are created; existing ones are left unchanged. */
@ApplicationScoped
class Topics {

    static final String RAW = EventKeys.RAW;
    static final String ENRICHED = "milepost.events.enriched";
    static final String QUARANTINE = "milepost.events.quarantine";
    static final List<String> APPENDED = List.of(RAW, ENRICHED, QUARANTINE);
    static final List<String> COMPACTED =
            List.of("milepost.services.latest", "milepost.deployments.latest", "milepost.templates.latest");

    /** The maximum size of a record: the largest event plus everything that enrichment and quarantine add. */
    static final int MAX_RECORD_BYTES = 4 << 20;

    /** The maximum size of the key and of the value of an event, each, in any content mode. */
    static final int LARGEST_VALUE = 2 << 20;

    private static final Logger LOG = Logger.getLogger(Topics.class);

    private final KafkaCluster broker;
    private final PipelineConfig config;
    private final Duration retention;
    private final RoutingConfig routing;
    private volatile boolean complete;

    Topics(KafkaCluster broker, PipelineConfig config, RoutingConfig routing, EventPartitions partitions) {
        this.broker = broker;
        this.config = config;
        this.routing = routing;
        this.retention = partitions.retention();
    }

    /** Runs before the consumers subscribe, so that the topics exist by then. */
    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        createMissing();
    }

    /** Whether every topic is known to exist. */
    boolean allExist() {
        return complete;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void createMissing() {
        if (complete) {
            return;
        }
        try {
            var existing = broker.call(admin -> admin.listTopics().names());
            create(existing);
            warnOfDifferences(existing);
            complete = true;
        } catch (KafkaException e) {
            LOG.warnf("The Kafka topics could not be checked. This will be retried: %s", FailureClassifier.describe(e));
        }
    }

    /** Returns the id and partitions of a topic. */
    TopicDescription describe(String topic) {
        var topics = broker.call(admin -> admin.describeTopics(List.of(topic)).allTopicNames());
        return Objects.requireNonNull(topics.get(topic));
    }

    /** Returns the offsets of a topic. */
    TopicOffsets offsets(String topic) {
        return new TopicOffsets(describe(topic), broker);
    }

    /** Returns the id of a topic. A recreated topic of the same name has another id. */
    UUID idOf(String topic) {
        return toUuid(describe(topic).topicId());
    }

    static UUID toUuid(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private void create(Set<String> existing) {
        short replicas = config.replicationFactor().orElseGet(this::replicas);
        var missing = new ArrayList<NewTopic>();
        for (var topic : appended()) {
            missing.add(new NewTopic(topic, config.partitions(), replicas).configs(appended(topic)));
        }
        for (var topic : COMPACTED) {
            missing.add(new NewTopic(topic, config.partitions(), replicas)
                    .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)));
        }
        missing.removeIf(topic -> existing.contains(topic.name()));
        for (var topic : missing) {
            try {
                broker.call(admin -> admin.createTopics(List.of(topic)).all());
                LOG.infof("The topic %s was created with %d partitions.", topic.name(), topic.numPartitions());
            } catch (TopicExistsException e) {
                LOG.debugf("The topic %s was created by another client.", topic.name());
            }
        }
    }

    /** Returns the topics that events are appended to: the pipeline's own and those of routes. */
    private Set<String> appended() {
        var all = new LinkedHashSet<>(APPENDED);
        routing.routes().values().forEach(route -> all.add(route.topic()));
        return all;
    }

    private Map<String, String> appended(String topic) {
        var settings = new HashMap<String, String>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        if (topic.equals(RAW)) {
            // The timestamp of a record is its arrival at the broker, independent of the producer's clock. Enrichment
            // copies it.
            settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        }
        return settings;
    }

    private short replicas() {
        var nodes = broker.call(admin -> admin.describeCluster().nodes());
        return (short) Math.min(3, nodes.size());
    }

    /** Logs existing topics that differ from the configuration. */
    private void warnOfDifferences(Set<String> existing) {
        for (var topic : appended()) {
            if (!existing.contains(topic)) {
                continue;
            }
            int partitions = describe(topic).partitions().size();
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var settings = Objects.requireNonNull(broker.call(
                            admin -> admin.describeConfigs(List.of(resource)).all())
                    .get(resource));
            var kept = settings.get(TopicConfig.RETENTION_MS_CONFIG).value();
            if (partitions != config.partitions() || !kept.equals(Long.toString(retention.toMillis()))) {
                LOG.infof(
                        "The topic %s is left unchanged: it has %d partitions and retention.ms %s; configured are %d and %d.",
                        topic, partitions, kept, config.partitions(), retention.toMillis());
            }
        }
    }
}
