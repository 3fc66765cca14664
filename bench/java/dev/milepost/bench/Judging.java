package dev.milepost.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.entities.EntityReader;
import dev.milepost.catalog.validation.EntityValidator;
import dev.milepost.catalog.validation.RuleSet;
import dev.milepost.catalog.validation.ValidationConfig;
import dev.milepost.platform.documents.DocumentFormat;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * What judging 1,000 ordinary entities costs one processor: from the bytes of the request to those of the answer, without
 * HTTP, against a catalog in memory that has everything they refer to.
 */
final class Judging {

    private static final int ENTITIES = 1_000;
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 60;

    private final Report report;
    private final EntityValidator validation;
    private final ObjectMapper json = new ObjectMapper();

    Judging(Report report) {
        this.report = report;
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(ValidationConfig.class)
                .build()
                .getConfigMapping(ValidationConfig.class);
        this.validation = new EntityValidator(RuleSet.of(config), new WholeCatalog(), config.cachedEntities());
    }

    void measure() throws IOException {
        report.title(
                "Validating %,d entities on one thread: milliseconds of processor time (elapsed)".formatted(ENTITIES));
        for (var format : DocumentFormat.values()) {
            var texts = new OrdinaryEntities(ENTITIES, format);
            report.line("%s, %,d bytes".formatted(format, texts.round(0).length));
            // Each round has entities that no other has: none is remembered.
            measure("  each for the first time", format, texts::round);
            measure("  unchanged", format, round -> texts.round(0));
        }
    }

    private void measure(String what, DocumentFormat format, IntFunction<byte[]> texts) throws IOException {
        var processor = new double[ROUNDS];
        var clock = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            var text = texts.apply(round);
            long processorStart = processorTime();
            long start = System.nanoTime();
            json.writeValueAsBytes(validation.validate(EntityReader.read(text, format)));
            if (round >= 0) {
                processor[round] = (processorTime() - processorStart) / 1e6;
                clock[round] = (System.nanoTime() - start) / 1e6;
            }
        }
        report.line("%-30s p50 %6.1f (%.1f)   p95 %6.1f (%.1f)"
                .formatted(what, at(processor, 0.5), at(clock, 0.5), at(processor, 0.95), at(clock, 0.95)));
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static double at(double[] times, double quantile) {
        Arrays.sort(times);
        return times[(int) Math.min(times.length - 1L, Math.round(times.length * quantile))];
    }
}
