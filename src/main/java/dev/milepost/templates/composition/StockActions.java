package dev.milepost.templates.composition;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The actions of Backstage's scaffolder: those that a new Backstage has, those of its other modules, and the outputs that
 * they are documented to have.
 *
 * @see <a href="https://backstage.io/docs/features/software-templates/builtin-actions">Built-in actions</a>
 */
final class StockActions {

    /** The actions that a new Backstage registers: of the scaffolder, and of its modules for GitHub and notifications. */
    private static final Set<String> STOCK = Set.of(
            "fetch:plain",
            "fetch:plain:file",
            "fetch:template",
            "fetch:template:file",
            "debug:log",
            "debug:wait",
            "catalog:register",
            "catalog:fetch",
            "catalog:write",
            "fs:delete",
            "fs:rename",
            "fs:readdir",
            "notification:send");

    /** The modules of other actions of Backstage, by the prefix of the action. */
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry("publish:gitlab", "gitlab"),
            Map.entry("gitlab:", "gitlab"),
            Map.entry("publish:azure", "azure"),
            Map.entry("publish:bitbucketCloud", "bitbucket-cloud"),
            Map.entry("bitbucket:", "bitbucket-cloud"),
            Map.entry("publish:bitbucketServer", "bitbucket-server"),
            Map.entry("publish:gerrit", "gerrit"),
            Map.entry("publish:gitea", "gitea"),
            Map.entry("sentry:", "sentry"),
            Map.entry("fetch:cookiecutter", "cookiecutter"),
            Map.entry("fetch:rails", "rails"),
            Map.entry("run:yeoman", "yeoman"),
            Map.entry("confluence:", "confluence-to-markdown"));

    private static final Set<String> REPOSITORY = Set.of("remoteUrl", "repoContentsUrl", "commitHash");

    private static final Map<String, Set<String>> OUTPUTS = Map.ofEntries(
            Map.entry("publish:github", REPOSITORY),
            Map.entry("publish:gitlab", Set.of("remoteUrl", "repoContentsUrl", "commitHash", "projectId", "created")),
            Map.entry("publish:azure", Set.of("remoteUrl", "repoContentsUrl", "commitHash", "repositoryId")),
            Map.entry("publish:bitbucketCloud", REPOSITORY),
            Map.entry("publish:bitbucketServer", REPOSITORY),
            Map.entry("publish:gitea", REPOSITORY),
            Map.entry("publish:gerrit", REPOSITORY),
            Map.entry("github:repo:create", Set.of("remoteUrl", "repoContentsUrl")),
            Map.entry("github:repo:push", REPOSITORY),
            Map.entry("publish:github:pull-request", Set.of("targetBranchName", "remoteUrl", "pullRequestNumber")),
            Map.entry(
                    "publish:gitlab:merge-request",
                    Set.of("targetBranchName", "projectid", "projectPath", "mergeRequestUrl")),
            Map.entry("publish:bitbucketCloud:pull-request", Set.of("pullRequestUrl")),
            Map.entry("publish:bitbucketServer:pull-request", Set.of("pullRequestUrl")),
            Map.entry("catalog:register", Set.of("entityRef", "catalogInfoUrl")),
            Map.entry("catalog:fetch", Set.of("entity", "entities")),
            Map.entry("catalog:write", Set.of()),
            Map.entry("fs:readdir", Set.of("files", "folders")),
            Map.entry("fs:rename", Set.of()),
            Map.entry("fs:delete", Set.of()),
            Map.entry("fetch:plain", Set.of()),
            Map.entry("fetch:plain:file", Set.of()),
            Map.entry("fetch:template", Set.of()),
            Map.entry("fetch:template:file", Set.of()),
            Map.entry("debug:log", Set.of()),
            Map.entry("debug:wait", Set.of()));

    private StockActions() {}

    /** Returns why a new Backstage lacks an action; empty if it has it. Milepost's own actions come with its package. */
    static Optional<String> missing(String action) {
        if (STOCK.contains(action)
                || action.equals("publish:github")
                || action.equals("publish:github:pull-request")
                || action.startsWith("github:")
                || action.startsWith("milepost:")
                || action.contains("{{")) {
            return Optional.empty();
        }
        if (action.startsWith("workspace:template")) {
            return Optional.of("a new Backstage does not register the action '%s': fetch from the skeleton instead"
                    .formatted(action));
        }
        var module = MODULES.entrySet().stream()
                .filter(entry -> action.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return Optional.of(module.map(name ->
                        "a new Backstage does not have the action '%s': install @backstage/plugin-scaffolder-backend-module-%s"
                                .formatted(action, name))
                .orElse("'%s' is no action of Backstage: install the module that has it".formatted(action)));
    }

    /** Returns the documented outputs of an action; null for an action that is not known. */
    static @Nullable Set<String> outputs(String action) {
        return OUTPUTS.get(action);
    }
}
