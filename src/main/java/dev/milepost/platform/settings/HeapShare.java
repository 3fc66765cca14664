package dev.milepost.platform.settings;

/** Limits that are a share of the heap, for work whose size callers and authors choose. */
public final class HeapShare {

    private HeapShare() {}

    /**
     * Returns a part of the maximum heap, in bytes.
     *
     * @param parts the number of equal parts of the heap, one of which is returned
     * @param most the limit in any heap
     */
    public static long of(int parts, long most) {
        return Math.min(most, Runtime.getRuntime().maxMemory() / parts);
    }

    /** Returns a number of bytes for messages: whole MiB, at least 1. */
    public static String text(long bytes) {
        return Math.max(1, bytes >> 20) + " MiB";
    }
}
