package io.tocsin.gateway.version;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/version}, from the build's own record; without one (started from an editor) it says so. */
@RestController
class VersionController {
    /**
     * @param name of the product
     * @param version of the build
     * @param builtAt when it was built; null if unknown
     */
    record Version(String name, String version, @Nullable Instant builtAt) {}

    private final Version version;

    VersionController(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        this.version = properties == null
                ? new Version("tocsin", "unknown", null)
                : new Version("tocsin", String.valueOf(properties.getVersion()), properties.getTime());
    }

    @GetMapping("/api/v1/version")
    Version version() {
        return version;
    }
}
