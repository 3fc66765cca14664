package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API document and the endpoints have the same operations under the same names. */
class ContractTest {

    private static final OpenAPI DOCUMENT = new OpenAPIV3Parser().read(Contract.DOCUMENT);

    @Test
    void describesImplementedOperations() {
        assertThat(described()).containsExactlyInAnyOrderElementsOf(endpoints());
    }

    @Test
    void isValidOpenApi() {
        var messages = new OpenAPIV3Parser()
                .readLocation(Contract.DOCUMENT, null, null)
                .getMessages();

        assertThat(messages).isEmpty();
    }

    /** Such as {@code POST /api/v1/events acceptEvents}. */
    private static Iterable<String> described() {
        return DOCUMENT.getPaths().entrySet().stream()
                .flatMap(path -> path.getValue().readOperationsMap().entrySet().stream()
                        .map(operation -> operation.getKey() + " " + path.getKey() + " "
                                + operation.getValue().getOperationId()))
                .toList();
    }

    private static Iterable<String> endpoints() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.milepost").stream()
                        .filter(resource -> resource.isAnnotatedWith(Path.class))
                        .flatMap(resource -> resource.getMethods().stream())
                        .flatMap(ContractTest::operation)
                        .toList();
    }

    private static Stream<String> operation(JavaMethod method) {
        return method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType())
                .filter(type -> type.isMetaAnnotatedWith(HttpMethod.class) || type.isAnnotatedWith(HttpMethod.class))
                .map(type -> httpMethod(type) + " " + path(method) + " " + method.getName());
    }

    private static String httpMethod(JavaClass annotation) {
        return annotation.getAnnotationOfType(HttpMethod.class).value();
    }

    private static String path(JavaMethod method) {
        var base = method.getOwner().getAnnotationOfType(Path.class).value();
        var own = method.tryGetAnnotationOfType(Path.class).map(Path::value).orElse("");
        return ("/" + base + "/" + own)
                .replaceAll("/+", "/")
                .replaceAll("\\{ *(\\w+) *:[^}]*\\}", "{$1}")
                .replaceAll("/$", "");
    }
}
