package dev.milepost.platform.http;

import dev.milepost.platform.text.Shorten;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An error that the caller can act on. The response is RFC 9457 problem details. {@link #of(ProblemType, String)} makes one;
 * only an error that some code catches, or that several places throw in the same words, is a subclass.
 */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The maximum number of faults: this many are enough to work on. */
    private static final int MAX_FAULTS = 100;

    /** How many faults the detail repeats, for people who read nothing else. */
    private static final int FAULTS_IN_DETAIL = 5;

    private final ProblemType type;
    private final transient List<Fault> faults;
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    /**
     * @param detail the cause of this occurrence and how to fix it
     * @param faults the places of the input that are wrong; empty if there are none
     */
    protected ProblemException(ProblemType type, String detail, List<Fault> faults) {
        super(detail);
        this.type = type;
        this.faults = faults.stream().limit(MAX_FAULTS).toList();
    }

    protected ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of());
    }

    public static ProblemException of(ProblemType type, String detail) {
        return new ProblemException(type, detail, List.of());
    }

    /** @param pointer the only place that is wrong, as in {@link Fault#pointer()} */
    public static ProblemException of(ProblemType type, String detail, String pointer) {
        return new ProblemException(type, detail, List.of(new Fault(pointer, detail)));
    }

    public static ProblemException of(ProblemType type, String detail, List<Fault> faults) {
        return new ProblemException(type, detail, faults);
    }

    /** A problem whose detail is its first faults, each with its pointer. */
    public static ProblemException of(ProblemType type, List<Fault> faults) {
        return new ProblemException(type, firstOf(faults), faults);
    }

    /** The first faults in one sentence, each with its pointer. */
    protected static String firstOf(List<Fault> faults) {
        return faults.stream()
                .limit(FAULTS_IN_DETAIL)
                .map(fault -> (fault.pointer() + " " + fault.detail()).strip())
                .collect(Collectors.joining("; "));
    }

    /** Adds a header to the response. */
    public ProblemException with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    /** Adds {@code Retry-After}, in seconds. */
    public ProblemException retryAfter(Duration pause) {
        return with("Retry-After", Long.toString(pause.toSeconds()));
    }

    public ProblemException causedBy(Throwable cause) {
        initCause(cause);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    public int status() {
        return type.status();
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Additional response headers, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /**
     * One fault of the input. Texts of a caller can be long, and one text can have many faults, so a fault never keeps
     * a whole text.
     *
     * @param pointer an RFC 6901 JSON pointer into the input, or the name of a query parameter
     * @param detail the fault
     */
    public record Fault(String pointer, String detail) implements Comparable<Fault> {

        /** The maximum length of a pointer. A longer one is shortened, and so is no pointer any more. */
        public static final int POINTER_LENGTH = 2_000;

        /** The maximum length of a detail. A longer one is shortened. */
        public static final int DETAIL_LENGTH = 4_000;

        private static final Comparator<Fault> ORDER =
                Comparator.comparing(Fault::pointer).thenComparing(Fault::detail);

        public Fault {
            pointer = Shorten.to(POINTER_LENGTH, pointer);
            detail = Shorten.to(DETAIL_LENGTH, detail);
        }

        @Override
        public int compareTo(Fault other) {
            return ORDER.compare(this, other);
        }
    }
}
