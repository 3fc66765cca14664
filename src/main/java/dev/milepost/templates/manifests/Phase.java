package dev.milepost.templates.manifests;

/** The phase that a module acts in, in this order. */
public enum Phase {
    SCAFFOLD,
    BUILD,
    DEPLOY
}
