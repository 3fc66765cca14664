package dev.milepost.templates.manifests;

import java.util.List;

/** The changes in a version, in the categories of keepachangelog.com. It has at least one entry in total. */
public record Changelog(List<String> added, List<String> changed, List<String> fixed, List<String> removed) {

    public Changelog {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        fixed = List.copyOf(fixed);
        removed = List.copyOf(removed);
    }
}
