package dev.milepost;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import dev.milepost.platform.schemas.JsonSchemas;
import org.junit.jupiter.api.Test;

/** Only {@link JsonSchemas} has linear keywords and a limit of errors, so nothing may go around it. */
class SchemaUseTest {

    @Test
    void makesSchemasInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(JsonSchemas.class.getPackageName())
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Dialects.class, SpecificationVersion.class)
                .check(Structure.CLASSES);
    }

    @Test
    void validatesInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(JsonSchemas.class.getPackageName())
                .should()
                .callMethod(Schema.class, "validate", JsonNode.class)
                .check(Structure.CLASSES);
    }
}
