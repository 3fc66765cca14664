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
 * Maps a git history to golden events. The same history gives the same event identities, so sending it twice adds
 * nothing. The events contain no names, addresses or messages of people. Addresses are not hashed either, because the
 * hash of an address is easy to reverse by guessing.
 *
 * @param repository host/owner/name of the origin
 */
record GoldenEventMapper(GitHistory history, String service, Optional<String> repository, String environment) {

    /** Message subjects of reverts, as git and GitHub write them, and as Conventional Commits does. */
    private static final Pattern REVERT =
            Pattern.compile("(?:Revert\\b|revert(?:\\([^)]*\\))?!?:)[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    private static final Pattern FIX = Pattern.compile("fix(?:\\([^)]*\\))?!?:[^\\n\\r\\x{85}\\x{2028}\\x{2029}]*");

    /** How many bytes of a message are read to determine its kind. */
    private static final int SUBJECT_BYTES = 100;

    void forEach(GitHistory.IoConsumer<BackfillEvent> consumer) throws IOException {
        // Changes are sent first, so that a deployment finds every commit that it delivers and is linked only once.
        history.forEachCommit(commit -> consumer.accept(change(commit)));
        history.forEachDeployment(deployed -> consumer.accept(deployment(deployed)));
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
        // The id differs from that of the complete commit. If both are sent, the complete one wins, because it sorts
        // first.
        return BackfillEvent.of("change-" + commit.name() + (cutOff ? "-shallow" : ""), source(), time, change);
    }

    private BackfillEvent deployment(GitHistory.DeployedCommit deployed) {
        var commit = deployed.commit().name();
        var id = deployed.deploymentId();
        var data =
                new BackfillEvent.DeployCompleted(id, service, environment, "success", commit, repository.orElse(null));
        // The id contains the commit because tags can be moved, and the environment because a tag can be deployed to
        // several.
        var identity = id.equals(commit) ? commit : id + "-" + commit;
        return BackfillEvent.of("deploy-%s-%s".formatted(environment, identity), source(), deployed.time(), data);
    }

    /**
     * The source contains the service and not the repository, because several services may share a repository and each
     * has its own events.
     */
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
