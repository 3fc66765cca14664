package dev.milepost.security.erasure;

import java.util.Collection;

/** Knows other names of people, such as the addresses that the catalog has of its Users. */
public interface KnownNames {

    /**
     * The other names of the person with this name, in any order.
     *
     * @param name in lower case and in NFC; a ref is full
     */
    Collection<String> findOthers(String name);
}
