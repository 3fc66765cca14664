package dev.milepost.cli.backfill;

import com.google.re2j.Pattern;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.util.RawParseUtils;
import org.jspecify.annotations.Nullable;

/**
 * Puts a git history into golden events. The same history gives the same identities, so that sending it twice adds
 * nothing. No names, addresses or messages of people are in them: a hash of an address would be easy to guess back.
 *
 * @param repository host/owner/name of the origin
 */
record GoldenEventMapper(GitHistory history, String service, Optional<String> repository, String environment) {

    /** How git and GitHub name a commit that takes another one back, and how Conventional Commits does. */
    private static final Pattern REVERT =
            Pattern.compile("(?:Revert\\b|revert(?:\\([^)]*\\))?!?:)[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    private static final Pattern FIX = Pattern.compile("fix(?:\\([^)]*\\))?!?:[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    /** How much of a message tells its kind. */
    private static final int SUBJECT_BYTES = 100;

    void forEach(GitHistory.IoConsumer<BackfillEvent> taker) throws IOException {
        // changes first: a deployment then finds every commit that it delivers, and is linked once
        history.forEachCommit(commit -> taker.accept(change(commit)));
        history.forEachDeployment(deployed -> taker.accept(deployment(deployed)));
    }

    private BackfillEvent change(RevCommit commit) {
        boolean cutOff = history.isShallowBoundary(commit);
        var time = CommitTime.of(commit);
        var change = new BackfillEvent.ChangeCreated(
                commit.name(),
                service,
                time,
                cutOff ? null : parents(commit),
                history.branch(commit).orElse(null),
                kind(commit),
                repository.orElse(null));
        // another event than that of the whole commit, which is then the one that counts: it sorts first
        return BackfillEvent.of("change-" + commit.name() + (cutOff ? "-shallow" : ""), source(), time, change);
    }

    private BackfillEvent deployment(GitHistory.DeployedCommit deployed) {
        var commit = deployed.commit().name();
        var id = deployed.deploymentId();
        var data =
                new BackfillEvent.DeployCompleted(id, service, environment, "success", commit, repository.orElse(null));
        // the commit is part of it because tags are moved, the environment because one tag reaches several
        var identity = id.equals(commit) ? commit : id + "-" + commit;
        return BackfillEvent.of("deploy-%s-%s".formatted(environment, identity), source(), deployed.time(), data);
    }

    /** Not the repository: it may be the history of several services, each of which has its own events. */
    private String source() {
        return "git/" + URLEncoder.encode(service, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    private static List<String> parents(RevCommit commit) {
        return Arrays.stream(commit.getParents()).map(AnyObjectId::name).toList();
    }

    private static @Nullable String kind(RevCommit commit) {
        var raw = commit.getRawBuffer();
        int start = RawParseUtils.commitMessage(raw, 0);
        if (start < 0) {
            return null;
        }
        int end = Math.min(RawParseUtils.nextLF(raw, start), start + SUBJECT_BYTES);
        var subject = new String(raw, start, end - start, StandardCharsets.ISO_8859_1).strip();
        if (REVERT.matcher(subject).matches()) {
            return "revert";
        }
        return FIX.matcher(subject).matches() ? "fix" : null;
    }
}
