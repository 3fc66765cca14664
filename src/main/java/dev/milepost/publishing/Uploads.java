package dev.milepost.publishing;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads the bodies that bring versions, few at one time: what is made of an archive is many times its size. */
@Singleton
class Uploads {

    private static final int AT_ONE_TIME = 4;
    private static final long PATIENCE_SECONDS = 10;

    private final Semaphore free = new Semaphore(AT_ONE_TIME, true);

    /** @param announced how many bytes are announced; negative where nothing is */
    <T> T take(int announced, InputStream body, int most, Function<byte[], T> work) {
        if (announced > most) {
            throw new TooLargeBody(most);
        }
        if (!acquire()) {
            throw new PublishingBusy();
        }
        try {
            return work.apply(read(body, most));
        } finally {
            free.release();
        }
    }

    private static byte[] read(InputStream body, int most) {
        try {
            var bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new TooLargeBody(most);
            }
            return bytes;
        } catch (IOException e) {
            throw new BrokenBody(e);
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
