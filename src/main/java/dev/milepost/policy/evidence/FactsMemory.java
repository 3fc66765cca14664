package dev.milepost.policy.evidence;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.platform.http.ResponseMemoryBudget;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.function.Supplier;

/** The memory of facts while they are read. It is reserved before, because the facts of few documents can fill a heap. */
@ApplicationScoped
class FactsMemory {

    /** Of the facts of one answer, as JSON. */
    private static final long MOST_CHARACTERS = 4 << 20;

    /** The bytes for each character of facts beside the tree: as they arrive from the database, and as they are written. */
    private static final int BYTES_OF_CHARACTER = 6;

    private final ResponseMemoryBudget memory;

    FactsMemory(ResponseMemoryBudget memory) {
        this.memory = memory;
    }

    /** Runs work that reads facts and keeps none of them. */
    <T> T during(String service, Collection<FoundEvidence> read, Supplier<T> work) {
        return memory.during(bytes(service, read), work);
    }

    /** Runs work that answers with facts. Their memory stays reserved until the request ends. */
    <T> T hold(String service, Collection<FoundEvidence> read, Supplier<T> work) {
        return memory.hold(bytes(service, read), work);
    }

    private static long bytes(String service, Collection<FoundEvidence> read) {
        long characters = FoundEvidence.characters(read);
        long bytes = BYTES_OF_CHARACTER * characters
                + read.stream().mapToLong(FoundEvidence::heap).sum();
        if (characters > MOST_CHARACTERS || bytes > ResponseMemoryBudget.MOST_OF_KNOWN) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE,
                    "The facts of the evidence of '%s' have more than %d MiB, or take more than %d MiB of memory. Fewer tools, or documents with fewer findings, have less."
                            .formatted(service, MOST_CHARACTERS >> 20, ResponseMemoryBudget.MOST_OF_KNOWN >> 20));
        }
        return bytes;
    }
}
