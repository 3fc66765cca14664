package dev.milepost.delivery.fourkeys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.milepost.platform.http.Page;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the records behind the four keys.
 *
 * @param nextCursor null on the last page
 * @param unknown the names of the filter that no event and no entity has, by parameter; null if there is none
 */
@JsonNaming(SnakeCaseStrategy.class)
record RecordPage<T>(
        List<T> items,
        @Nullable String nextCursor,
        @JsonInclude(Include.NON_NULL) @Nullable Map<String, List<String>> unknown) {

    RecordPage {
        items = List.copyOf(items);
    }

    static <T> RecordPage<T> of(Page<T> page, @Nullable Map<String, List<String>> unknown) {
        return new RecordPage<>(page.items(), page.nextCursor(), unknown);
    }
}
