package dev.milepost.catalog.sync;

/** How much one request may bring. */
final class SyncLimits {

    static final int BODY_BYTES = 10 << 20;
    static final int ENTITIES = 1_000;
    static final int REFS = 100_000;
    /** Of a name, and of what ends in the key of a table. */
    static final int NAME_LENGTH = 253;

    static final int KEY_LENGTH = 512;

    private SyncLimits() {}
}
