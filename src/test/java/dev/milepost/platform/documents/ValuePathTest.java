package dev.milepost.platform.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.http.ProblemException.Fault;
import org.junit.jupiter.api.Test;

class ValuePathTest {

    @Test
    void writesAPointer() {
        var path = ValuePath.at("/spec").member("a/b~c").element(7).member("");

        assertThat(path.pointer()).isEqualTo("/spec/a~1b~0c/7/");
        assertThat(path.name()).isEmpty();
        assertThat(path.start().pointer()).isEqualTo("/spec");
        assertThat(ValuePath.at("").pointer()).isEmpty();
    }

    @Test
    void writesALimitedPartOfALongPointer() {
        var path = ValuePath.at("");
        for (int i = 0; i < 1_000; i++) {
            path = path.member("n".repeat(1_000));
        }

        assertThat(path.pointer()).hasSizeBetween(Fault.POINTER_LENGTH + 1, Fault.POINTER_LENGTH + 1_001);
    }
}
