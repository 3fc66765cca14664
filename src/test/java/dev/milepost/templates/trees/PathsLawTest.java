package dev.milepost.templates.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PathsLawTest {

    private static final String[] PARTS = {"a", "A", "b", "ä", "a\u0308", "a.b", "a-b", "Σ", "σ", "ς"};

    private final Random random = new Random(13);

    @Test
    void findsPathsBelowFiles() {
        for (int i = 0; i < 10_000; i++) {
            var paths = random.ints(random.nextInt(1, 6))
                    .mapToObj(any -> path())
                    .collect(Collectors.toCollection(TreeSet::new));

            var beneath = PathRules.faults(paths).stream()
                    .filter(fault -> fault.detail().contains("cannot contain other files"))
                    .map(dev.milepost.platform.http.ProblemException.Fault::pointer)
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(beneath).as(paths.toString()).isEqualTo(beneath(paths));
        }
    }

    private String path() {
        return random.ints(random.nextInt(1, 4), 0, PARTS.length)
                .mapToObj(part -> PARTS[part])
                .collect(Collectors.joining("/"));
    }

    private static Set<String> beneath(Set<String> paths) {
        var places = paths.stream().map(PathRules::collisionKey).collect(Collectors.toSet());
        return paths.stream()
                .filter(path -> {
                    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                        if (places.contains(PathRules.collisionKey(path.substring(0, slash)))) {
                            return true;
                        }
                    }
                    return false;
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
