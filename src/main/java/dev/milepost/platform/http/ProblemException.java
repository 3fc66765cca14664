package dev.milepost.platform.http;

import java.util.List;
import java.util.Map;

/**
 * A fault that the caller can do something about, answered as RFC 9457 problem details. Each fault is a subclass named
 * by it.
 */
public abstract class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String slug;
    private final String title;
    private final transient List<Fault> faults;

    /**
     * @param status the HTTP status
     * @param slug the stable end of the problem's {@code type}, such as {@code unreadable-event}
     * @param title the sentence that is always the same for this type
     * @param detail what happened this time, and what to do
     */
    protected ProblemException(int status, String slug, String title, String detail, List<Fault> faults) {
        super(detail);
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.faults = List.copyOf(faults);
    }

    protected ProblemException(int status, String slug, String title, String detail) {
        this(status, slug, title, detail, List.of());
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

    /** Headers that the answer needs beside its body, such as {@code Retry-After}. */
    public Map<String, String> headers() {
        return Map.of();
    }

    /**
     * One thing that is wrong with the input.
     *
     * @param pointer an RFC 6901 JSON pointer into the input, or the name of a query parameter
     * @param detail what is wrong there
     */
    public record Fault(String pointer, String detail) {}
}
