package dev.milepost.upgrades.checkouts;

import dev.milepost.templates.trees.FileTree;

/** A checkout of a service as it was sent, before it is known which of its files the golden path has made. */
public interface Checkout {

    /**
     * Returns the files that a plan reads. A file that the golden path has made is never passed over: if it cannot be
     * read, the checkout is refused.
     *
     * @param base as rendered at the service's version
     * @param target as rendered at the later version
     */
    CheckoutFiles read(FileTree base, FileTree target);
}
