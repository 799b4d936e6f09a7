package io.tocsin.ingest.probes;

import java.util.BitSet;
import java.util.List;

/** HTTP statuses that count as success. */
public final class ExpectedStatuses {
    private static final int HIGHEST = 999;
    private static final ExpectedStatuses USUAL = new ExpectedStatuses(List.of("200-399"));

    private final BitSet statuses = new BitSet();

    private ExpectedStatuses(List<String> texts) {
        texts.forEach(this::add);
    }

    /**
     * @param texts single statuses (204) or ranges (200-399); none means 200-399
     * @throws IllegalArgumentException when one is neither
     */
    public static ExpectedStatuses of(List<String> texts) {
        return texts.isEmpty() ? USUAL : new ExpectedStatuses(texts);
    }

    boolean contains(int status) {
        return statuses.get(status);
    }

    private void add(String text) {
        int dash = text.indexOf('-');
        try {
            int first = Integer.parseInt((dash < 0 ? text : text.substring(0, dash)).strip());
            int last =
                    dash < 0 ? first : Integer.parseInt(text.substring(dash + 1).strip());
            if (first < 100 || last > HIGHEST || first > last) {
                throw new IllegalArgumentException("'%s' is not a range of statuses".formatted(text));
            }
            statuses.set(first, last + 1);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' is neither a status nor a range of them".formatted(text), e);
        }
    }
}
