package dev.milepost.cli.backfill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** The commits that a push adds. */
final class UnlistedCommits {

    private UnlistedCommits() {}

    /**
     * What is reachable from a commit and not from another, each after its parents, in any order besides.
     *
     * @param known the other commit; all zeros for none
     */
    static List<RevCommit> between(Repository repository, ObjectId known, ObjectId commit, Random random)
            throws IOException {
        var left = new ArrayList<RevCommit>();
        try (var between = new RevWalk(repository)) {
            between.markStart(between.parseCommit(commit));
            if (!known.equals(ObjectId.zeroId())) {
                between.markUninteresting(between.parseCommit(known));
            }
            between.forEach(left::add);
        }
        var listed = new ArrayList<RevCommit>();
        while (!left.isEmpty()) {
            var free = left.stream()
                    .filter(one -> List.of(one.getParents()).stream().noneMatch(left::contains))
                    .toList();
            var next = free.get(random.nextInt(free.size()));
            left.remove(next);
            listed.add(next);
        }
        return listed;
    }
}
