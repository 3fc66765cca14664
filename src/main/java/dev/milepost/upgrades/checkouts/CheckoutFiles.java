package dev.milepost.upgrades.checkouts;

import dev.milepost.templates.trees.FileTree;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The files of a checkout that a plan reads.
 *
 * @param files without the folder around all of them
 * @param folder the folder that was around all files, without a slash; empty if there was none
 * @param passedOver by path; at most {@value #MOST_PASSED_OVER}
 * @param filesPassedOver the number of all files that are passed over
 * @param links the paths of links and other special entries, at and beneath which nothing can be added
 */
public record CheckoutFiles(
        FileTree files, String folder, List<PassedOver> passedOver, int filesPassedOver, SortedSet<String> links) {

    static final int MOST_PASSED_OVER = 200;

    public CheckoutFiles {
        passedOver = List.copyOf(passedOver);
        links = Collections.unmodifiableSortedSet(links);
    }

    /** Returns the link that is at a path, or in place of one of its folders. */
    public Optional<String> linkAt(String path) {
        for (int end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
            if (links.contains(path.substring(0, end))) {
                return Optional.of(path.substring(0, end));
            }
        }
        return links.contains(path) ? Optional.of(path) : Optional.empty();
    }
}
