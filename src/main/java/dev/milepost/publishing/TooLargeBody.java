package dev.milepost.publishing;

import dev.milepost.platform.ProblemException;

final class TooLargeBody extends ProblemException {

    private static final long serialVersionUID = 1L;

    TooLargeBody(int bytes) {
        super(
                413,
                "too-large",
                "The body is larger than the limit.",
                "At most %,d bytes are taken here.".formatted(bytes));
    }
}
