package dev.milepost.events.contract;

/** Knows which names of environments have a tier. Delivery implements it. */
public interface KnownEnvironments {

    /** Whether the name alone determines a tier. */
    boolean isKnown(String environment);
}
