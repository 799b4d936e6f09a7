package io.tocsin.auth.exports;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Comma-separated values (RFC 4180) of rows with the same columns. */
final class Csv {
    private static final String FORMULAS = "=+-@\t\r";

    private Csv() {}

    /** With a header line, even if there are no rows. */
    static String of(List<String> columns, List<Map<String, Object>> rows) {
        StringBuilder text = new StringBuilder(String.join(",", columns)).append("\r\n");
        for (Map<String, Object> row : rows) {
            text.append(columns.stream().map(column -> cell(row.get(column))).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return text.toString();
    }

    /** Spreadsheets take some texts for formulas; a quotation mark before them keeps them texts. */
    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (!text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0) {
            text = "'" + text;
        }
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
