package dev.milepost.templates.rendering;

import static dev.milepost.templates.rendering.RenderLimits.require;

import dev.milepost.platform.expressions.StepBudget;
import dev.milepost.platform.settings.HeapShare;
import dev.milepost.templates.trees.TarArchive;

/** The limits of all texts, values and files of one rendering together: of a whole service, if it has several trees. */
final class RenderTotals {

    private static final long INSTRUCTIONS = 2_000_000_000L;
    private static final long CHARACTERS = 64L << 20;
    private static final long NANOS = 60_000_000_000L;

    /** The files of a service fit into an archive, which is how they are stored. */
    private static final long BYTES_OF_FILES = HeapShare.of(32, TarArchive.MAX_BYTES);

    /** What globs, moves and deletions of files may take, at most about ten seconds. */
    private static final long STEPS_OF_PATHS = 500_000_000L;

    private final long startedAt = System.nanoTime();
    private final StepBudget paths = new StepBudget(STEPS_OF_PATHS);
    private long instructions;
    private long characters;
    private long bytesOfFiles;
    private int files;

    void chargeInstructions(long count) {
        instructions += count;
        require(instructions <= INSTRUCTIONS, "too many steps");
    }

    void chargeCharacters(long count) {
        characters += count;
        require(characters <= CHARACTERS, "the text becomes too long");
    }

    void checkTime(long now) {
        require(now - startedAt <= NANOS, "too much time");
    }

    StepBudget paths() {
        return paths;
    }

    void chargeFile(int bytes) {
        require(
                bytes <= TarArchive.MAX_FILE_BYTES,
                "the file becomes larger than " + HeapShare.text(TarArchive.MAX_FILE_BYTES));
        bytesOfFiles += bytes;
        require(
                bytesOfFiles <= BYTES_OF_FILES,
                "the files together become larger than " + HeapShare.text(BYTES_OF_FILES));
        require(++files <= TarArchive.MAX_FILES, "there are more than " + TarArchive.MAX_FILES + " files");
    }
}
