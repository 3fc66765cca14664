package dev.milepost.templates.rendering;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * The limits for rendering one tree or input. Each text has its own limits in addition to the total ones, so that
 * memory stays bounded between two checks, whatever a template does.
 */
final class RenderLimits {

    private static final long INSTRUCTIONS = 2_000_000_000L;
    private static final long INSTRUCTIONS_OF_TEXT = 100_000_000L;
    private static final long INSTRUCTIONS_OF_CHARACTER = 20_000;
    private static final long ALLOCATED_BYTES_OF_CHARACTER = 50_000;
    private static final long CHARACTERS = 64L << 20;
    private static final long CHARACTERS_OF_TEXT = 16L << 20;
    private static final long ALLOCATED_BYTES_OF_TEXT = 512L << 20;
    private static final long NANOS = 60_000_000_000L;
    private static final long NANOS_OF_TEXT = 10_000_000_000L;
    private static final long STEPS_AT_ONCE = 400_000_000L;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long startedAt = System.nanoTime();
    private long instructions;
    private long characters;
    private long textStartedAt = startedAt;
    private long textInstructions;
    private long textCharacters;
    private int textLength;
    private long textAllocated = THREADS.getCurrentThreadAllocatedBytes();

    /** Starts the limits for parsing a text. They grow with the text's length. */
    void beginReading(int length) {
        beginText();
        textLength = length;
    }

    void beginText() {
        textLength = 0;
        textStartedAt = System.nanoTime();
        textInstructions = 0;
        textCharacters = 0;
        textAllocated = THREADS.getCurrentThreadAllocatedBytes();
    }

    void chargeInstructions(long count) {
        instructions += count;
        textInstructions += count;
        require(
                textInstructions <= INSTRUCTIONS_OF_TEXT + INSTRUCTIONS_OF_CHARACTER * textLength
                        && instructions <= INSTRUCTIONS,
                "too many steps");
        checkLimits();
    }

    void chargeCharacters(double count) {
        // Doubles, since JavaScript numbers are doubles and the product of two lengths can exceed a long.
        require(count <= CHARACTERS_OF_TEXT, "the text becomes too long");
        characters += (long) count;
        textCharacters += (long) count;
        require(textCharacters <= CHARACTERS_OF_TEXT && characters <= CHARACTERS, "the text becomes too long");
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
        require(now - textStartedAt <= NANOS_OF_TEXT && now - startedAt <= NANOS, "too much time");
        require(
                THREADS.getCurrentThreadAllocatedBytes() - textAllocated
                        <= ALLOCATED_BYTES_OF_TEXT + ALLOCATED_BYTES_OF_CHARACTER * textLength,
                "too much memory");
    }

    private static void require(boolean holds, String otherwise) {
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
