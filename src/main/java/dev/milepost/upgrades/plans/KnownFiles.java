package dev.milepost.upgrades.plans;

import dev.milepost.platform.http.ProblemException;
import dev.milepost.platform.http.ProblemException.Fault;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.upgrades.checkouts.CheckoutFiles;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/** Checks whether a checkout is one of the service: whether it has the files that the golden path has made. */
final class KnownFiles {

    /** From this number of files on, some of them must be there, else one. */
    private static final int SEVERAL = 8;

    /** The share of files that must be there: one in this number. */
    private static final int ONE_IN = 5;

    private static final int SHOWN = 5;

    private KnownFiles() {}

    /**
     * Throws {@code invalid-plan-request} if the checkout has none or hardly any of the files.
     *
     * @param version the golden path and its version, for the message
     * @param base as rendered at the service's version
     */
    static void require(String version, FileTree base, FileMoves moves, CheckoutFiles checkout) {
        var sent = checkout.files().files();
        long found = base.files().keySet().stream().filter(sent::containsKey).count()
                + moves.movedByService().size()
                + moves.base().files().keySet().stream()
                        .filter(path -> !base.files().containsKey(path) && sent.containsKey(path))
                        .filter(path -> !moves.movedByService().containsKey(path))
                        .count();
        int all = base.files().size();
        if (all == 0 || (found > 0 && (all < SEVERAL || found * ONE_IN >= all))) {
            return;
        }
        throw ProblemException.of(
                ProblemType.INVALID_PLAN_REQUEST,
                List.of(new Fault(
                        "/files",
                        "have %d of the %d files that %s has made, so they are not those of the service. Looked for %s; found %s. Send the root folder of the service's repository, or 'from' if the service is on another version."
                                .formatted(
                                        found,
                                        all,
                                        version,
                                        shown(base.files().keySet().stream().toList()),
                                        shown(sent.keySet().stream().toList())))));
    }

    private static String shown(List<String> paths) {
        if (paths.isEmpty()) {
            return "no file";
        }
        return paths.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + (paths.size() > SHOWN ? " and %d more".formatted(paths.size() - SHOWN) : "");
    }

    /** Returns the files with a conflict in place of each addition where the checkout has a link. */
    static List<MergedFile> withoutLinks(List<MergedFile> merged, CheckoutFiles checkout) {
        return merged.stream()
                .map(file -> file.outcome() != Outcome.ADDED
                        ? file
                        : checkout.linkAt(file.path())
                                .map(link -> MergedFile.blocked(
                                        file.path(),
                                        "The template adds this file, but the service has a link at '%s'."
                                                .formatted(link)))
                                .orElse(file))
                .toList();
    }
}
