package dev.milepost.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeNamesTest {

    private final EventTypeNames names =
            new EventTypeNames(new EventTypes(), () -> List.of("com.company", "dev.milepost", "com", "acme.deploy"));

    @ParameterizedTest
    @CsvSource({
        "deploy.completed, deploy.completed",
        "com.company.deploy.completed, deploy.completed",
        "dev.milepost.deploy.completed, deploy.completed",
        "com.deploy.completed, deploy.completed",
        "dev.cdevents.service.deployed.0.2.0, deploy.completed",
        "dev.cdevents.service.deployed, deploy.completed",
        "dev.cdevents.incident.reported.0.3.0, incident.opened",
        "dev.milepost.slo.burn_rate.exceeded, slo.burn_rate.exceeded"
    })
    void findsGoldenTypesAsTheyWereSent(String type, String golden) {
        assertThat(names.findGolden(type)).contains(golden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.company.deploy.finished",
                "org.other.deploy.completed",
                "acme.deploy.completed",
                "com.company.",
                "com.company",
                "Deploy.Completed",
                "dev.cdevents.testcaserun.started.0.2.0",
                ""
            })
    void findsNoOtherTypes(String type) {
        assertThat(names.findGolden(type)).isEmpty();
    }

    @Test
    void asksTheHistoryForGoldenNamesAndForTypesAsWritten() {
        assertThat(names.findStored(List.of("com.company.deploy.completed", "deploy.completed", "com.company.lunch")))
                .containsExactly("deploy.completed", "com.company.deploy.completed", "com.company.lunch");
        assertThat(names.findStored(List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "deploy.complete, deploy.completed",
        "chnage.created, change.created",
        "Deploy.Completed, deploy.completed"
    })
    void suggestsGoldenTypes(String written, String meant) {
        assertThat(names.suggest(written)).contains(meant);
    }
}
