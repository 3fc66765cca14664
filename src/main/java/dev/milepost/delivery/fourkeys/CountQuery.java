package dev.milepost.delivery.fourkeys;

/** A selection of facts and the window to count them in. */
record CountQuery(FactSelection selection, Window window) {

    CountQuery withWindow(Window other) {
        return new CountQuery(selection, other);
    }
}
