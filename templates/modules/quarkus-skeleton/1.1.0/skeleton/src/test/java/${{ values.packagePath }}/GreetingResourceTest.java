package ${{ values.javaPackage }};

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GreetingResourceTest {

    @Test
    void saysWhoItIs() {
        when().get("/").then().statusCode(200).body("service", equalTo("${{ values.name }}"));
    }

    @Test
    void isAliveAndReady() {
        when().get("/health/live").then().statusCode(200).body("status", equalTo("UP"));
        when().get("/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
