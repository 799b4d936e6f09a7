package io.tocsin.schemas.serde;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The part of Confluent's serde configuration that this serde knows, under Confluent's names.
 *
 * @param client speaks to the registry at {@code schema.registry.url}
 * @param autoRegister {@code auto.register.schemas}: register unknown schemas instead of failing; default true
 * @param useLatest {@code use.latest.version}: write with the id of the subject's newest schema; default false
 * @param specific {@code specific.avro.reader}: read into generated classes; default false
 */
record SerdeConfig(SchemaRegistryClient client, boolean autoRegister, boolean useLatest, boolean specific) {

    static SerdeConfig of(Map<String, ?> configs) {
        Object url = configs.get("schema.registry.url");
        if (url == null) {
            throw new ConfigException("schema.registry.url is missing: set it to the address of a schema registry");
        }
        return new SerdeConfig(
                new SchemaRegistryClient(url.toString(), authorization(configs)),
                flag(configs, "auto.register.schemas", true),
                flag(configs, "use.latest.version", false),
                flag(configs, "specific.avro.reader", false));
    }

    private static boolean flag(Map<String, ?> configs, String name, boolean otherwise) {
        Object value = configs.get(name);
        return value == null ? otherwise : Boolean.parseBoolean(value.toString());
    }

    private static @Nullable String authorization(Map<String, ?> configs) {
        Object source = configs.get("basic.auth.credentials.source");
        Object userInfo = configs.get("basic.auth.user.info");
        if (source == null || !"USER_INFO".equals(source.toString()) || userInfo == null) {
            return null;
        }
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.toString().getBytes(StandardCharsets.UTF_8));
    }
}
