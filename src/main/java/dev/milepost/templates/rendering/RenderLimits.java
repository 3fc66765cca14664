package dev.milepost.templates.rendering;

import com.sun.management.ThreadMXBean;
import dev.milepost.platform.settings.HeapShare;
import java.lang.management.ManagementFactory;

/**
 * The limits for rendering one text after the other. Each text has its own limits in addition to the total ones, so that
 * memory stays bounded between two checks, whatever a template does.
 */
final class RenderLimits {

    private static final long INSTRUCTIONS_OF_TEXT = 100_000_000L;
    private static final long INSTRUCTIONS_OF_CHARACTER = 20_000;
    private static final long NANOS_OF_TEXT = 10_000_000_000L;
    private static final long STEPS_AT_ONCE = 400_000_000L;

    /** A text can need several copies of itself while it is made. */
    private static final long CHARACTERS_OF_TEXT = HeapShare.of(48, 16L << 20);

    /** A rendering keeps at most what it allocates. */
    static final long ALLOCATED_BYTES = HeapShare.of(8, 512L << 20);

    /**
     * What parsing and compiling a text may allocate. It keeps less than a thirtieth of that, as nearly all are values that
     * an interpreted step uses once.
     */
    private static final long ALLOCATED_BYTES_OF_READING = 512L << 20;

    private static final long ALLOCATED_BYTES_OF_CHARACTER = 50_000;
    private static final long MOST_ALLOCATED_OF_READING = 32 * ALLOCATED_BYTES;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final RenderTotals totals;
    private long textStartedAt;
    private long textInstructions;
    private long textCharacters;
    private int textLength;
    private long textAllocated;
    private long mostAllocated;

    RenderLimits(RenderTotals totals) {
        this.totals = totals;
        beginText();
    }

    /** Starts the limits for parsing a text. They grow with the text's length. */
    void beginReading(int length) {
        beginText();
        textLength = length;
        mostAllocated = mostAllocatedOfReading(length);
    }

    static long mostAllocatedOfReading(int length) {
        return Math.min(MOST_ALLOCATED_OF_READING, ALLOCATED_BYTES_OF_READING + ALLOCATED_BYTES_OF_CHARACTER * length);
    }

    void beginText() {
        textLength = 0;
        textStartedAt = System.nanoTime();
        textInstructions = 0;
        textCharacters = 0;
        textAllocated = THREADS.getCurrentThreadAllocatedBytes();
        mostAllocated = ALLOCATED_BYTES;
    }

    void chargeInstructions(long count) {
        textInstructions += count;
        require(textInstructions <= INSTRUCTIONS_OF_TEXT + INSTRUCTIONS_OF_CHARACTER * textLength, "too many steps");
        totals.chargeInstructions(count);
        checkLimits();
    }

    void chargeCharacters(double count) {
        // Doubles, since JavaScript numbers are doubles and the product of two lengths can exceed a long.
        require(count <= CHARACTERS_OF_TEXT, "the text becomes too long");
        textCharacters += (long) count;
        require(textCharacters <= CHARACTERS_OF_TEXT, "the text becomes too long");
        totals.chargeCharacters((long) count);
        if (count > 4_096) {
            checkLimits();
        }
    }

    /** Charges work that happens in one step, such as a search in a long text. */
    void chargeSteps(double count) {
        require(count <= STEPS_AT_ONCE, "too many steps");
        if (count > 4_096) {
            checkLimits();
        }
    }

    private void checkLimits() {
        var now = System.nanoTime();
        require(now - textStartedAt <= NANOS_OF_TEXT, "too much time");
        totals.checkTime(now);
        require(THREADS.getCurrentThreadAllocatedBytes() - textAllocated <= mostAllocated, "too much memory");
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Exceeded("rendering exceeds its limits: " + otherwise);
        }
    }

    /** Aborts a rendering. It is an Error because JavaScript code can catch every exception. */
    static final class Exceeded extends Error {

        private static final long serialVersionUID = 1L;

        Exceeded(String message) {
            super(message, null, false, false);
        }
    }
}
