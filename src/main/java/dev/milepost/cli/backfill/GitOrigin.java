package dev.milepost.cli.backfill;

import static org.eclipse.jgit.lib.Constants.DOT_GIT_EXT;

import dev.milepost.platform.text.Trim;
import java.net.URISyntaxException;
import java.util.Optional;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.transport.URIish;

/**
 * The remote that a repository was cloned from.
 *
 * @param repository host/owner/name, without the credentials that a URL may contain
 */
record GitOrigin(String remote, String repository) {

    private static final String DEFAULT_REMOTE = "origin";

    /** The remote {@code origin}, or the only remote; empty if there is none or it is a local folder. */
    static Optional<GitOrigin> of(Config config) {
        var remotes = config.getSubsections(ConfigConstants.CONFIG_REMOTE_SECTION);
        var remote = remotes.size() == 1 ? remotes.iterator().next() : DEFAULT_REMOTE;
        return Optional.ofNullable(config.getString(ConfigConstants.CONFIG_REMOTE_SECTION, remote, "url"))
                .flatMap(GitOrigin::repository)
                .map(repository -> new GitOrigin(remote, repository));
    }

    String name() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    static Optional<String> repository(String address) {
        try {
            var uri = new URIish(address);
            if (uri.getHost() == null || uri.getPath() == null) {
                return Optional.empty();
            }
            var named = Trim.both(uri.getPath().split("\\?", 2)[0].split("#", 2)[0], '/');
            var path = named.endsWith(DOT_GIT_EXT) ? named.substring(0, named.length() - DOT_GIT_EXT.length()) : named;
            return path.isEmpty() ? Optional.empty() : Optional.of(uri.getHost() + "/" + path);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
