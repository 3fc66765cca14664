package dev.milepost.templates.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.sql.Sql;
import dev.milepost.testing.Seeds;
import dev.milepost.testing.TemplatePublisher;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

/** A law: the registry is a function of the set of versions, modules before the golden paths that need them. */
@QuarkusTest
@Tag("service")
class RegistryLawTest {

    private static final int ORDERS = 4;

    private static final String STATE = """
            select concat_ws(' ', kind, name, version, precedence, owner, digest, lock::text) as line
            from registry_version where name like ? order by kind, name, precedence
            """;

    @Inject
    DataSource database;

    private final TemplatePublisher publisher = new TemplatePublisher();

    /** A version that is to be published. */
    private record Draft(boolean module, String name, String manifest) {}

    @Seeds(bounded = 4, all = 12)
    void reachesSameStateInAnyOrder(long seed) {
        var random = new Random(seed);
        var modules = modules(random);
        var paths = goldenPaths(random);
        var ascending = publish(modules, paths);
        var state = forget();

        assertThat(ascending).as("each version keeps what the one below it has").isTrue();
        assertThat(state).hasSize(modules.size() + paths.size());
        for (int i = 0; i < ORDERS; i++) {
            Collections.shuffle(modules, random);
            Collections.shuffle(paths, random);
            var accepted = publish(modules, paths);
            var other = forget();

            if (accepted) {
                assertThat(other).isEqualTo(state);
            } else {
                assertThat(other)
                        .as("a part of it, since something was refused")
                        .hasSizeLessThan(state.size());
            }
        }
    }

    /** Whether all are taken; what is refused is refused for what it takes away. */
    private boolean publish(List<Draft> modules, List<Draft> paths) {
        var all = true;
        for (var draft : Stream.concat(modules.stream(), paths.stream()).toList()) {
            var answer = (draft.module()
                            ? publisher.publishModule(draft.name(), draft.manifest())
                            : publisher.publish(draft.name(), draft.manifest()))
                    .extract();
            if (answer.statusCode() != 201) {
                assertThat(answer.<String>path("type")).isEqualTo("/problems/breaking-change");
                all = false;
            }
        }
        return all;
    }

    /** What is stored, which is gone afterwards. */
    private List<String> forget() {
        var sql = new Sql(database);
        var own = "%" + publisher.name("");
        var state = new ArrayList<>(sql.query(STATE, row -> row.getString("line"), own));
        sql.update("delete from registry_version where name like ?", own);
        return state;
    }

    private List<Draft> modules(Random random) {
        var drafts = new ArrayList<Draft>();
        for (int m = 0; m < 4; m++) {
            var name = "m" + (char) ('a' + m);
            var asking = new ParameterHistory(random);
            for (var version : versions(random)) {
                var needs = m > 0 && random.nextInt(3) > 0
                        ? "requires: [{module: \"@m%s\", range: \"%s\"}]"
                                .formatted((char) ('a' + random.nextInt(m)), range(random))
                        : "provides: [{capability: \"@cap\", version: %d.0.0}]".formatted(1 + random.nextInt(2));
                drafts.add(new Draft(true, name, publisher.module(name, version, needs, asking.at(version))));
            }
        }
        return drafts;
    }

    private List<Draft> goldenPaths(Random random) {
        var drafts = new ArrayList<Draft>();
        for (var name : List.of("pa", "pb")) {
            var uses = "modules: [{module: \"@m%s\", range: \"*\"}, {module: \"@md\", range: \"*\"}]"
                    .formatted((char) ('a' + random.nextInt(3)));
            var asking = new ParameterHistory(random);
            for (var version : versions(random)) {
                var manifest = publisher.goldenPath(name, version, uses, asking.at(version));
                drafts.add(new Draft(
                        false, name, manifest.replace("owner: platform", "owner: team-" + random.nextInt(3))));
            }
        }
        return drafts;
    }

    /**
     * What the versions of one name ask for, told in ascending order: later ones ask for more, one renames a parameter,
     * and those above it may have forgotten that.
     */
    private static final class ParameterHistory {

        private final int renaming;
        private final boolean forgetful;
        private String renamedIn = "";

        ParameterHistory(Random random) {
            renaming = 1 + random.nextInt(3);
            forgetful = random.nextBoolean();
        }

        String at(String version) {
            int minor = version.charAt(2) - '0';
            var names = new StringBuilder();
            for (int i = 1; i <= minor; i++) {
                names.append(", p%d: {type: string}".formatted(i));
            }
            var first = "p0: {type: string}";
            if (minor >= renaming) {
                var major = version.substring(0, 1);
                var told = renamedIn.equals(major) && forgetful;
                // A pre-release promises nothing, so nothing can be forgotten after it.
                renamedIn = version.contains("-") ? renamedIn : major;
                first = told ? "q: {type: string}" : "q: {type: string, renamedFrom: p0}";
            }
            return "parameters: {title: P, properties: {%s%s}}".formatted(first, names);
        }
    }

    private static List<String> versions(Random random) {
        var versions = new TreeSet<String>();
        for (int i = 0; i < 3; i++) {
            versions.add((1 + random.nextInt(2)) + "." + random.nextInt(3) + "."
                    + (random.nextInt(5) == 0 ? "0-rc.1" : "0"));
        }
        return List.copyOf(versions);
    }

    private static String range(Random random) {
        return List.of("*", ">=1.0.0", ">=1 <3", "1.x || 2.x").get(random.nextInt(4));
    }
}
