package dev.milepost.platform.http;

import dev.milepost.platform.text.Shorten;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An error that the caller can act on. The response is RFC 9457 problem details. Each kind of error is a subclass. */
public abstract class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The maximum number of faults: this many are enough to work on. */
    private static final int MAX_FAULTS = 100;

    private final int status;
    private final String slug;
    private final String title;
    private final transient List<Fault> faults;

    /**
     * @param status the HTTP status
     * @param slug the stable last segment of the problem's {@code type}, such as {@code unreadable-event}
     * @param title the constant summary of this problem type
     * @param detail the cause of this occurrence and how to fix it
     */
    protected ProblemException(int status, String slug, String title, String detail, List<Fault> faults) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.faults = faults.stream().limit(MAX_FAULTS).toList();
    }

    protected ProblemException(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, List.of());
    }

    protected ProblemException(ProblemType type, String detail) {
        this(type.status(), type.slug(), type.title(), detail);
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public List<Fault> faults() {
        return faults;
    }

    /** Additional response headers, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return Map.of();
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
