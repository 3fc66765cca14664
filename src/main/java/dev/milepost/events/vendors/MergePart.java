package dev.milepost.events.vendors;

import com.fasterxml.jackson.databind.JsonNode;

/** What one delivery says about a commit that may have merged a pull request. */
sealed interface MergePart permits PushedMerge, MergedPullRequest {

    /** The commit: the head of the push, and the merge commit of the pull request. */
    String commit();

    /** The name of the part, unique among the parts of the commit. */
    String name();

    JsonNode toJson();
}
