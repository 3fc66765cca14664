package dev.milepost.fourkeys;

/** One thing to count: some facts in one window. */
record Cell(Part part, Window window) {

    Cell in(Window other) {
        return new Cell(part, other);
    }
}
