package dev.milepost.cli.authoring;

import java.util.List;

/** The response of the service to the publication of one version. */
record PublishResult(int status, List<String> faults) {

    boolean created() {
        return status == 201;
    }

    boolean rejected() {
        return status / 100 != 2;
    }

    String outcome() {
        return rejected() ? "rejected" : created() ? "published" : "unchanged";
    }
}
