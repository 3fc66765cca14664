package dev.milepost.catalog.validation;

import java.util.List;

/** The versions of golden paths that are published in this registry. */
public interface TemplateSource {

    /** Returns every version of every golden path. */
    List<VersionStatus> findVersionStatuses();

    /** @param deprecated whether the version is deprecated or yanked */
    record VersionStatus(String template, String version, boolean deprecated) {}
}
