package io.tocsin.platform.errors;

import io.tocsin.schemas.ErrorCode;

/** The error that stands for a bare HTTP status, where the framework or container decided it. */
final class StatusCodes {
    private StatusCodes() {}

    static ErrorCode of(int status) {
        return switch (status) {
            case 401 -> ErrorCode.AUTH_001;
            case 403 -> ErrorCode.AUTH_005;
            case 404 -> ErrorCode.GATEWAY_001;
            case 405 -> ErrorCode.VALIDATION_006;
            case 406 -> ErrorCode.VALIDATION_007;
            case 413 -> ErrorCode.VALIDATION_003;
            case 415 -> ErrorCode.VALIDATION_004;
            case 429 -> ErrorCode.GATEWAY_003;
            case 431 -> ErrorCode.VALIDATION_008;
            case 503, 504 -> ErrorCode.INTERNAL_002;
            default -> status < 500 ? ErrorCode.VALIDATION_001 : ErrorCode.INTERNAL_001;
        };
    }
}
