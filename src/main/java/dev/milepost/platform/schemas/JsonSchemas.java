package dev.milepost.platform.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.OutputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpressionFactory;
import dev.milepost.platform.documents.ValuePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The dialects of JSON Schema, and validation by them. All schemas of the service use these dialects: some keywords of
 * the library take quadratic time, and values and some schemas are untrusted.
 */
public final class JsonSchemas {

    private static final List<Keyword> LINEAR_KEYWORDS =
            List.of(new UniqueItemsKeyword(), new EnumKeyword(), new ConstKeyword());

    private JsonSchemas() {}

    /** Reads a JSON document of this service, such as a schema. */
    public static JsonNode resource(String path) {
        try (var file = JsonSchemas.class.getResourceAsStream(path)) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    /** JSON Schema 2020-12. */
    public static Dialect.Builder draft202012() {
        return Dialect.builder(Dialects.getDraft202012()).keywords(LINEAR_KEYWORDS);
    }

    /** JSON Schema draft-07, the dialect of Backstage's forms. */
    public static Dialect.Builder draft7() {
        return Dialect.builder(Dialects.getDraft7()).keywords(LINEAR_KEYWORDS);
    }

    /** Returns a registry of schemas in 2020-12, whose formats are annotations. */
    public static SchemaRegistry registry(RegularExpressionFactory expressions) {
        return registry(draft202012(), expressions);
    }

    /** Returns a registry whose formats are annotations or assertions by the rule of the dialect. */
    public static SchemaRegistry registry(Dialect.Builder dialect, RegularExpressionFactory expressions) {
        return registry(dialect, config(expressions));
    }

    /** Returns a registry whose formats are assertions. */
    public static SchemaRegistry registryWithFormats(Dialect.Builder dialect, RegularExpressionFactory expressions) {
        return registry(dialect, config(expressions).formatAssertionsEnabled(true));
    }

    /** Validates a value. If it has very many errors, the list has some of them and one that says so. */
    public static List<Error> validate(Schema schema, JsonNode value) {
        var validation = new BoundedValidation(schema.createExecutionContext().getExecutionConfig());
        try {
            return schema.validate(validation, value, OutputFormat.DEFAULT);
        } catch (BoundedValidation.TooManyErrors e) {
            return validation.firstErrors();
        }
    }

    /** Returns the pointer to the value of an error, as {@link ValuePath#pointer} does. */
    public static String pointer(Error error) {
        return path(error.getInstanceLocation()).pointer();
    }

    /** The library's paths would keep the pointers to a value and to all that it is in. */
    private static ValuePath path(NodePath path) {
        if (path.getParent() == null) {
            return ValuePath.at("");
        }
        var parent = path(path.getParent());
        return path.getElement(-1) instanceof Integer index
                ? parent.element(index)
                : parent.member(String.valueOf(path.getElement(-1)));
    }

    private static SchemaRegistryConfig.Builder config(RegularExpressionFactory expressions) {
        return SchemaRegistryConfig.builder().pathType(PathType.JSON_POINTER).regularExpressionFactory(expressions);
    }

    private static SchemaRegistry registry(Dialect.Builder dialect, SchemaRegistryConfig.Builder config) {
        return SchemaRegistry.withDefaultDialect(
                dialect.build(), builder -> builder.schemaRegistryConfig(config.build()));
    }
}
