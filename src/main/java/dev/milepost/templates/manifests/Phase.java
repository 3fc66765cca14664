package dev.milepost.templates.manifests;

/** Where a module acts, in this order. */
public enum Phase {
    SCAFFOLD,
    BUILD,
    DEPLOY
}
