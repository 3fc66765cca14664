package dev.milepost.slo.definitions;

/** A CDI event: an SLO has another name. It is fired in the transaction that renames it, before its counts change. */
public record SloRenamed(String from, String to) {}
