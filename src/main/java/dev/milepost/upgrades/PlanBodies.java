package dev.milepost.upgrades;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads the bodies of plans, few at one time: what is made of one is many times its size. */
@Singleton
class PlanBodies {

    /** Text and Base64 in JSON take more room than files do. */
    static final int BYTES = 32 << 20;

    private static final int AT_ONE_TIME = 2;
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore free = new Semaphore(AT_ONE_TIME, true);

    /** @param announced how many bytes are announced; negative where nothing is */
    <T> T take(int announced, InputStream body, Function<byte[], T> work) {
        if (announced > BYTES) {
            throw RefusedPlan.tooLarge(BYTES);
        }
        if (!acquire()) {
            throw RefusedPlan.busy();
        }
        try {
            return work.apply(read(body));
        } finally {
            free.release();
        }
    }

    private static byte[] read(InputStream body) {
        try {
            var bytes = body.readNBytes(BYTES + 1);
            if (bytes.length > BYTES) {
                throw RefusedPlan.tooLarge(BYTES);
            }
            return bytes;
        } catch (IOException e) {
            throw new MalformedPlanRequest(e);
        }
    }

    private boolean acquire() {
        try {
            return free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
