package dev.milepost.authoring;

import java.util.List;

/** What a service said to one version. */
record Receipt(int status, List<String> faults) {

    boolean created() {
        return status == 201;
    }

    boolean refused() {
        return status / 100 != 2;
    }

    String word() {
        return refused() ? "refused" : created() ? "published" : "is there";
    }
}
