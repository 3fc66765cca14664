package dev.milepost.templates.manifests;

import java.util.List;

/** What a version brings, in the words of keepachangelog.com; at least one entry in all. */
public record Changelog(List<String> added, List<String> changed, List<String> fixed, List<String> removed) {

    public Changelog {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        fixed = List.copyOf(fixed);
        removed = List.copyOf(removed);
    }
}
