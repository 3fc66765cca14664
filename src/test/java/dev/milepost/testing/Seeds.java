package dev.milepost.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * A law that is tested by random inputs: by a few seeds in each build, by all in the profile {@code soak}. With
 * {@code -Dmilepost.seeds=N} it is tested by N of them, from {@code -Dmilepost.first-seed=N} on.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@ArgumentsSource(Seeds.Source.class)
@Tag(Soak.BOUNDED)
public @interface Seeds {

    /** How many in each build. */
    int bounded();

    /** How many in the profile {@code soak}. */
    int all();

    /** The seeds. */
    final class Source implements ArgumentsProvider, AnnotationConsumer<Seeds> {

        private int count;

        @Override
        public void accept(Seeds seeds) {
            count = Integer.getInteger("milepost.seeds", Soak.count(seeds.bounded(), seeds.all()));
        }

        @Override
        public Stream<Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
            long first = Long.getLong("milepost.first-seed", 0);
            return LongStream.range(first, first + count).mapToObj(Arguments::of);
        }
    }
}
