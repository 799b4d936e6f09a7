package io.tocsin.platform.egress;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an exchange ended: with an answer, whatever its status, or without one. */
public sealed interface EgressResult {
    EgressTimings timings();

    /**
     * The target answered.
     *
     * @param url where the answer came from, after redirects
     * @param status 200 to 599, as sent
     * @param headers values by name in lower case
     * @param body decoded, at most as long as the request allowed
     * @param truncated whether there was more
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, copied once too often otherwise
    record Answered(
            EgressUrl url,
            int status,
            Map<String, List<String>> headers,
            byte[] body,
            boolean truncated,
            EgressTimings timings)
            implements EgressResult {

        /** The first value of a header, in any case; null where there is none. */
        public @Nullable String header(String name) {
            List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
            return values == null ? null : values.getFirst();
        }
    }

    /** There is no answer. */
    record Failed(EgressFailure failure, EgressTimings timings) implements EgressResult {}
}
