package dev.milepost.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.milepost.events.contract.ServiceName;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
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

    /**
     * Requests are checked against the contract's parameters, so the endpoints must read all of them. Operations share some
     * lists of parameters; what one of them does not have is refused before the endpoint.
     */
    @Test
    void readsDescribedParameters() {
        var described = DOCUMENT.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream()
                        .map(parameter -> parameter.get$ref() == null
                                ? parameter
                                : DOCUMENT.getComponents()
                                        .getParameters()
                                        .get(parameter.get$ref().replaceAll(".*/", "")))
                        .filter(parameter -> parameter.getIn().equals("query"))
                        .map(parameter -> operation.getOperationId() + " " + parameter.getName()
                                + (parameter.getSchema() instanceof ArraySchema ? " repeatable" : "")))
                .toList();

        assertThat(methods().flatMap(ContractTest::parameters)).containsAll(described);
    }

    @Test
    void convertsNamesOfServices() {
        var unconverted = resourceMethods()
                .filter(method -> operation(method).findAny().isPresent())
                .filter(method -> Arrays.stream(method.reflect().getParameters())
                        .anyMatch(parameter -> parameter.getName().equals("service")))
                .filter(method -> method.getMethodCallsFromSelf().stream()
                        .noneMatch(call -> call.getTargetOwner().isEquivalentTo(ServiceName.class)))
                .map(JavaMethod::getFullName);

        assertThat(unconverted).as("operations that take no entity refs").isEmpty();
    }

    private static Stream<String> parameters(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(parameter.getType().getDeclaredFields())
                                .filter(field -> field.isAnnotationPresent(RestQuery.class))
                                .map(field -> parameter(field, field.getName(), field.getType()))
                        : Stream.of(parameter)
                                .filter(one -> one.isAnnotationPresent(RestQuery.class))
                                .map(one -> parameter(one, one.getName(), one.getType())))
                .map(parameter -> method.getName() + " " + parameter);
    }

    private static String parameter(AnnotatedElement element, String name, Class<?> type) {
        var stated = element.getAnnotation(RestQuery.class).value();
        return (stated.isEmpty() ? name : stated) + (type == List.class ? " repeatable" : "");
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
        return resourceMethods().flatMap(ContractTest::operation).toList();
    }

    /** The methods of operations. */
    private static Stream<Method> methods() {
        return resourceMethods()
                .filter(method -> operation(method).findAny().isPresent())
                .map(JavaMethod::reflect);
    }

    private static Stream<JavaMethod> resourceMethods() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.milepost").stream()
                        .filter(resource -> resource.isAnnotatedWith(Path.class))
                        .flatMap(resource -> resource.getMethods().stream());
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
