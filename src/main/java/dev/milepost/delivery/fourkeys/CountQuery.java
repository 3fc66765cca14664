package dev.milepost.delivery.fourkeys;

/** One thing to count: some facts in one window. */
record CountQuery(FactSelection selection, Window window) {

    CountQuery withWindow(Window other) {
        return new CountQuery(selection, other);
    }
}
