package dev.milepost.catalog.sync;

/** Size limits of one request. */
final class SyncLimits {

    static final int BODY_BYTES = 10 << 20;
    static final int ENTITIES = 1_000;
    static final int REFS = 100_000;
    /** Maximum lengths of a name and of a telemetry key, which are part of a table's key. */
    static final int NAME_LENGTH = 253;

    static final int KEY_LENGTH = 512;

    private SyncLimits() {}
}
