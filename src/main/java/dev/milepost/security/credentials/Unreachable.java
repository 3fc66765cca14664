package dev.milepost.security.credentials;

import java.io.IOException;

/** An address did not return the expected response in time. */
final class Unreachable extends IOException {

    private static final long serialVersionUID = 1L;

    Unreachable(String why) {
        super(why);
    }

    Unreachable(String why, Throwable cause) {
        super(why, cause);
    }
}
