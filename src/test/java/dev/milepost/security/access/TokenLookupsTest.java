package dev.milepost.security.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.milepost.platform.sql.Sql;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A database that is away must not hold all workers with lookups of unknown tokens. */
class TokenLookupsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final TokenLookups lookups = new TokenLookups(now::get);

    @Test
    void failsAtOnceAfterAFailureAndTriesAgainAfterAPause() {
        assertFails();

        for (int i = 0; i < 100; i++) {
            assertSuspended(this::fail);
        }
        assertThat(made).hasValue(1);

        now.addAndGet(SECOND.toNanos());
        assertFails();
        assertSuspended(this::succeed);

        now.addAndGet(SECOND.toNanos());
        assertThat(lookups.run(this::succeed)).isEqualTo("found");
        assertThat(lookups.run(this::succeed)).isEqualTo("found");
    }

    /** All workers of a busy service at once, and a database that does not answer. */
    @Test
    void holdsEightThreadsWhileTheDatabaseDoesNotAnswer() throws Exception {
        var answer = new CountDownLatch(1);
        var workers = Executors.newFixedThreadPool(40);
        try {
            var results = new ArrayList<Future<String>>();
            for (int i = 0; i < 40; i++) {
                results.add(workers.submit(() -> lookups.run(() -> await(answer))));
            }
            int suspended = 0;
            while (suspended < 32) {
                suspended = (int) results.stream().filter(Future::isDone).count();
                Thread.sleep(10);
            }
            assertThat(made).hasValue(8);
            assertSuspended(this::succeed);

            answer.countDown();

            int found = 0;
            for (var result : results) {
                found += isFound(result) ? 1 : 0;
            }
            assertThat(found).isEqualTo(8);
            assertThat(lookups.run(this::succeed)).isEqualTo("found");
        } finally {
            answer.countDown();
            workers.shutdownNow();
        }
    }

    private void assertFails() {
        assertThatThrownBy(() -> lookups.run(this::fail))
                .isInstanceOf(TokenLookups.Unavailable.class)
                .hasCauseInstanceOf(Sql.Failure.class);
    }

    private void assertSuspended(Supplier<String> lookup) {
        assertThatThrownBy(() -> lookups.run(lookup))
                .isInstanceOf(TokenLookups.Unavailable.class)
                .hasNoCause();
    }

    private static boolean isFound(Future<String> result) throws InterruptedException {
        try {
            return result.get().equals("found");
        } catch (ExecutionException e) {
            assertThat(e.getCause())
                    .isInstanceOf(TokenLookups.Unavailable.class)
                    .hasNoCause();
            return false;
        }
    }

    private String await(CountDownLatch answer) {
        made.incrementAndGet();
        try {
            answer.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "found";
    }

    private String succeed() {
        made.incrementAndGet();
        return "found";
    }

    private String fail() {
        made.incrementAndGet();
        var away = (DataSource) Proxy.newProxyInstance(
                TokenLookupsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, values) -> {
                    throw new SQLException("away");
                });
        new Sql(away).update("select 1");
        return "";
    }
}
