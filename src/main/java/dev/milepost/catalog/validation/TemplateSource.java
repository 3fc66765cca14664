package dev.milepost.catalog.validation;

import java.util.List;

/** The versions of golden paths that are published here. */
public interface TemplateSource {

    /** Every version of every golden path. */
    List<VersionStatus> findVersionStatuses();

    /** @param deprecated deprecated or withdrawn */
    record VersionStatus(String template, String version, boolean deprecated) {}
}
