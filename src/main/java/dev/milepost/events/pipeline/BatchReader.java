package dev.milepost.events.pipeline;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Reads a topic in batches that are limited by their heap use, and commits each batch after it is processed. Kafka's
 * own limits count records and compressed bytes, and neither bounds the size of a poll. Each poll therefore returns a
 * few records, and polling repeats until the batch is full or no record is left.
 *
 * <p>While a batch is processed, its partitions are paused and polled, so that this member stays in its group however
 * long the database is down. A commit is retried while the group rebalances.
 */
final class BatchReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BatchReader.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration COMMIT = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Channel channel;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RetryForever retry;
    private final MeterRegistry meters;
    private final ExecutorService worker;
    private final Thread reader;
    private volatile boolean stopping;

    /**
     * The settings of a reader.
     *
     * @param mostRecords the maximum number of records in a batch
     * @param bound the heap limit of a batch, in bytes
     * @param assigned sets the start offsets of newly assigned partitions
     * @param work processes a part of a batch; retried until it returns
     */
    record Channel(
            String name,
            String topic,
            int mostRecords,
            long bound,
            BiConsumer<Consumer<?, ?>, Collection<TopicPartition>> assigned,
            java.util.function.Consumer<ConsumerRecords<byte[], byte[]>> work) {}

    BatchReader(
            Channel channel, Supplier<Consumer<byte[], byte[]>> consumers, RetryForever retry, MeterRegistry meters) {
        this.channel = channel;
        this.consumers = consumers;
        this.retry = retry;
        this.meters = meters;
        this.worker = Executors.newSingleThreadExecutor(work -> daemon(work, "milepost-" + channel.name()));
        this.reader = daemon(this::read, "milepost-" + channel.name() + "-reader");
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    void start() {
        reader.start();
    }

    /** Starts no further batch. */
    void stop() {
        stopping = true;
    }

    /** Waits a limited time for the current batch to be processed and committed. */
    @Override
    public void close() {
        stop();
        try {
            reader.join(STOP.toMillis());
            worker.shutdownNow();
            reader.interrupt();
            reader.join(STOP.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Runs until the service stops. A consumer error, and even a full heap, closes the consumer; reading continues with
     * a new one.
     */
    private void read() {
        for (int attempt = 1; !stopping; attempt++) {
            try (var consumer = consumers.get();
                    var ofClient = new KafkaClientMetrics(consumer)) {
                ofClient.bindTo(meters);
                consumer.subscribe(List.of(channel.topic()), listener(consumer));
                while (!stopping) {
                    read(consumer);
                }
            } catch (RetryForever.RetryStopped | InterruptException e) {
                LOG.debugf("Reading %s has stopped: %s", channel.name(), e.getMessage());
                return;
            } catch (RuntimeException e) {
                pause(attempt, e);
            } catch (OutOfMemoryError | StackOverflowError e) {
                pause(attempt, new IllegalStateException(e));
            }
        }
    }

    private ConsumerRebalanceListener listener(Consumer<byte[], byte[]> consumer) {
        return new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                channel.assigned().accept(consumer, partitions);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {}
        };
    }

    private void pause(int attempt, RuntimeException fault) {
        if (!stopping) {
            retry.pauseBeforeRetry("Reading " + channel.name(), attempt, fault);
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        var batch = new Batch(channel.mostRecords(), channel.bound());
        var polled = consumer.poll(POLL);
        while (!polled.isEmpty()) {
            polled.forEach(batch::add);
            polled = batch.isFull() ? ConsumerRecords.empty() : consumer.poll(Duration.ZERO);
        }
        if (!batch.isEmpty()) {
            work(consumer, batch);
            commit(consumer, batch);
            consumer.resume(consumer.paused());
        }
    }

    private void work(Consumer<byte[], byte[]> consumer, Batch batch) {
        int size = batch.size();
        var done = worker.submit(() -> meters.timer("milepost.pipeline.batch", "channel", channel.name())
                .record(() -> batch.drain(part -> retry.run(
                        "Processing a batch of " + channel.name(),
                        () -> channel.work().accept(part)))));
        while (!isDone(done)) {
            keepMembership(consumer);
        }
        meters.counter("milepost.pipeline.records", "channel", channel.name()).increment(size);
    }

    private static boolean isDone(Future<?> work) {
        try {
            work.get(200, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetryForever.RetryStopped(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Polls to keep this member in its group. Partitions that are assigned meanwhile are reset to their first unread
     * offset.
     */
    private static void keepMembership(Consumer<byte[], byte[]> consumer) {
        consumer.pause(consumer.assignment());
        var first = new HashMap<TopicPartition, Long>();
        var polled = consumer.poll(Duration.ZERO);
        polled.forEach(
                record -> first.putIfAbsent(new TopicPartition(record.topic(), record.partition()), record.offset()));
        first.forEach(consumer::seek);
    }

    private void commit(Consumer<byte[], byte[]> consumer, Batch batch) {
        for (int attempt = 1; ; attempt++) {
            try {
                var next = new HashMap<>(batch.next());
                // Partitions that were reassigned are read again by their new consumer.
                next.keySet().retainAll(consumer.assignment());
                if (!next.isEmpty()) {
                    consumer.commitSync(next, COMMIT);
                }
                return;
            } catch (CommitFailedException e) {
                // The group removed this consumer, so the batch is read again. Deduplication by identity prevents
                // double counting.
                LOG.infof(
                        "The offsets of a batch were not committed because its partitions were reassigned: %s",
                        e.getMessage());
                return;
            } catch (InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                retry.pauseBeforeRetry("Committing the offsets of " + channel.name(), attempt, e);
                keepMembership(consumer);
            }
        }
    }
}
