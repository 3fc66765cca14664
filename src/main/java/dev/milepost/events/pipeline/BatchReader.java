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
 * Reads a topic in batches that are bounded by what they take of the heap, and commits each when it is done. Kafka's own
 * bounds are of records and of compressed bytes, and neither says what a poll returns; so each poll takes a few records,
 * and polls follow one another until the batch is full or nothing is left.
 *
 * <p>While a batch is worked on, its partitions are paused and polled for nothing, so that the group keeps this member
 * however long the database is away. A commit is tried again while the group waits for its members.
 */
final class BatchReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BatchReader.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration COMMIT = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Channel channel;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final RetryForever patience;
    private final MeterRegistry meters;
    private final ExecutorService worker;
    private final Thread reader;
    private volatile boolean stopping;

    /**
     * What is read, and how.
     *
     * @param mostRecords of a batch
     * @param bound of a batch, in bytes of the heap
     * @param assigned says where to read partitions that the consumer is given
     * @param work on a part of a batch; done again until it returns
     */
    record Channel(
            String name,
            String topic,
            int mostRecords,
            long bound,
            BiConsumer<Consumer<?, ?>, Collection<TopicPartition>> assigned,
            java.util.function.Consumer<ConsumerRecords<byte[], byte[]>> work) {}

    BatchReader(
            Channel channel,
            Supplier<Consumer<byte[], byte[]>> consumers,
            RetryForever patience,
            MeterRegistry meters) {
        this.channel = channel;
        this.consumers = consumers;
        this.patience = patience;
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

    /** Begins no further batch. */
    void stop() {
        stopping = true;
    }

    /** Lets what is under way be finished and committed, for a while. */
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

    /** Until the service stops: a fault of the consumer, and even a heap that is full, ends a consumer and not the reading. */
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
                LOG.debugf("The reading of %s ends: %s", channel.name(), e.getMessage());
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
            patience.pauseBeforeRetry("The reading of " + channel.name(), attempt, fault);
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
                .record(() -> batch.drain(part -> patience.run(
                        "A batch of " + channel.name(), () -> channel.work().accept(part)))));
        while (!isDone(done)) {
            pollForNothing(consumer);
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

    /** Keeps this member in its group. A partition that comes meanwhile is read from its place later. */
    private static void pollForNothing(Consumer<byte[], byte[]> consumer) {
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
                // Those that were moved are read again by another.
                next.keySet().retainAll(consumer.assignment());
                if (!next.isEmpty()) {
                    consumer.commitSync(next, COMMIT);
                }
                return;
            } catch (CommitFailedException e) {
                // The group has put this consumer out, so the batch is read again; identities keep it from counting
                // twice.
                LOG.infof("A batch was not committed, since its partitions were moved: %s", e.getMessage());
                return;
            } catch (InterruptException e) {
                throw e;
            } catch (RuntimeException e) {
                patience.pauseBeforeRetry("The commit of " + channel.name(), attempt, e);
                pollForNothing(consumer);
            }
        }
    }
}
