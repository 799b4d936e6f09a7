package io.tocsin.monitor.monitors;

import io.tocsin.monitor.texts.Texts;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.platform.errors.ApiException;
import java.util.List;

/** What a monitor aims at; each type has the fields that it needs and no others. */
sealed interface Target {
    /** Types that can be created. */
    List<String> TYPES = List.of(Http.TYPE, Keyword.TYPE);

    /** As it stands in JSON, events and the database. */
    String type();

    /** An address that should answer with success. */
    record Http(String url) implements Target {
        static final String TYPE = "http";

        public Http {
            url = Urls.checked(url);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /**
     * An address whose answer should contain a text.
     *
     * @param keyword 1 to 1000 characters
     */
    record Keyword(String url, String keyword) implements Target {
        static final String TYPE = "keyword";
        private static final int LONGEST = 1000;

        public Keyword {
            url = Urls.checked(url);
            keyword = Texts.verbatim("keyword", keyword, LONGEST);
        }

        @Override
        public String type() {
            return TYPE;
        }
    }

    /** What an address must be before a runner can be sent there; whether it may is decided when its name is resolved. */
    final class Urls {
        private static final int LONGEST = 2048;

        private Urls() {}

        private static String checked(String text) {
            String url = Texts.line("url", text, LONGEST);
            try {
                EgressUrl.parse(url);
                return url;
            } catch (IllegalArgumentException e) {
                throw ApiException.invalid("url", "is refused: " + e.getMessage());
            }
        }
    }
}
