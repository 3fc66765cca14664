package dev.milepost.security.credentials;

import java.io.IOException;

/** An address that did not answer in time with what it should. */
final class Unreachable extends IOException {

    private static final long serialVersionUID = 1L;

    Unreachable(String why) {
        super(why);
    }

    Unreachable(String why, Throwable cause) {
        super(why, cause);
    }
}
