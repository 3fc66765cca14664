package dev.milepost.events.intake;

import static dev.milepost.events.intake.EventRequests.BATCHED;
import static dev.milepost.events.intake.EventRequests.STRUCTURED;
import static dev.milepost.events.intake.EventRequests.deployment;
import static dev.milepost.events.intake.EventRequests.newId;
import static dev.milepost.events.intake.EventRequests.post;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.milepost.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attributes that one reader takes for another than the next reader does. */
@QuarkusTest
@Tag("service")
class AmbiguousAttributesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'SOURCE': 'other'                          | /SOURCE",
                "'Source': 'other'                          | /Source",
                "'TYPE': 'com.company.deploy.completed'     | /TYPE",
                "'sour ce': 'other'                         | /sour ce",
                "'ſource': 'other'                          | /ſource",
                "'a_b': 'x'                                 | /a_b",
                "'a/b~c': 'x'                               | /a~1b~0c",
                "'': 'x'                                    | /",
                "'aaaaaaaaaaaaaaaaaaaaa': 'x'               | /aaaaaaaaaaaaaaaaaaaaa",
                "'milepostteam': 'x'                        | /milepostteam",
                "'source': 'other'                          | /source",
                "'type': 'com.company.deploy.completed'     | /type",
                "'source': null                             | /source",
                "'data': {}                                 | /data",
                "'data_base64': 'e30='                      | /data_base64",
                "'subject': 'a\\u0001b'                     | /subject",
                "'subject': 'a\\u0085b'                     | /subject",
                "'subject': 'a\\ud800b'                     | /subject",
                "'own': 'a\\uffffb'                         | /own"
            })
    void refusesAmbiguousAttributes(String member, String pointer) {
        var id = newId();
        var event = deployment(id, "success")
                .strip()
                .replaceFirst("\\{", "{" + Matcher.quoteReplacement(member.replace('\'', '"')) + ",");
        var good = deployment(newId(), "success");

        for (var type : List.of(STRUCTURED, "application/json")) {
            post(type, event).statusCode(422).body("errors.pointer", hasItem(pointer));
        }
        for (var type : List.of(BATCHED, "application/json")) {
            post(type, "[%s,%s]".formatted(event, good))
                    .statusCode(202)
                    .body("rejected.index", equalTo(List.of(0)))
                    .body("rejected[0].pointer", equalTo(pointer));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ce-source, other, /source",
        "ce-a_b, x, /a_b",
        "ce-data, x, /data",
        "ce-datacontenttype, text/plain, /datacontenttype",
        "ce-milepostteam, x, /milepostteam",
        "ce-own, a%0Ab, /own"
    })
    void refusesAmbiguousHeaders(String header, String value, String pointer) {
        given().filter(Contract.FILTER)
                .contentType(ContentType.JSON)
                .header("ce-specversion", "1.0")
                .header("ce-id", newId())
                .header("ce-source", "test")
                .header("ce-type", "com.company.change.created")
                .header("ce-time", "2026-06-10T12:34:00Z")
                .header(header, value)
                .body("{\"commit_sha\": \"a1b2c3d4\", \"service_id\": \"payments-api\"}")
                .post("/api/v1/events")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem(pointer));
    }
}
